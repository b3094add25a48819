import { addressKey } from '../../../../../src-preload/shared/normalize.ts';
import type { Migration } from '../../migrate.ts';

/**
 * `email_key` says whom a line of history is about, so it is the address as it is compared (normalize.ts) and no longer folded for
 * search, which takes “ł” for “l”.
 */
export const addressKeys: Migration = {
  version: 5,
  up(db) {
    const found = db.prepare<[], { id: number; subject: string; email_key: string }>(
      'select id, subject, email_key from history where email_key is not null',
    );
    const save = db.prepare('update history set email_key = ? where id = ?');
    for (const { id, subject, email_key } of found.all()) {
      const key = addressKey(subject);
      if (key !== email_key) save.run(key, id);
    }
  },
};
