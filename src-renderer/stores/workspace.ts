import { create } from 'zustand';
import type { Capability } from '../../src-preload/contract/capabilities.ts';
import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';
import type { StewardEvent } from '../../src-preload/contract/events.ts';
import type { AppError } from '../../src-preload/contract/result.ts';
import type { WorkspaceDetail } from '../../src-preload/contract/workspaces.ts';
import { coalesce } from '../lib/coalesce.ts';
import { createNewest } from '../lib/newest.ts';
import { concerns, concernsAnyOf, onEvent, type Topic } from './events.ts';
import { useQuery } from './useQuery.ts';
import { reasonOf } from '../lib/permissions.ts';

interface WorkspaceState {
  ref: WorkspaceRef | null;
  detail: WorkspaceDetail | null;
  /** Why the newest reading failed; the detail read before stays. */
  error: AppError | null;
}

/** The one workspace on screen. */
export const useWorkspace = create<WorkspaceState>()(() => ({ ref: null, detail: null, error: null }));

const reading = createNewest();
/** Counts the events about any place: what is being prefetched may have been read before one. */
let changes = 0;

const read = async (ref: WorkspaceRef): Promise<void> => {
  const signal = reading.start();
  const answer = await window.steward.workspaces.get(ref);
  if (signal.aborted) return;
  if (answer.ok) useWorkspace.setState({ detail: answer.value, error: null });
  else useWorkspace.setState({ error: answer.error });
};

/** Prefetched and just shown: its screen needn't read it once more. */
let prefetched: WorkspaceDetail | null = null;

/** Reads another workspace without showing it yet; `show` does, as in `PagedList.prefetch`. Null when it can't be read. */
export async function prefetchWorkspace(
  ref: WorkspaceRef,
): Promise<{ detail: WorkspaceDetail; show: (isCurrent: boolean) => void } | null> {
  const changesBefore = changes;
  const answer = await window.steward.workspaces.get(ref);
  if (!answer.ok) return null;
  const detail = answer.value;
  const show = (isCurrent: boolean) => {
    reading.stop();
    prefetched = detail;
    useWorkspace.setState({ ref, detail, error: null });
    if (!isCurrent && changes !== changesBefore) void read(ref);
  };
  return { detail, show };
}

/** Shows another workspace; what is known of the one before is gone at once. */
export function showWorkspace(ref: WorkspaceRef): Promise<void> {
  const { ref: before, detail } = useWorkspace.getState();
  const isThere = detail !== null && detail === prefetched;
  prefetched = null;
  if (isThere && before?.connectionId === ref.connectionId && before.workspaceId === ref.workspaceId)
    return Promise.resolve();
  if (before?.connectionId !== ref.connectionId || before.workspaceId !== ref.workspaceId) {
    useWorkspace.setState({ ref, detail: null, error: null });
  }
  return read(ref);
}

export function reloadWorkspace(): void {
  const { ref } = useWorkspace.getState();
  if (ref !== null) void read(ref);
}

/** Why something can't be done in a place, in the main process's words; null when it can. */
export function refusal(detail: WorkspaceDetail, capability: Capability): string | null {
  return reasonOf(detail.permissions[capability]);
}

export const refOf = ({ workspace }: WorkspaceDetail): WorkspaceRef => ({
  connectionId: workspace.connectionId,
  workspaceId: workspace.id,
});

/** What a place's permissions, lists and freshness depend on. */
const detailTopics: readonly Topic[] = [
  'workspaces',
  'members',
  'invitations',
  'tokens',
  'roles',
  'details',
  'connections',
  'status',
];

export interface ListPlace {
  /** Where the shown place's list is: itself, its organization or the account. null: still being read. */
  detail: WorkspaceDetail | null;
  error: AppError | null;
  elsewhere: boolean;
  reload: () => void;
}

/** The place that has the shown one's members (with invitations and roles) or tokens; every action on them is that place's. */
export function useListPlace(shown: WorkspaceDetail, of: keyof WorkspaceDetail['listsAt']): ListPlace {
  const at = shown.listsAt[of];
  const elsewhere = at.workspaceId !== shown.workspace.id;
  const place = useQuery(
    elsewhere ? ['workspace', at.connectionId, at.workspaceId] : null,
    () => window.steward.workspaces.get(at),
    { reloadOn: detailTopics, place: at },
  );
  if (!elsewhere) return { detail: shown, error: null, elsewhere, reload: reloadWorkspace };
  return { detail: place.value, error: place.error, elsewhere, reload: () => void place.reload() };
}

function concernsShown(event: StewardEvent): boolean {
  const { ref, detail } = useWorkspace.getState();
  if (detail !== null) return concernsAnyOf(event, detail);
  return ref !== null && concerns(event, ref);
}

/** A refresh reports each list separately: one reading serves all events within this time (ms). */
const reloadSoon = coalesce(150, reloadWorkspace);

onEvent((event) => {
  if (!detailTopics.includes(event.topic)) return;
  changes += 1;
  if (concernsShown(event)) reloadSoon();
});
