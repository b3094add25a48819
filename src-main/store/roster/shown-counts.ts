import { rosterOwnerOf } from '../../base/lists.ts';
import type { WorkspaceRow } from '../../base/records.ts';
import type { WorkspaceCounts } from './types.ts';

/** A place's counts without those of copies that are too old to be shown. `stale`: ids of the places whose copies are. */
export function shownCounts(
  row: WorkspaceRow & { counts: WorkspaceCounts },
  stale: ReadonlySet<string> | undefined,
): WorkspaceCounts {
  const { counts } = row;
  if (stale === undefined || stale.size === 0) return counts;
  const people = stale.has(rosterOwnerOf('members', row));
  const tokens = stale.has(rosterOwnerOf('tokens', row));
  return {
    members: people ? null : counts.members,
    pending: people ? null : counts.pending,
    openInvitations: people ? null : counts.openInvitations,
    activeTokens: tokens ? null : counts.activeTokens,
  };
}
