import { create } from 'zustand';
import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';
import type { AppError } from '../../src-preload/contract/result.ts';
import type { Capability, WorkspaceDetail } from '../../src-preload/contract/workspaces.ts';
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

const read = async (ref: WorkspaceRef): Promise<void> => {
  const mine = ++generation;
  const answer = await window.steward.workspaces.get(ref);
  if (mine !== generation) return;
  if (answer.ok) useWorkspace.setState({ detail: answer.value, error: null });
  else useWorkspace.setState({ error: answer.error });
};

/** Shows another workspace; what is known of the one before is gone at once. */
export function showWorkspace(ref: WorkspaceRef): Promise<void> {
  const before = useWorkspace.getState().ref;
  if (before?.connectionId !== ref.connectionId || before.workspaceId !== ref.workspaceId) {
    useWorkspace.setState({ ref, detail: null, error: null });
  }
  return read(ref);
}

export function reloadWorkspace(): void {
  const { ref } = useWorkspace.getState();
  if (ref !== null) void read(ref);
}

/** Why something can't be done in the shown workspace, in the main process's words; null when it can. */
export function refusal(detail: WorkspaceDetail, capability: Capability): string | null {
  const permission = detail.permissions[capability];
  return permission.allowed ? null : permission.reason;
}

const concerns = (connectionId: string) => {
  if (useWorkspace.getState().ref?.connectionId === connectionId) reloadWorkspace();
};
onTopic('workspaces', (event) => concerns(event.connectionId));
onTopic('members', (event) => concerns(event.connectionId));
onTopic('tokens', (event) => concerns(event.connectionId));
onTopic('connections', reloadWorkspace);
onTopic('status', reloadWorkspace);
