import { valueOr } from '../../src-preload/shared/known.ts';
import { fail, ok } from '../../src-preload/shared/result.ts';
import { labelIn } from '../access/access.ts';
import { effectivePermissions } from '../access/effective-permissions.ts';
import { shownCopy } from '../access/stale-copies.ts';
import { staleCopyText } from '../access/text.ts';
import { plainError } from '../base/errors.ts';
import { atPlace, type Query } from './query.ts';
import { candidatesText } from './text.ts';

export const permissionCodes: Query<'roles', 'permissionCodes'> = atPlace((_core, { provider }) =>
  ok([...provider.permissionCodes]),
);

/** What one person may do in a place, by their role there and in the organization above. Nothing is read from a stale copy. */
export const personPermissions: Query<'roles', 'effectivePermissions'> = atPlace(
  (core, place, { userId }) => {
    const { provider, roster, organization } = place;
    const copies = {
      here: shownCopy(core, roster.ref),
      above: organization === null ? null : shownCopy(core, organization.ref),
    };
    const here = valueOr(copies.here.member(userId), null);
    const above = copies.above === null ? null : valueOr(copies.above.member(userId), null);
    const row = here ?? above;
    if (row === null) {
      return fail(
        plainError(
          'not-found',
          'This person is no longer known here.',
          'Refresh the members and choose again.',
        ),
      );
    }
    const table = provider.roleTable(roster.row.scope, copies.here.roles);
    const isOwnRoster = organization?.ref.workspaceId === roster.ref.workspaceId;
    return ok(
      effectivePermissions({
        userId,
        name: valueOr(row.name, '') || row.email || userId,
        here: here === null ? null : { role: here.role, place: roster.row.name, table },
        above:
          above === null || organization === null || copies.above === null || isOwnRoster
            ? null
            : {
                role: above.role,
                place: organization.row.name,
                table: provider.roleTable(organization.row.scope, copies.above.roles),
              },
        ownTable: table,
        roleReachingAllWorkspaces: provider.roleReachingAllWorkspaces,
      }),
    );
  },
);

/** Members of the organization above who aren't in this place yet, where new members come from there. */
export const candidates: Query<'roles', 'candidates'> = atPlace(
  async (core, place, { query, offset, limit }) => {
    const { organization, provider, apiVariant, roster } = place;
    const none = (problem: string) => ok({ rows: [], matching: 0, problem });
    if (!apiVariant.facts.joining.fromOrganization || organization === null)
      return none(candidatesText.notFromOrganization);
    const { name, scope } = organization.row;
    const copy = shownCopy(core, organization.ref);
    if (copy.stale !== null) return none(candidatesText.stale(name, staleCopyText(copy.stale)));
    if (!copy.isKnown) return none(candidatesText.neverFetched(name));
    const label = labelIn(provider.roleTable(scope, copy.roles).roles);
    const page = await core.store.roster.candidates(roster.ref, organization.ref, { query, offset, limit });
    return ok({
      rows: page.rows.map((row) => ({
        userId: row.userId,
        email: row.email,
        name: valueOr(row.name, ''),
        roleLabel: label(row.role),
      })),
      matching: page.matching,
      problem: null,
    });
  },
);
