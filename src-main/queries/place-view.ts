import type { SystemFacts } from '../../src-preload/contract/system.ts';
import type { Workspace } from '../../src-preload/contract/workspaces.ts';
import { rosterOwnerOf } from '../base/lists.ts';
import type { WorkspaceRow } from '../base/records.ts';
import type { LocalWorkspace } from '../store/ledger/types.ts';
import { shownCounts } from '../store/roster/shown-counts.ts';
import type { WorkspaceCounts } from '../store/roster/types.ts';
import { labelled } from './labelled.ts';
import type { CopiesSource } from './query.ts';

/**
 * Places of a connection as the screens see them: the server's row, the admin's own marks, and counts with their age. `stale`: ids of the
 * places whose copies are too old to be shown; nothing is counted in those.
 */
export function placeView(
  core: CopiesSource,
  connectionId: string,
  facts: SystemFacts,
  stale: ReadonlySet<string>,
): (
  row: WorkspaceRow & { counts: WorkspaceCounts },
  local: LocalWorkspace | undefined,
  roleLabel: (role: string) => string,
) => Workspace {
  return (row, local, roleLabel) => {
    const { counts: _counts, unavailable: _unavailable, ...rest } = row;
    const counts = shownCounts(row, stale);
    const rosterId = rosterOwnerOf('members', row);
    const { fetchedAt, error, unreadable } = core.store.roster.freshness(connectionId, rosterId, 'members');
    return {
      ...rest,
      connectionId,
      facts: [...row.facts],
      myRole: labelled(row.myRole, roleLabel),
      favourite: local?.favourite ?? false,
      hidden: local?.hidden ?? false,
      note: local?.note ?? '',
      position: local?.position ?? 0,
      members: counts.members,
      pending: facts.joining.shownIn === 'invitations' ? counts.openInvitations : counts.pending,
      activeTokens: counts.activeTokens,
      roster: { fetchedAt, failed: error !== null, complete: fetchedAt !== null && unreadable === 0 },
    };
  };
}
