import type { Migration } from '../../migrate.ts';

/**
 * A member's or invitation's status may be `not-reported`, which the checks of versions 1 and 2 refuse. SQLite can't change a check, so both
 * tables are rewritten, with all that later versions added.
 */
export const unreportedStatus: Migration = {
  version: 9,
  up(db) {
    for (const table of ['members', 'invitations']) {
      const made = db
        .prepare<[string], { sql: string }>("select sql from sqlite_schema where type = 'table' and name = ?")
        .get(table);
      const indexes = db
        .prepare<[string], { sql: string }>(
          "select sql from sqlite_schema where type = 'index' and tbl_name = ? and sql is not null",
        )
        .all(table);
      if (made === undefined) continue;
      const sql = made.sql
        .replace(table, `${table}_again`)
        .replace(/(status text not null) check \(status in \([^)]*\)\)/, '$1');
      db.exec(sql);
      db.exec(`
        insert into ${table}_again select * from ${table};
        drop table ${table};
        alter table ${table}_again rename to ${table};
      `);
      for (const index of indexes) db.exec(index.sql);
    }
  },
};
