import type { Migration } from '../../migrate.ts';

/** Finds the changes of a few types, such as invitations, among hundreds of thousands of others without reading those. */
export const requestTypes: Migration = {
  version: 6,
  up(db) {
    db.exec(
      `create index plan_items_by_type on plan_items (connection_id, json_extract(json, '$.request.type'))`,
    );
  },
};
