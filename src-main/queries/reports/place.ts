import { knownValue, type Known } from '../../../src-preload/shared/known.ts';
import { parseQuery } from '../../../src-preload/shared/query/parse.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import type { Core } from '../../core.ts';
import type { ListBase } from './pieces.ts';
import { invitationsReport, membersReport, tokensReport } from './place-columns.ts';
import type { Report } from '../../files/report.ts';
import { organizationRoles } from '../role-tables.ts';
import { listLabels, sourceOf, isWhole, fromPlace, type Of, type Shown } from './sources.ts';
import { staleCopyText } from '../../access/text.ts';
import { staleCopy } from '../../access/stale-copies.ts';
import { placeAccess, type PlaceAccess } from '../../access/place-access.ts';
import { noteText, notExported } from './text.ts';

const partLabels = {
  open: 'Open invitations',
  ended: 'Ended invitations',
  active: 'Active tokens',
  inactive: 'Ended tokens',
} as const;

/** Members, invitations or tokens of a place, as they are now. Errors: gone, or a copy that is hidden. */
export async function ofPlace(
  core: Core,
  of: Of<'members' | 'invitations' | 'tokens'>,
  shown: Shown,
): Promise<Result<Report>> {
  const ref = { connectionId: of.connectionId, workspaceId: of.workspaceId };
  const found = placeAccess(core, ref);
  if (!found.ok) return found;
  const access = found.value;
  const hidden = staleCopy(core, ref);
  if (hidden !== null) return fail(notExported(staleCopyText(hidden)));
  const { roster } = core.store;
  const { roles } = access.table;
  const { roleLabel, row } = access;
  const source = sourceOf(core, ref, of.list, listLabels[of.list]);
  const now = core.clock.nowFor(of.connectionId);
  const problem = parseQuery(of.query, of.list, { now, roles }).problems[0]?.message;
  const base: ListBase = {
    what: `${of.list === 'members' ? 'Members' : partLabels[of.part]} of ${row.name}`,
    from: fromPlace(access),
    query: of.query,
    sources: [source],
    notes: problem === undefined ? [] : [noteText.misunderstood(problem)],
    complete: isWhole(source),
    shown,
    stamp: () => String(roster.freshness(ref.connectionId, ref.workspaceId, of.list).fetchedAt),
  };
  const { fetchedAt } = source;
  switch (of.list) {
    case 'members': {
      const { query, sort } = of;
      const matching = await roster.countMembers(ref, { query, roles }, new AbortController().signal);
      const above = organizationRoleColumn(core, access);
      return ok(
        membersReport(roster, base, { ref, query, sort, roles, roleLabel, above, fetchedAt, matching }),
      );
    }
    case 'invitations': {
      const { query, sort, part: list } = of;
      return ok(
        await invitationsReport(roster, base, { ref, query, sort, list, now, roles, roleLabel, fetchedAt }),
      );
    }
    case 'tokens': {
      const { query, sort, part: list } = of;
      return ok(tokensReport(roster, base, { ref, query, sort, list, now, fetchedAt }));
    }
  }
}

/** The column of roles in the organization above; null where there is no organization, or it has no roles. */
function organizationRoleColumn(core: Core, place: PlaceAccess) {
  const { organization, provider, row } = place;
  if (organization === null || row.scope !== 'workspace') return null;
  const { roles } = provider.roleTable(organization.row.scope, core.store.roster.roles(organization.ref));
  const roleOf = roles.length === 0 ? null : organizationRoles(core, place);
  return (
    roleOf &&
    ((userId: string): Known<string> => {
      const role = roleOf(userId);
      return role.state === 'known' ? knownValue(role.value.label) : role;
    })
  );
}
