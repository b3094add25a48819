import { create } from 'zustand';
import type { Connection } from '../../src-preload/contract/connections.ts';
import type { AppError } from '../../src-preload/contract/result.ts';
import { onTopic } from './events.ts';

interface ConnectionsStore {
  state: 'loading' | 'ready' | 'failed';
  /** In the order of the rail. */
  connections: readonly Connection[];
  error: AppError | null;
}

export const useConnections = create<ConnectionsStore>(() => ({
  state: 'loading',
  connections: [],
  error: null,
}));

let asked = 0;

export async function loadConnections(): Promise<void> {
  const mine = ++asked;
  const read = await window.steward.connections.list({});
  // Only the answer to the last question counts.
  if (mine !== asked) return;
  useConnections.setState(
    read.ok
      ? {
          state: 'ready',
          error: null,
          connections: [...read.value].sort((a, b) => a.position - b.position),
        }
      : { state: 'failed', error: read.error },
  );
}

export function startConnections(): Promise<void> {
  onTopic('connections', () => void loadConnections());
  return loadConnections();
}

/** Shows a connection that a call answered with before the event about it arrives. */
export function takeConnection(connection: Connection): void {
  useConnections.setState(({ connections }) => ({
    state: 'ready',
    connections: [...connections.filter((each) => each.id !== connection.id), connection].sort(
      (a, b) => a.position - b.position,
    ),
  }));
}

/** Keeps a new order; shown at once, read again when it could not be kept. */
export async function reorderConnections(connectionIds: string[]): Promise<AppError | null> {
  const place = new Map(connectionIds.map((id, index) => [id, index]));
  useConnections.setState(({ connections }) => ({
    connections: [...connections].sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0)),
  }));
  const kept = await window.steward.connections.reorder({ connectionIds });
  if (kept.ok) return null;
  await loadConnections();
  return kept.error;
}

export const useConnection = (id: string | null): Connection | null =>
  useConnections(({ connections }) => connections.find((each) => each.id === id) ?? null);
