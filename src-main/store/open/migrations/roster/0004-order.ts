import type { Migration } from '../../migrate.ts';

/**
 * For pages of big rosters. The rows of a roster with `stray` 0, its base, have their keys in the order of the names: the full-text
 * index and `members_by_role` give them in the order of their keys, and so already sorted. Strays came or were renamed later, or have a
 * name too short for the full-text index; they have an index of their own. `base_from` to `base_to` are the keys of the base, those with
 * a name up to `base_named_to`. `member_grams` has at least all trigrams of the full-text index, for words shorter than that.
 */
export const order: Migration = {
  version: 4,
  up(db) {
    db.exec(`
      alter table workspaces add column base_from integer not null default 0;
      alter table workspaces add column base_named_to integer not null default -1;
      alter table workspaces add column base_to integer not null default -1;
      alter table workspaces add column stray_count integer not null default 0;
      update workspaces set stray_count = member_count;

      alter table members add column stray integer not null default 1;
      create index members_strays on members (workspace_pk, nameless, name_key, email_key, user_id) where stray = 1;
      create index members_by_email on members (workspace_pk, email_key, user_id, role, status);
      create index members_by_role on members (workspace_pk, role, status);

      create table member_grams (gram text primary key) strict, without rowid;
      create virtual table temp.grams_before using fts5vocab (main, members_fts, row);
      insert into member_grams select term from temp.grams_before;
      drop table temp.grams_before;

      create index tokens_by_owner on tokens (owner_id);
    `);
  },
};
