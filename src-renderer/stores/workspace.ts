import { useEffect, useState } from 'react';
import { create } from 'zustand';
import type { Capability } from '../../src-preload/contract/capabilities.ts';
import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';
import type { AppError } from '../../src-preload/contract/result.ts';
import type { WorkspaceDetail } from '../../src-preload/contract/workspaces.ts';
import { onTopic } from './events.ts';

interface WorkspaceState {
  ref: WorkspaceRef | null;
  detail: WorkspaceDetail | null;
  /** Why the newest reading failed; the detail read before stays. */
  error: AppError | null;
}

/** The one workspace on screen. */
export const useWorkspace = create<WorkspaceState>()(() => ({ ref: null, detail: null, error: null }));

let generation = 0;
/** Counts what the main process told of any place: what is being read ahead may be of before. */
let changes = 0;

const read = async (ref: WorkspaceRef): Promise<void> => {
  const mine = ++generation;
  const answer = await window.steward.workspaces.get(ref);
  if (mine !== generation) return;
  if (answer.ok) useWorkspace.setState({ detail: answer.value, error: null });
  else useWorkspace.setState({ error: answer.error });
};

/** What was read before it is shown: its screen needn't ask for it once more. */
let arrived: WorkspaceDetail | null = null;

/** Reads another workspace without showing it; what it answers with shows it, null where that can't be. */
export async function prefetchWorkspace(
  ref: WorkspaceRef,
): Promise<{ detail: WorkspaceDetail; show: () => void } | null> {
  const changesBefore = changes;
  const answer = await window.steward.workspaces.get(ref);
  if (!answer.ok) return null;
  const detail = answer.value;
  const show = () => {
    generation += 1;
    arrived = detail;
    useWorkspace.setState({ ref, detail, error: null });
    if (changes !== changesBefore) void read(ref);
  };
  return { detail, show };
}

/** Shows another workspace; what is known of the one before is gone at once. */
export function showWorkspace(ref: WorkspaceRef): Promise<void> {
  const { ref: before, detail } = useWorkspace.getState();
  const isThere = detail !== null && detail === arrived;
  arrived = null;
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
  const permission = detail.permissions[capability];
  return permission.allowed ? null : permission.reason;
}

export const refOf = ({ workspace }: WorkspaceDetail): WorkspaceRef => ({
  connectionId: workspace.connectionId,
  workspaceId: workspace.id,
});

export interface ListPlace {
  /** Where the shown place's list is: itself, its organization or the account. null: still being read. */
  detail: WorkspaceDetail | null;
  error: AppError | null;
  elsewhere: boolean;
}

/** The place that has the shown one's members (with invitations and roles) or tokens; every action on them is that place's. */
export function useListPlace(shown: WorkspaceDetail, of: keyof WorkspaceDetail['listsAt']): ListPlace {
  const { connectionId, workspaceId } = shown.listsAt[of];
  const elsewhere = workspaceId !== shown.workspace.id;
  const [read, setRead] = useState<{
    workspaceId: string;
    detail: WorkspaceDetail | null;
    error: AppError | null;
  }>({ workspaceId: '', detail: null, error: null });
  // Whatever makes the shown place be read again concerns its organization too.
  useEffect(() => {
    if (!elsewhere) return undefined;
    let current = true;
    void window.steward.workspaces.get({ connectionId, workspaceId }).then((answer) => {
      if (!current) return;
      setRead((before) =>
        answer.ok
          ? { workspaceId, detail: answer.value, error: null }
          : {
              workspaceId,
              detail: before.workspaceId === workspaceId ? before.detail : null,
              error: answer.error,
            },
      );
    });
    return () => {
      current = false;
    };
  }, [shown, elsewhere, connectionId, workspaceId]);
  if (!elsewhere) return { detail: shown, error: null, elsewhere };
  const known = read.workspaceId === workspaceId ? read : { detail: null, error: null };
  return { detail: known.detail, error: known.error, elsewhere };
}

const concerns = (event: { connectionId: string }) => {
  changes += 1;
  if (useWorkspace.getState().ref?.connectionId === event.connectionId) reloadWorkspace();
};
onTopic('workspaces', concerns);
onTopic('members', concerns);
onTopic('invitations', concerns);
onTopic('tokens', concerns);
onTopic('roles', concerns);
onTopic('details', concerns);
for (const topic of ['connections', 'status'] as const)
  onTopic(topic, () => {
    changes += 1;
    reloadWorkspace();
  });
