import type { Migration } from '../../migrate.ts';

/**
 * `x_state` says what is known of `x`: 0 not reported, 1 none, 2 known (see known-cells.ts). `x_key` is `x` folded for search
 * and sorting (fold.ts). `members_fts` has no copy of the text; the writer keeps it in step, because triggers would make erasing
 * a big roster slow.
 */
export const first: Migration = {
  version: 1,
  up(db) {
    db.exec(`
      create table workspaces (
        pk integer primary key,
        connection_id text not null,
        id text not null,
        name text not null,
        name_key text not null,
        description text, description_state integer not null,
        kind text not null,
        url text, url_state integer not null,
        my_role text, my_role_state integer not null,
        owner_id text, owner_name text, owner_state integer not null,
        is_default integer, is_default_state integer not null,
        server_favourite integer, server_favourite_state integer not null,
        server_hidden integer, server_hidden_state integer not null,
        approvals_enabled integer, approvals_enabled_state integer not null,
        member_count integer not null default 0,
        pending_count integer not null default 0,
        unique (connection_id, id)
      ) strict;

      create table members (
        pk integer primary key,
        workspace_pk integer not null references workspaces (pk),
        user_id text not null,
        email text not null,
        email_key text not null,
        name text, name_state integer not null,
        nameless integer not null,
        name_key text not null,
        role text not null,
        status text not null check (status in ('active', 'pending')),
        signed_up_at real, signed_up_at_state integer not null,
        unique (workspace_pk, user_id)
      ) strict;
      create index members_by_name on members (workspace_pk, nameless, name_key, email_key, user_id);
      create virtual table members_fts using fts5 (
        name_key, email_key,
        content = 'members', content_rowid = 'pk', tokenize = 'trigram case_sensitive 1'
      );

      create table member_counts (
        workspace_pk integer not null references workspaces (pk),
        role text not null,
        status text not null,
        count integer not null,
        primary key (workspace_pk, role, status)
      ) strict, without rowid;

      create table tokens (
        pk integer primary key,
        workspace_pk integer not null references workspaces (pk),
        id text not null,
        name text, name_state integer not null,
        name_key text not null,
        owner_id text not null,
        created_at real, created_at_state integer not null,
        expires_at real, expires_at_state integer not null,
        revoked_at real, revoked_at_state integer not null,
        last_used_at real, last_used_at_state integer not null,
        unique (workspace_pk, id)
      ) strict;

      create table freshness (
        connection_id text not null,
        workspace_id text not null,
        list text not null,
        fetched_at real,
        tried_at real,
        error text,
        unreadable integer not null default 0,
        primary key (connection_id, workspace_id, list)
      ) strict, without rowid;
    `);
  },
};
