import type { Migration } from '../../migrate.ts';

/**
 * `unsaid`: differences that a swap found and that the ledger doesn't have yet, as JSON. They are written in the swap's own transaction, so
 * that a roster is never new without a word of what changed; whatever ends the app before the ledger has them, the next start hands them on.
 */
export const unsaid: Migration = {
  version: 5,
  up(db) {
    db.exec(`
      create table unsaid (
        pk integer primary key,
        batch text not null,
        connection_id text not null,
        from_at real not null,
        at real not null,
        json text not null
      ) strict;
    `);
  },
};
