import type { RosterReader } from '../store/roster/types.ts';
import type { AccessReader } from './access.ts';

/** Access as the roster's own copy has it. `now`: epoch ms. */
export const rosterAccess = (
  roster: Pick<RosterReader, 'workspace' | 'roles'>,
  now: () => number,
): AccessReader => ({
  row: (connectionId, workspaceId) => roster.workspace({ connectionId, workspaceId }, now()),
  roles: (connectionId, workspaceId) => roster.roles({ connectionId, workspaceId }),
});
