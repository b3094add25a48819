import type { Migration } from '../../migrate.ts';

/** `history_outbox`: the table of version 5 under the name that the code uses for it. */
export const historyOutbox: Migration = {
  version: 6,
  up(db) {
    db.exec('alter table unsaid rename to history_outbox');
  },
};
