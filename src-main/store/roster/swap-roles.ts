import { nameKeyOf } from '../../../src-preload/shared/name-order.ts';
import { z } from 'zod';
import type { Known } from '../../../src-preload/shared/known.ts';
import type { Db } from '../database.ts';
import { fromJsonCells, jsonCell } from '../json-cells.ts';
import { fromCells, stateCell, valueCell } from '../known-cells.ts';
import type { Difference } from '../history/types.ts';
import type { Earlier, FetchMeta } from './types.ts';
import type { RoleRow } from '../../base/records.ts';

export interface RoleSqlRow {
  id: string;
  name: string;
  kind: RoleRow['kind'];
  description: string | null;
  description_state: number;
  permissions: string | null;
  permissions_state: number;
}

const codes = z.array(z.string());

export const roleFromSql = (row: RoleSqlRow): RoleRow => ({
  id: row.id,
  name: row.name,
  kind: row.kind,
  description: fromCells(row.description_state, row.description),
  permissions: fromJsonCells(codes, row.permissions_state, row.permissions),
});

/** A set has no order, and none is nothing in it; null where the system doesn't report it. */
const listed = (permissions: Known<string[]>): string | null => {
  if (permissions.state === 'not-reported') return null;
  return permissions.state === 'known' ? [...new Set(permissions.value)].sort().join(', ') : '';
};

/** The swap of the roles that a server keeps for a place, to be run inside a transaction. */
export function createRoleSwap(db: Db) {
  const all = db.prepare<[number], RoleSqlRow>('select * from place_roles where workspace_pk = ?');
  const clear = db.prepare<[number]>('delete from place_roles where workspace_pk = ?');
  const insert = db.prepare(`
    insert into place_roles (
      workspace_pk, id, name, name_key, kind, description, description_state, permissions, permissions_state
    ) values (?, ?, ?, ?, ?, ?, ?, ?, ?)`);

  return (
    workspacePk: number,
    workspaceId: string,
    rows: RoleRow[],
    earlier: Earlier | null,
    meta: FetchMeta,
  ): Difference[] => {
    const stored = new Map(all.all(workspacePk).map((row) => [row.id, roleFromSql(row)]));
    const fetched = new Map(rows.map((row) => [row.id, row]));
    const differences: Difference[] = [];
    const add = (
      kind: Difference['kind'],
      row: RoleRow,
      before: string | null = null,
      after: string | null = null,
    ) => differences.push({ kind, workspaceId, subjectId: row.id, subject: row.name, before, after });
    clear.run(workspacePk);
    for (const row of fetched.values()) {
      const was = stored.get(row.id);
      if (was === undefined) {
        if (earlier?.unreadable === 0) add('role.created', row);
      } else {
        const before = listed(was.permissions);
        const after = listed(row.permissions);
        if (before !== null && after !== null && before !== after)
          add('role.permissions', row, before, after);
      }
      insert.run(
        workspacePk,
        row.id,
        row.name,
        nameKeyOf(row.name),
        row.kind,
        valueCell(row.description),
        stateCell(row.description),
        jsonCell(row.permissions),
        stateCell(row.permissions),
      );
    }
    if (meta.unreadable === 0)
      for (const row of stored.values()) if (!fetched.has(row.id)) add('role.gone', row);
    return earlier === null ? [] : differences;
  };
}
