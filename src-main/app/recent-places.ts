import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';

const mostRecent = 6;

/** The workspaces that were shown last, newest first, with this one added. */
export function withRecent(places: readonly WorkspaceRef[], shown: WorkspaceRef): WorkspaceRef[] {
  const others = places.filter(
    ({ connectionId, workspaceId }) =>
      connectionId !== shown.connectionId || workspaceId !== shown.workspaceId,
  );
  return [shown, ...others].slice(0, mostRecent);
}
