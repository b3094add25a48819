import { knownValue, type Known } from '../../src-preload/shared/known.ts';
import type { Role, RoleTable } from '../../src-preload/contract/roles.ts';
import { labelIn } from '../access/access.ts';
import type { Place, PlaceAccess } from '../access/place-access.ts';
import { shownCopy, staleCopy } from '../access/stale-copies.ts';
import type { Core } from '../core.ts';
import { atPlace, type Query } from './query.ts';
import { ok } from '../../src-preload/shared/result.ts';

/** The matrices that hold in a place: its own first, then that of the organization above. Without what a stale copy says. */
export function roleTablesOf(core: Core, { provider, roster, organization, row }: PlaceAccess): RoleTable[] {
  const tableOf = (scope: Place['row']['scope'], { ref }: Place) =>
    provider.roleTable(scope, shownCopy(core, ref).roles);
  const tables = [
    tableOf(row.scope, roster),
    ...(organization === null ? [] : [tableOf(organization.row.scope, organization)]),
  ].filter(({ roles, rows }) => roles.length + rows.length > 0);
  // Where membership is the organization's, both kinds of places have the same one.
  return tables.filter(
    ({ title, scope }, index) =>
      tables.findIndex((one) => one.title === title && one.scope === scope) === index,
  );
}

export const roleTables: Query<'roles', 'tables'> = atPlace((core, place) => ok(roleTablesOf(core, place)));

/** Roles of a place's roster, without those that a stale copy alone knows. */
export const shownRoles = (core: Core, { table, roster }: PlaceAccess): Role[] =>
  staleCopy(core, roster.ref) === null ? table.roles : table.roles.filter(({ kind }) => kind !== 'custom');

/** Who has which role in the organization above, as far as its copy may be shown; null where there is no organization. */
export function organizationRoles(
  core: Core,
  { provider, organization }: PlaceAccess,
): ((userId: string) => Known<{ id: string; label: string }>) | null {
  if (organization === null) return null;
  const copy = shownCopy(core, organization.ref);
  const label = labelIn(provider.roleTable(organization.row.scope, copy.roles).roles);
  return (userId) => {
    const member = copy.member(userId);
    if (member.state !== 'known') return member;
    const { role } = member.value;
    return knownValue({ id: role, label: label(role) });
  };
}
