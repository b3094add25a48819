import { create } from 'zustand';
import type { Freshness } from '../../src-preload/contract/freshness.ts';
import type { Permission } from '../../src-preload/contract/refs.ts';
import type { AppError } from '../../src-preload/contract/result.ts';
import type { Workspace } from '../../src-preload/contract/workspaces.ts';
import { coalesce } from '../lib/coalesce.ts';
import { createNewest, type Newest } from '../lib/newest.ts';
import { onTopic } from './events.ts';

export interface WorkspaceList {
  /** In the order of this device. */
  workspaces: readonly Workspace[];
  freshness: Freshness | null;
  /** Whether a workspace can be created here, and why not. */
  create: Permission;
  error: AppError | null;
  state: 'loading' | 'ready' | 'failed';
}

interface WorkspacesStore {
  /** Every connection whose list was asked for since the start. */
  lists: Readonly<Record<string, WorkspaceList>>;
}

export const useWorkspaces = create<WorkspacesStore>(() => ({ lists: {} }));

const loading: WorkspaceList = {
  workspaces: [],
  freshness: null,
  create: { allowed: false, reason: 'The workspaces are still loading.' },
  error: null,
  state: 'loading',
};
const put = (connectionId: string, change: Partial<WorkspaceList>) =>
  useWorkspaces.setState(({ lists }) => ({
    lists: { ...lists, [connectionId]: { ...(lists[connectionId] ?? loading), ...change } },
  }));

/** A refresh of everything reports each roster separately: one reading serves all events within this time (ms). */
const eventDelayMs = 150;

/** The readings of one connection's list. */
interface Reading {
  newest: Newest;
  reloadSoon: () => void;
}
const readings = new Map<string, Reading>();

function readingOf(connectionId: string): Reading {
  const known = readings.get(connectionId);
  if (known !== undefined) return known;
  const reading = {
    newest: createNewest(),
    reloadSoon: coalesce(eventDelayMs, () => {
      if (readings.has(connectionId)) void loadWorkspaces(connectionId);
    }),
  };
  readings.set(connectionId, reading);
  return reading;
}

export async function loadWorkspaces(connectionId: string): Promise<void> {
  const signal = readingOf(connectionId).newest.start();
  if (useWorkspaces.getState().lists[connectionId] === undefined) put(connectionId, {});
  const read = await window.steward.workspaces.list({ connectionId });
  if (signal.aborted) return;
  if (read.ok) {
    put(connectionId, {
      workspaces: [...read.value.workspaces].sort((a, b) => a.position - b.position),
      freshness: read.value.freshness,
      create: read.value.create,
      error: null,
      state: 'ready',
    });
  } else {
    put(connectionId, { error: read.error, state: 'failed' });
  }
}

/** Keeps the lists that were asked for up to date, with the counts of their members, invitations and tokens. */
export function startWorkspaces(): void {
  onTopic('workspaces', ({ connectionId }) => {
    if (readings.has(connectionId)) void loadWorkspaces(connectionId);
  });
  for (const topic of ['members', 'tokens', 'invitations'] as const) {
    onTopic(topic, ({ connectionId }) => readings.get(connectionId)?.reloadSoon());
  }
}

/** Drops the list of a connection that was removed. */
export function forgetWorkspaces(connectionId: string): void {
  readings.get(connectionId)?.newest.stop();
  readings.delete(connectionId);
  useWorkspaces.setState(({ lists }) => ({
    lists: Object.fromEntries(Object.entries(lists).filter(([id]) => id !== connectionId)),
  }));
}

/** Favourite, hidden and note of this device; the event that follows brings the list up to date. */
export async function setLocal(
  workspace: Workspace,
  change: { favourite?: boolean; hidden?: boolean; note?: string },
): Promise<AppError | null> {
  const { connectionId, id: workspaceId } = workspace;
  const kept = await window.steward.workspaces.setLocal({ connectionId, workspaceId, ...change });
  if (!kept.ok) return kept.error;
  await loadWorkspaces(connectionId);
  return null;
}

export async function reorderWorkspaces(
  connectionId: string,
  workspaceIds: string[],
): Promise<AppError | null> {
  const list = useWorkspaces.getState().lists[connectionId];
  if (list === undefined) return null;
  const place = new Map(workspaceIds.map((id, index) => [id, index]));
  put(connectionId, {
    workspaces: [...list.workspaces].sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0)),
  });
  const kept = await window.steward.workspaces.reorder({ connectionId, workspaceIds });
  if (kept.ok) return null;
  await loadWorkspaces(connectionId);
  return kept.error;
}

export const useWorkspaceList = (connectionId: string | null): WorkspaceList | null =>
  useWorkspaces(({ lists }) => (connectionId === null ? null : (lists[connectionId] ?? null)));

interface FoldsStore {
  /** Organizations whose workspaces are folded away, as `connection/organization`; forgotten when the app quits. */
  folded: ReadonlySet<string>;
}

const useFolds = create<FoldsStore>(() => ({ folded: new Set() }));

const foldKey = (connectionId: string, organizationId: string) => `${connectionId}/${organizationId}`;

/** The organizations of a connection whose workspaces are folded away. */
export function useFolded(connectionId: string): (organizationId: string) => boolean {
  const folded = useFolds((state) => state.folded);
  return (organizationId) => folded.has(foldKey(connectionId, organizationId));
}

export function setFolded(connectionId: string, organizationId: string, folded: boolean): void {
  useFolds.setState((state) => {
    const next = new Set(state.folded);
    if (folded) next.add(foldKey(connectionId, organizationId));
    else next.delete(foldKey(connectionId, organizationId));
    return { folded: next };
  });
}
