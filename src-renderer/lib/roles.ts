import type { Role, RoleTable } from '../../src-preload/contract/roles.ts';
import { ownValue } from '../../src-preload/shared/own.ts';

type Row = RoleTable['rows'][number];
export type Cell = Row['cells'][string];

/** Restrictions of a table's cells ("not the owner") by number, so that each is written once under it. */
export function footnotesOf(table: RoleTable): string[] {
  const words = table.rows.flatMap((row) =>
    table.roles
      .map((role) => ownValue(row.cells, role.id)?.restriction ?? null)
      .filter((one) => one !== null),
  );
  return [...new Set(words)];
}

export interface RoleDifference {
  onlyFirst: { row: Row; restriction: string | null }[];
  onlySecond: { row: Row; restriction: string | null }[];
  /** Both may, but with different restrictions. */
  otherwise: { row: Row; first: string | null; second: string | null }[];
  /** The documents say nothing of at least one of the two. */
  unknown: Row[];
  same: number;
}

/** What one role of a table may do and another one may not. */
export function differenceOf(table: RoleTable, first: string, second: string): RoleDifference {
  const difference: RoleDifference = { onlyFirst: [], onlySecond: [], otherwise: [], unknown: [], same: 0 };
  for (const row of table.rows) {
    const a = ownValue(row.cells, first);
    const b = ownValue(row.cells, second);
    if (a === undefined || b === undefined) difference.unknown.push(row);
    else if (a.may && !b.may) difference.onlyFirst.push({ row, restriction: a.restriction });
    else if (b.may && !a.may) difference.onlySecond.push({ row, restriction: b.restriction });
    else if (a.may && a.restriction !== b.restriction) {
      difference.otherwise.push({ row, first: a.restriction, second: b.restriction });
    } else difference.same += 1;
  }
  return difference;
}

/** The role that has this name already, as a server compares them: blanks around it and the case don't count. */
export function sameNamed(roles: readonly Role[], name: string): Role | null {
  const wanted = name.trim().toLowerCase();
  return wanted === '' ? null : (roles.find((role) => role.label.trim().toLowerCase() === wanted) ?? null);
}

/** What a full replace of a role's permissions adds and takes away. */
export function permissionChanges(
  before: readonly string[],
  after: readonly string[],
): { added: string[]; removed: string[] } {
  return {
    added: after.filter((code) => !before.includes(code)),
    removed: before.filter((code) => !after.includes(code)),
  };
}
