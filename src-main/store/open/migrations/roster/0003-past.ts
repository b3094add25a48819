import type { Migration } from '../../migrate.ts';

/**
 * What lists were before: each row that a fetch changed, as it was before it. It lives beside the rows that it leads back from, written in
 * the transaction that changes them: after a crash both are there or neither.
 * `present` 0: there was no such row. `past_rows` are tokens and invitations as JSON; null: there was none. `known_spans`: from `since` on
 * (to the next one's `since`, the last one to `until`) the list was known, `unreadable` records missing. `roster_counts`: from `at` on.
 */
export const past: Migration = {
  version: 3,
  up(db) {
    db.exec(`
      create table past_members (
        pk integer primary key,
        workspace_pk integer not null references workspaces (pk),
        from_at real not null,
        at real not null,
        present integer not null,
        user_id text not null,
        email text, email_key text,
        name text, name_state integer,
        nameless integer,
        name_key text,
        role text,
        status text,
        signed_up_at real, signed_up_at_state integer,
        entered_at real, entered_at_state integer
      ) strict;
      create index past_members_by_time on past_members (workspace_pk, at, user_id);
      create index past_members_by_user on past_members (workspace_pk, user_id, at);

      create table past_rows (
        pk integer primary key,
        workspace_pk integer not null references workspaces (pk),
        list text not null,
        from_at real not null,
        at real not null,
        id text not null,
        json text
      ) strict;
      create index past_rows_by_time on past_rows (workspace_pk, list, at);

      create table known_spans (
        workspace_pk integer not null references workspaces (pk),
        list text not null,
        since real not null,
        until real not null,
        unreadable integer not null,
        primary key (workspace_pk, list, since)
      ) strict, without rowid;

      create table roster_counts (
        workspace_pk integer not null references workspaces (pk),
        at real not null,
        members integer not null,
        pending integer not null,
        primary key (workspace_pk, at)
      ) strict, without rowid;
    `);
  },
};
