import type { Migration } from '../../migrate.ts';

/** `position` of plan items is their order; an item's `state` is kept beside its JSON to find what a crash left. */
export const first: Migration = {
  version: 1,
  up(db) {
    db.exec(`
      create table connections (
        id text primary key,
        position integer not null,
        json text not null
      ) strict;

      create table local_workspaces (
        connection_id text not null,
        workspace_id text not null,
        favourite integer not null default 0,
        hidden integer not null default 0,
        note text not null default '',
        position integer,
        primary key (connection_id, workspace_id)
      ) strict, without rowid;

      create table pins (
        origin text primary key,
        json text not null
      ) strict;

      create table preferences (
        key text primary key,
        json text not null
      ) strict;

      create table plans (
        id text primary key,
        status text not null,
        created_at real not null,
        json text not null
      ) strict;

      create table plan_items (
        plan_id text not null references plans (id) on delete cascade,
        position integer not null,
        connection_id text not null,
        workspace_id text,
        state text not null,
        json text not null,
        primary key (plan_id, position)
      ) strict, without rowid;
      create index plan_items_by_target on plan_items (connection_id, workspace_id);
      create index plan_items_sent on plan_items (plan_id) where state = 'sent';

      create table history (
        id integer primary key,
        connection_id text not null,
        workspace_id text,
        from_at real,
        at real not null,
        kind text not null,
        subject_id text not null,
        subject text not null,
        before text,
        after text
      ) strict;
      create index history_by_workspace on history (connection_id, workspace_id, at);
    `);
  },
};
