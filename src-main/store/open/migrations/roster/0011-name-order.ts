import { orderKeyOf } from '../../../../../src-preload/shared/name-order.ts';
import type { Migration } from '../../migrate.ts';

/** “Team 2” comes before “Team 10” in every list: the keys of names with longer numbers sort by their values from now on. */
export const nameOrder: Migration = {
  version: 11,
  up(db) {
    // Rosters may have a million names: none of them is kept in memory.
    db.function('order_key', { deterministic: true }, (name) => orderKeyOf(String(name)));
    for (const table of ['members', 'past_members', 'workspaces', 'tokens', 'place_roles'])
      db.exec(`update ${table} set name_key = order_key(name_key) where name_key glob '*[0-9][0-9]*'`);
  },
};
