import { longestQuery } from '../../src-preload/shared/limits.ts';
import { quoteValue } from '../../src-preload/shared/query/terms.ts';
import { valueOr } from '../../src-preload/shared/known.ts';
import type { WorkspaceDetail } from '../../src-preload/contract/workspaces.ts';
import { labelIn } from '../access/access.ts';
import type { PlaceAccess } from '../access/place-access.ts';
import { shownCopy, staleCopy } from '../access/stale-copies.ts';
import type { Core } from '../core.ts';
import type { MemberRow } from '../base/records.ts';

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
  const pageOf = (query: string, limit: number) =>
    roster.membersPage(organization.ref, {
      query,
      sort: { by: 'name', order: 'asc' },
      offset: 0,
      limit,
      roles,
    });
  /** null: the query is longer than one can be. */
  const matchingOf = async (query: string) =>
    query.length > longestQuery ? null : (await pageOf(query, 1)).matching;
  const page = await pageOf(`role:"${roleReachingAllWorkspaces}"`, 200);
  const isInside = ({ userId }: MemberRow) => roster.member(ref, userId) !== null;
  const inside = page.rows.filter(isInside);
  const outside = page.rows.filter((row) => !isInside(row));
  const count = page.matching - inside.length;
  const query = [
    `role:${quoteValue(labelIn(roles)(roleReachingAllWorkspaces))}`,
    ...inside.map(({ email }) => `-email:${quoteValue(email)}`),
  ].join(' ');
  const { fetchedAt, unreadable } = roster.freshness(
    organization.ref.connectionId,
    organization.ref.workspaceId,
    'members',
  );
  return {
    roleLabel: labelIn(roles)(roleReachingAllWorkspaces),
    names: outside.slice(0, namesShown).map(({ name, email }) => valueOr(name, email)),
    count,
    complete: fetchedAt !== null && unreadable === 0,
    shownBy:
      (await matchingOf(query)) === count ? { workspaceId: organization.ref.workspaceId, query } : null,
  };
}
