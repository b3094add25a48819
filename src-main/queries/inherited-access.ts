import { valueOr } from '../../src-preload/shared/known.ts';
import type { WorkspaceDetail } from '../../src-preload/contract/workspaces.ts';
import { labelIn } from '../access/access.ts';
import type { PlaceAccess } from '../access/place-access.ts';
import { shownCopy, staleCopy } from '../access/stale-copies.ts';
import type { Core } from '../core.ts';

/** More names than anyone reads; the count covers the rest. */
const namesShown = 50;

/**
 * People who reach a workspace by a role in the organization above without being members of it. null where the system has no such role,
 * where no organization with members is known, and where a copy that it would be read from is too old to be shown.
 */
export async function inheritedAccess(
  core: Core,
  place: PlaceAccess,
): Promise<WorkspaceDetail['inheritedAccess']> {
  const { provider, organization, row, ref } = place;
  const { roleReachingAllWorkspaces } = provider;
  if (roleReachingAllWorkspaces === null || row.scope !== 'workspace' || organization === null) return null;
  if (organization.row.unavailable['member.list'] !== undefined) return null;
  const copy = shownCopy(core, organization.ref);
  if (copy.stale !== null || staleCopy(core, ref) !== null) return null;
  const { roster } = core.store;
  const { roles } = provider.roleTable(organization.row.scope, copy.roles);
  const page = await roster.membersPage(organization.ref, {
    query: `role:"${roleReachingAllWorkspaces}"`,
    sort: { by: 'name', order: 'asc' },
    offset: 0,
    limit: 200,
    roles,
  });
  const outside = page.rows.filter(({ userId }) => roster.member(ref, userId) === null);
  const { fetchedAt, unreadable } = roster.freshness(
    organization.ref.connectionId,
    organization.ref.workspaceId,
    'members',
  );
  return {
    roleLabel: labelIn(roles)(roleReachingAllWorkspaces),
    names: outside.slice(0, namesShown).map(({ name, email }) => valueOr(name, email)),
    count: page.matching - (page.rows.length - outside.length),
    complete: fetchedAt !== null && unreadable === 0,
  };
}
