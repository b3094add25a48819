import type { ChangeRequest } from '../../src-preload/contract/change-request.ts';
import type { Result } from '../../src-preload/shared/result.ts';
import type { Performed, ProviderSession } from '../../src-main/providers/provider.ts';
import type { WorkspaceRow } from '../../src-main/base/records.ts';
import { signal } from './signal.ts';

/** A change without its connection, which is always the same one here. */
export type Change<R = ChangeRequest> = R extends ChangeRequest ? Omit<R, 'connectionId'> : never;

/** A change of a place, without the two ids that all of them carry. */
export type PlaceChange<R = ChangeRequest> = R extends { workspaceId: string }
  ? Omit<R, 'connectionId' | 'workspaceId'>
  : never;

/** Sends one change. `workspace`: its row, where the wire needs more of it than the request says. */
export const perform = (
  session: ProviderSession,
  change: Change,
  workspace: WorkspaceRow | null = null,
): Promise<Result<Performed>> => session.perform({ ...change, connectionId: 'c' }, { workspace }, signal);

/** A new workspace with nothing but a name, and what its system wants beside that. */
export const newWorkspace = (
  name: string,
  more: Partial<Omit<Extract<ChangeRequest, { type: 'workspace.create' }>, 'type' | 'connectionId'>> = {},
): Change => ({
  type: 'workspace.create',
  kind: 'local-dev',
  name,
  description: '',
  url: '',
  isDefault: false,
  ...more,
});
