import { create } from 'zustand';
import { useEffect } from 'react';
import type { Capability } from '../../src-preload/contract/capabilities.ts';
import type { Connection, Product } from '../../src-preload/contract/connections.ts';
import type { Permission } from '../../src-preload/contract/refs.ts';
import type { AppError } from '../../src-preload/contract/result.ts';
import { createNewest } from '../lib/newest.ts';
import { reasonOf } from '../lib/permissions.ts';
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

const reading = createNewest();

export async function loadConnections(): Promise<void> {
  const signal = reading.start();
  const read = await window.steward.connections.list({});
  if (signal.aborted) return;
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
  onTopic('connections', () => {
    void loadConnections();
    // What a connection can do changes with who is signed in and with its options; shown answers are asked for again.
    for (const id of Object.keys(useCapabilityStore.getState().byConnection)) void loadCapabilities(id);
  });
  void loadProducts();
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

/** What to call a connection in a sentence: its label, also while it is still loading. */
export const useConnectionLabel = (connectionId: string): string =>
  useConnection(connectionId)?.label ?? 'this connection';

interface ProductsStore {
  /** What can be connected to, in the order of registration; null until the first answer. */
  products: readonly Product[] | null;
  error: AppError | null;
}

export const useProducts = create<ProductsStore>(() => ({ products: null, error: null }));

/** They don't change while the app runs. */
export async function loadProducts(): Promise<void> {
  const read = await window.steward.connections.products({});
  useProducts.setState(
    read.ok ? { products: read.value, error: null } : { products: null, error: read.error },
  );
}

export interface CapabilityRow {
  capability: Capability;
  permission: Permission;
}

interface Capabilities {
  rows: readonly CapabilityRow[] | null;
  error: AppError | null;
}

const unread: Capabilities = { rows: null, error: null };

const useCapabilityStore = create<{ byConnection: Readonly<Record<string, Capabilities>> }>(() => ({
  byConnection: {},
}));

export async function loadCapabilities(connectionId: string): Promise<void> {
  const put = (capabilities: Capabilities) =>
    useCapabilityStore.setState(({ byConnection }) => ({
      byConnection: { ...byConnection, [connectionId]: capabilities },
    }));
  if (useCapabilityStore.getState().byConnection[connectionId] === undefined) put(unread);
  const read = await window.steward.connections.capabilities({ connectionId });
  const before = useCapabilityStore.getState().byConnection[connectionId] ?? unread;
  put(read.ok ? { rows: read.value, error: null } : { rows: before.rows, error: read.error });
}

/** Everything that the connection's system could be asked for, read when it is first shown. */
export function useCapabilities(connectionId: string | null): Capabilities {
  const found = useCapabilityStore(({ byConnection }) =>
    connectionId === null ? undefined : byConnection[connectionId],
  );
  const known = found !== undefined;
  useEffect(() => {
    if (connectionId !== null && !known) void loadCapabilities(connectionId);
  }, [connectionId, known]);
  return found ?? unread;
}

/** Why the connection can't do this, in words; null when it can. */
export function refusalOf({ rows }: Capabilities, capability: Capability): string | null {
  if (rows === null) return 'Still checking what this system supports.';
  const permission = rows.find((row) => row.capability === capability)?.permission;
  if (permission === undefined) return 'This system doesn’t support it.';
  return reasonOf(permission);
}
