import type { Migration } from '../../migrate.ts';

/**
 * Rosters as plain tables: searches walk `members_by_name`, which has all that they test but times and tokens, and big rosters have their
 * keys in the search thread's memory (search/roster-keys.ts). `members_stamp` is another number whenever the members of a place have changed, and
 * `digest` what the bodies of a list came to (sync/list-digest.ts), for recognising one that hasn't changed.
 */
export const plainRosters: Migration = {
  version: 10,
  up(db) {
    db.exec(`
      drop table members_fts;
      drop table member_grams;
      drop index members_strays;
      drop index members_by_role;
      drop index members_by_email;
      drop index members_by_name;
      alter table members drop column stray;
      create index members_by_name on members (workspace_pk, nameless, name_key, email_key, user_id, role, status);
      create index members_by_email on members (workspace_pk, email_key);

      alter table workspaces drop column base_from;
      alter table workspaces drop column base_named_to;
      alter table workspaces drop column base_to;
      alter table workspaces drop column stray_count;
      alter table workspaces add column members_stamp integer not null default 0;

      alter table freshness add column digest text;
    `);
  },
};
