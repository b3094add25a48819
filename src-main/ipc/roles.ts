import { valueOr } from '../../src-preload/shared/known.ts';
import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import type { PersonMay } from '../../src-preload/contract/roles.ts';
import type { Core } from '../core.ts';
import { plainError } from '../base/errors.ts';
import { whatPersonMay, type PersonHere } from '../access/effective-permissions.ts';
import type { Context } from './context.ts';
import type { Handlers } from './handle.ts';
import { inviteOptionsOf } from './members.ts';
import { staleCopyText } from '../access/text.ts';
import { staleCopy } from '../access/stale-copies.ts';
import { labelIn } from '../access/access.ts';
import { placeAccess, type PlaceAccess } from '../access/place-access.ts';
import { roleTablesOf } from '../queries/role-tables.ts';

export function rolesHandlers(context: Context): Handlers<'roles'> {
  return {
    tables(ref) {
      const core = context.core();
      if (!core.ok) return core;
      const standing = placeAccess(core.value, ref);
      return standing.ok ? ok(roleTablesOf(core.value, standing.value)) : standing;
    },
    personMay({ userId, ...ref }) {
      const core = context.core();
      if (!core.ok) return core;
      const standing = placeAccess(core.value, ref);
      return standing.ok ? personMay(core.value, standing.value, userId) : standing;
    },
    permissionCodes(ref) {
      const core = context.core();
      if (!core.ok) return core;
      const standing = placeAccess(core.value, ref);
      return standing.ok ? ok([...standing.value.provider.permissionCodes]) : standing;
    },
    candidates({ query, offset, limit, ...ref }) {
      const core = context.core();
      if (!core.ok) return core;
      const standing = placeAccess(core.value, ref);
      if (!standing.ok) return standing;
      const { organization, provider, apiVariant } = standing.value;
      const { roster } = core.value.store;
      const nobody = (problem: string) => ok({ rows: [], matching: 0, problem });
      if (!apiVariant.facts.joining.fromOrganization || organization === null) {
        return nobody('People are not picked from an organization here.');
      }
      const hidden = staleCopy(core.value, organization.ref);
      if (hidden !== null) return nobody(`${organization.row.name}: ${staleCopyText(hidden)} Refresh it.`);
      const { connectionId, workspaceId } = organization.ref;
      if (roster.freshness(connectionId, workspaceId, 'members').fetchedAt === null) {
        return nobody(
          `The members of ${organization.row.name} were never fetched, so there is nobody to pick from: refresh it.`,
        );
      }
      const label = labelIn(provider.roleTable(organization.row.scope, roster.roles(organization.ref)).roles);
      const page = roster.candidates(standing.value.roster.ref, organization.ref, { query, offset, limit });
      return ok({
        rows: page.rows.map(({ userId, email, name, role }) => ({
          userId,
          email,
          name: valueOr(name, ''),
          roleLabel: label(role),
        })),
        matching: page.matching,
        problem: null,
      });
    },
    inviteOptions(ref) {
      const core = context.core();
      if (!core.ok) return core;
      const standing = placeAccess(core.value, ref);
      return standing.ok ? ok(inviteOptionsOf(standing.value)) : standing;
    },
  };
}

function personMay(core: Core, standing: PlaceAccess, userId: string): Result<PersonMay> {
  const { roster: kept } = core.store;
  const { provider, roster, organization, table } = standing;
  const memberAt = (ref: WorkspaceRef) => (staleCopy(core, ref) === null ? kept.member(ref, userId) : null);
  const here = memberAt(roster.ref);
  const above = organization === null ? null : memberAt(organization.ref);
  const row = here ?? above;
  if (row === null) {
    return fail(
      plainError(
        'not-found',
        'This person isn’t known here any more.',
        'Refresh the members and choose again.',
      ),
    );
  }
  const person: PersonHere = {
    userId,
    name: valueOr(row.name, '') || row.email || userId,
    here: here === null ? null : { role: here.role, place: roster.row.name, table },
    above:
      above === null || organization === null || organization.ref.workspaceId === roster.ref.workspaceId
        ? null
        : {
            role: above.role,
            place: organization.row.name,
            table: provider.roleTable(organization.row.scope, kept.roles(organization.ref)),
          },
    ownTable: table,
    roleReachingAllWorkspaces: provider.roleReachingAllWorkspaces,
  };
  return ok(whatPersonMay(person));
}
