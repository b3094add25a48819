import type { Migration } from '../../migrate.ts';

/**
 * `gone_places`: places that left their connection's list and whose past is kept. Their rows of `workspaces` stay, under a connection that
 * no reader asks for (see gone-places.ts), so that what was kept of them still belongs to something. `doubt`, JSON: why the list that was
 * fetched last isn't shown yet.
 */
export const gonePlaces: Migration = {
  version: 8,
  up(db) {
    db.exec(`
      create table gone_places (
        workspace_pk integer primary key references workspaces (pk),
        last_listed_at real,
        missing_since real not null
      ) strict;
      alter table freshness add column doubt text;
    `);
  },
};
