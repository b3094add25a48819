import { orderKeyOf } from '../../../../../src-preload/shared/name-order.ts';
import type { Db } from '../../../database.ts';
import type { Migration } from '../../migrate.ts';

const named = `name_key as name from`;
const needed = `where name_key glob '*[0-9][0-9]*'`;

/** “Team 2” comes before “Team 10” in every list: the keys of names with longer numbers sort by their values from now on. */
export const nameOrder: Migration = {
  version: 11,
  up(db) {
    for (const table of ['members', 'past_members', 'workspaces', 'tokens']) orderNames(db, table);
    orderRoles(db);
  },
};

function orderNames(db: Db, table: string): void {
  const save = db.prepare(`update ${table} set name_key = ? where pk = ?`);
  const found = db.prepare<[], { pk: number; name: string }>(`select pk, ${named} ${table} ${needed}`);
  for (const { pk, name } of found.all()) save.run(orderKeyOf(name), pk);
}

function orderRoles(db: Db): void {
  const save = db.prepare('update place_roles set name_key = ? where workspace_pk = ? and id = ?');
  const found = db.prepare<[], { workspace_pk: number; id: string; name: string }>(
    `select workspace_pk, id, ${named} place_roles ${needed}`,
  );
  for (const { workspace_pk, id, name } of found.all()) save.run(orderKeyOf(name), workspace_pk, id);
}
