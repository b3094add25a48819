import type { Migration } from '../../migrate.ts';

/**
 * Places beside workspaces, with their invitations, roles and details; what tokens and members say more. `facts`, `unavailable`, `probe`
 * and `permissions` are JSON. `organization_state` of earlier rows is 1, none: the only system that they can be from has no organizations.
 * `search_key` is all that free words are looked for in, folded, a line for each part.
 */
export const places: Migration = {
  version: 2,
  up(db) {
    db.exec(`
      alter table workspaces add column scope text not null default 'workspace';
      alter table workspaces add column organization_id text;
      alter table workspaces add column organization_name text;
      alter table workspaces add column organization_state integer not null default 1;
      alter table workspaces add column members_at text;
      alter table workspaces add column tokens_at text;
      alter table workspaces add column origin text not null default 'live';
      alter table workspaces add column facts text not null default '[]';
      alter table workspaces add column unavailable text not null default '{}';

      alter table members add column entered_at real;
      alter table members add column entered_at_state integer not null default 0;

      alter table tokens add column enabled integer;
      alter table tokens add column enabled_state integer not null default 0;
      alter table tokens add column hint text;
      alter table tokens add column hint_state integer not null default 0;
      alter table tokens add column scopes text;
      alter table tokens add column scopes_state integer not null default 0;
      alter table tokens add column probe text;
      alter table tokens add column probe_state integer not null default 0;
      alter table tokens add column refusal text;

      create table invitations (
        pk integer primary key,
        workspace_pk integer not null references workspaces (pk),
        id text not null,
        email text not null,
        email_key text not null,
        search_key text not null,
        role text, role_state integer not null,
        status text not null check (status in ('pending', 'accepted', 'declined', 'expired', 'cancelled')),
        invited_by text, invited_by_state integer not null,
        message text, message_state integer not null,
        created_at real, created_at_state integer not null,
        expires_at real, expires_at_state integer not null,
        ended_at real, ended_at_state integer not null,
        unique (workspace_pk, id)
      ) strict;

      create table place_roles (
        workspace_pk integer not null references workspaces (pk),
        id text not null,
        name text not null,
        name_key text not null,
        kind text not null check (kind in ('built-in', 'custom')),
        description text, description_state integer not null,
        permissions text, permissions_state integer not null,
        primary key (workspace_pk, id)
      ) strict, without rowid;

      create table place_details (
        workspace_pk integer primary key references workspaces (pk),
        settings text, settings_state integer not null,
        facts text not null
      ) strict;
    `);
  },
};
