import type { Migration } from '../../migrate.ts';

/** What the admin keeps for connections whose service can't be asked: JSON whose shape only the provider knows. */
export const inventories: Migration = {
  version: 2,
  up(db) {
    db.exec(`
      create table inventories (
        connection_id text primary key,
        json text not null
      ) strict, without rowid;
    `);
  },
};
