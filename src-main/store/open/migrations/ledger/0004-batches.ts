import type { Migration } from '../../migrate.ts';

/**
 * `history_batches`: which differences were taken over from the roster's `unsaid`, so that none is taken twice. History is read in the order
 * in which it was written, which is that of its keys, and not by the clock, which may be set back: its indexes end with the key.
 */
export const batches: Migration = {
  version: 4,
  up(db) {
    db.exec(`
      create table history_batches (
        pk integer primary key,
        batch text not null unique
      ) strict;

      drop index history_by_workspace;
      drop index history_by_person;
      drop index history_by_email;
      create index history_by_workspace on history (connection_id, workspace_id);
      create index history_by_person on history (connection_id, person_id) where person_id is not null;
      create index history_by_email on history (email_key) where email_key is not null;
    `);
  },
};
