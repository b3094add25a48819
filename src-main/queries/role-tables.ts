import type { RoleTable } from '../../src-preload/contract/roles.ts';
import type { Place, PlaceAccess } from '../access/place-access.ts';
import { shownCopy } from '../access/stale-copies.ts';
import type { Core } from '../core.ts';

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
