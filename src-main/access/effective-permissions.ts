import type { EffectivePermissions, RoleTable } from '../../src-preload/contract/roles.ts';
import { permissionsText } from './text.ts';
import { ownValue } from '../../src-preload/shared/own.ts';

const { roleOf } = permissionsText;

interface Membership {
  /** Wire id. */
  role: string;
  /** The name of the place that they have it in. */
  place: string;
  table: RoleTable;
}

/** One person with the roles that they have in a place and above it. */
export interface PersonRoles {
  userId: string;
  name: string;
  here: Membership | null;
  /** In the organization above. */
  above: Membership | null;
  /** The matrix of the place itself, whether they are a member of it or not. */
  ownTable: RoleTable;
  /** The organization's role that reaches every workspace of it without membership, or null. */
  roleReachingAllWorkspaces: string | null;
}

/** A role that counts here, and where it comes from. */
interface Effective {
  role: string;
  because: string;
}

/**
 * What a person may do in a place and why, from the cells of the matrices. A person whose role in the organization reaches every
 * workspace counts as the highest role of this one; rows of the organization's own matrix follow those of the place.
 */
export function effectivePermissions({
  userId,
  name,
  here,
  above,
  ownTable,
  roleReachingAllWorkspaces,
}: PersonRoles): EffectivePermissions {
  const label = ({ role, table }: Membership) => table.roles.find(({ id }) => id === role)?.label ?? role;
  const own: Effective[] =
    here === null ? [] : [{ role: here.role, because: roleOf(label(here), here.place) }];
  const reaching: Effective[] = [];
  const top = ownTable.roles.toSorted((a, b) => b.rank - a.rank)[0];
  if (above !== null && above.role === roleReachingAllWorkspaces && top !== undefined) {
    reaching.push({
      role: top.id,
      because: permissionsText.reachesAll(label(above), above.place),
    });
  }
  const organization: Effective[] =
    above === null ? [] : [{ role: above.role, because: roleOf(label(above), above.place) }];
  const because = [...own, ...(reaching.length > 0 ? reaching : organization)].map((one) => one.because);
  return {
    userId,
    name,
    because: here === null && reaching.length === 0 ? [...because, permissionsText.notMember] : because,
    rows: [
      ...rowsOf(ownTable, [...own, ...reaching], ''),
      ...(above === null ? [] : rowsOf(above.table, organization, `${above.table.scope}/`)),
    ],
  };
}

/** `prefix` keeps the ids of two matrices apart. */
function rowsOf(table: RoleTable, roles: readonly Effective[], prefix: string): EffectivePermissions['rows'] {
  return table.rows.map(({ id, label, cells }) => {
    const answers = roles.map(({ role, because }) => ({ cell: ownValue(cells, role), because }));
    const yes = answers.find(({ cell }) => cell?.may === true);
    const no = answers.find(({ cell }) => cell !== undefined);
    const silent = answers[0];
    const [may, why] = yes
      ? [true, withRestriction(yes.because, yes.cell?.restriction)]
      : no
        ? [false, withRestriction(permissionsText.notAs(no.because), no.cell?.restriction)]
        : silent
          ? [false, permissionsText.notDocumented(silent.because)]
          : [false, permissionsText.noRole];
    return { id: `${prefix}${id}`, label, may, why };
  });
}

const withRestriction = (because: string, restriction: string | null | undefined): string =>
  restriction === null || restriction === undefined ? because : `${because} (${restriction})`;
