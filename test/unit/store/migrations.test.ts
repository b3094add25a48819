import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDatabase, prepareForWriting, schemaVersion } from '../../../src-main/store/database.ts';
import { closeFiles, openFiles } from '../../../src-main/store/open/open-recovery.ts';
import { backupLedger } from '../../../src-main/store/open/ledger-backup.ts';
import { latestVersion, migrate, type Migration } from '../../../src-main/store/open/migrate.ts';
import { ledgerMigrations } from '../../../src-main/store/open/migrations/ledger.ts';
import { rosterMigrations } from '../../../src-main/store/open/migrations/roster.ts';
import { notReported } from '../../../src-preload/shared/known.ts';
import { plainPlace, plainToken } from '../../../src-main/base/records.ts';
import {
  connectionRecord,
  invitationRow,
  ledgerKey,
  onEnd,
  open,
  plan,
  planItem,
  raw,
  rosterKey,
  temporaryFolder,
  value,
} from './support.ts';

const schema = (file: string, key: Buffer) => {
  const db = openDatabase(file, key, { readonly: false });
  const found = db.prepare('select type, name, tbl_name, sql from sqlite_schema order by name').all();
  db.close();
  return found;
};

describe.each([
  ['ledger.db', ledgerKey, ledgerMigrations],
  ['roster.db', rosterKey, rosterMigrations],
] as const)('%s', (name, key, steps) => {
  it('its steps are numbered without a gap', () => {
    expect(steps.map((step) => step.version)).toEqual(steps.map((_, n) => n + 1));
  });

  it.each([0, ...steps.map((step) => step.version)])(
    'it reaches the same schema from version %i',
    (version) => {
      const fresh = temporaryFolder();
      closeFiles(
        value(openFiles({ folder: fresh, ledgerKey, rosterKey, now: Date.now, timeoutMs: 20 })),
        false,
      );
      const folder = temporaryFolder();
      const db = raw(join(folder, name), key);
      prepareForWriting(db, 'FULL');
      migrate(
        db,
        steps.filter((step) => step.version <= version),
        () => undefined,
      );
      expect(schemaVersion(db)).toBe(version);
      db.close();
      const files = value(openFiles({ folder, ledgerKey, rosterKey, now: Date.now, timeoutMs: 20 }));
      expect(files.notices).toEqual([]);
      closeFiles(files, false);
      expect(schema(join(folder, name), key)).toEqual(schema(join(fresh, name), key));
    },
  );
});

describe('what version 1 held', () => {
  const filled = (name: string, key: Buffer, steps: readonly Migration[], sql: string) => {
    const folder = temporaryFolder();
    const db = raw(join(folder, name), key);
    prepareForWriting(db, 'FULL');
    migrate(
      db,
      steps.filter((step) => step.version === 1),
      () => undefined,
    );
    db.exec(sql);
    db.close();
    return folder;
  };

  it('a roster is kept, with new fields as not reported or as plain places have them', async () => {
    const folder = filled(
      'roster.db',
      rosterKey,
      rosterMigrations,
      `insert into workspaces (connection_id, id, name, name_key, description_state, kind, url_state, my_role, my_role_state,
         owner_state, is_default_state, server_favourite_state, server_hidden_state, approvals_enabled_state,
         member_count, pending_count)
         values ('c1', 'w1', 'One', 'one', 1, 'managed', 0, 'OWNER', 2, 0, 0, 0, 0, 0, 1, 0);
       insert into members (workspace_pk, user_id, email, email_key, name_state, nameless, name_key, role, status, signed_up_at_state)
         values (1, 'U1', 'u1@example.com', 'u1@example.com', 1, 1, '', 'OWNER', 'active', 0);
       insert into tokens (workspace_pk, id, name_state, name_key, owner_id, created_at_state, expires_at_state, revoked_at_state, last_used_at_state)
         values (1, 't1', 1, '', 'U1', 0, 1, 1, 0);
       insert into freshness (connection_id, workspace_id, list, fetched_at) values ('c1', 'w1', 'members', 5), ('c1', 'w1', 'tokens', 5)`,
    );
    const { roster } = await open(folder);
    const ref = { connectionId: 'c1', workspaceId: 'w1' };
    const place = roster.workspace(ref, 0);
    expect(place).toMatchObject({ ...plainPlace, facts: [], name: 'One' });
    expect(place?.counts).toEqual({ members: 1, pending: 0, activeTokens: 1, openInvitations: null });
    expect(roster.member(ref, 'U1')).toMatchObject({ email: 'u1@example.com', enteredAt: notReported });
    expect(roster.tokens(ref)).toMatchObject([{ ...plainToken, id: 't1' }]);
    expect(roster.freshness('c1', 'w1', 'members').fetchedAt).toBe(5);
    const meta = { startedAt: 6, finishedAt: 7, unreadable: 0 };
    const rows = roster.members(ref);
    expect(value(await roster.swapMembers(ref, rows, meta))).toEqual([]);
    expect(value(await roster.swapTokens(ref, roster.tokens(ref), meta))).toEqual([]);
    expect(value(await roster.swapInvitations(ref, [invitationRow('i1')], meta))).toEqual([]);
    expect(roster.invitations(ref)).toHaveLength(1);
  });

  it('the ledger is kept: connections with the first API variant and no options, plans without steps', async () => {
    const { apiVariant, options, startsAt, ...old } = connectionRecord('c1');
    const { guided, items, ...head } = plan('p1', [planItem('i1', 'c1')]);
    const [item] = items.map(({ pause, steps, ...rest }) => rest);
    const json = (value: unknown) => `'${JSON.stringify(value)}'`;
    const folder = filled(
      'ledger.db',
      ledgerKey,
      ledgerMigrations,
      `insert into connections values ('c1', 0, ${json(old)});
       insert into plans values ('p1', 'finished', 1, ${json(head)});
       insert into plan_items values ('p1', 0, 'c1', 'w1', 'done', ${json(item)});`,
    );
    const { ledger } = await open(folder);
    expect([apiVariant, options, startsAt, guided]).toEqual(['auth', {}, 'default', false]);
    expect(ledger.connections()).toEqual([{ ...old, apiVariant: '', options: {}, startsAt: 'default' }]);
    expect(ledger.plan('p1')).toEqual(plan('p1', [planItem('i1', 'c1')]));
    expect(ledger.plan('p1')?.items).toMatchObject([{ pause: null, steps: [] }]);
    expect(ledger.inventory('c1')).toBeNull();
    value(await ledger.setInventory('c1', { places: [] }));
    expect(ledger.inventory('c1')).toEqual({ places: [] });
  });
});

describe('what version 5 held', () => {
  it('differences that waited for the ledger are handed to the history', async () => {
    const folder = temporaryFolder();
    const db = raw(join(folder, 'roster.db'), rosterKey);
    prepareForWriting(db, 'FULL');
    migrate(
      db,
      rosterMigrations.filter((step) => step.version <= 5),
      () => undefined,
    );
    const difference = {
      kind: 'member.joined',
      workspaceId: 'w1',
      subjectId: 'U1',
      subject: 'u1@example.com',
      before: null,
      after: 'OWNER',
      personId: 'U1',
      row: null,
    };
    db.prepare(
      `insert into unsaid (batch, connection_id, from_at, at, json) values ('b1', 'c1', 1, 2, ?)`,
    ).run(JSON.stringify([difference]));
    db.close();
    const { ledger } = await open(folder);
    expect(ledger.history('c1', 'w1')).toMatchObject([{ subject: 'u1@example.com', from: 1, at: 2 }]);
  });
});

describe('what version 6 held', () => {
  it('names folded by its rules are found and sorted by today’s', async () => {
    const folder = temporaryFolder();
    const db = raw(join(folder, 'roster.db'), rosterKey);
    prepareForWriting(db, 'FULL');
    migrate(
      db,
      rosterMigrations.filter((step) => step.version <= 6),
      () => undefined,
    );
    db.exec(
      `insert into workspaces (connection_id, id, name, name_key, description_state, kind, url_state, my_role, my_role_state,
         owner_state, is_default_state, server_favourite_state, server_hidden_state, approvals_enabled_state,
         member_count, pending_count, base_from, base_named_to, base_to)
         values ('c1', 'w1', 'Łódź', 'łodz', 1, 'managed', 0, 'OWNER', 2, 0, 0, 0, 0, 0, 3, 0, 1, 3, 3);
       insert into members (pk, workspace_pk, stray, user_id, email, email_key, name, name_state, nameless, name_key, role, status, signed_up_at_state)
         values (1, 1, 0, 'U1', 'm@example.com', 'm@example.com', 'Mia', 2, 0, 'mia', 'OWNER', 'active', 0),
           (2, 1, 0, 'U2', 'p@example.com', 'p@example.com', 'Paul', 2, 0, 'paul', 'OWNER', 'active', 0),
           (3, 1, 0, 'U3', 'l@example.com', 'l@example.com', 'Łukasz', 2, 0, 'łukasz', 'OWNER', 'active', 0);
       insert into members_fts (rowid, name_key, email_key) select pk, name_key, email_key from members;
       insert into past_members (workspace_pk, from_at, at, present, user_id, email, email_key, name, name_state, nameless, name_key)
         values (1, 1, 2, 1, 'U4', 'o@example.com', 'o@example.com', 'Ørsted', 2, 0, 'ørsted');
       insert into invitations (workspace_pk, id, email, email_key, search_key, role_state, status, invited_by, invited_by_state,
         message_state, created_at_state, expires_at_state, ended_at_state)
         values (1, 'i1', 'i@example.com', 'i@example.com', 'i@example.com\nłukasz\n', 0, 'pending', 'Łukasz', 2, 0, 0, 0, 0);
       insert into freshness (connection_id, workspace_id, list, fetched_at) values ('c1', 'w1', 'members', 5)`,
    );
    db.close();
    const { roster } = await open(folder);
    const ref = { connectionId: 'c1', workspaceId: 'w1' };
    const find = async (text: string) => {
      const sort = { by: 'name', order: 'asc' } as const;
      const page = await roster.membersPage(ref, { query: text, sort, offset: 0, limit: 10, roles: [] });
      return page.rows.map(({ name }) => (name.state === 'known' ? name.value : null));
    };
    expect(await find('lukasz')).toEqual(['Łukasz']);
    expect(await find('ŁUK')).toEqual(['Łukasz']);
    expect(await find('')).toEqual(['Łukasz', 'Mia', 'Paul']);
    expect(await find('lu')).toEqual(['Łukasz']);
    const keys = raw(join(folder, 'roster.db'), rosterKey);
    expect(keys.prepare('select name_key from workspaces').pluck().all()).toEqual(['lodz']);
    expect(keys.prepare('select name_key from past_members').pluck().all()).toEqual(['orsted']);
    expect(keys.prepare('select search_key from invitations').pluck().all()).toEqual([
      'i@example.com\nlukasz\n',
    ]);
  });
});

describe('what version 10 held', () => {
  it('names with numbers are sorted by their values, and found as before', async () => {
    const folder = temporaryFolder();
    const db = raw(join(folder, 'roster.db'), rosterKey);
    prepareForWriting(db, 'FULL');
    migrate(
      db,
      rosterMigrations.filter((step) => step.version <= 10),
      () => undefined,
    );
    db.exec(
      `insert into workspaces (connection_id, id, name, name_key, description_state, kind, url_state, my_role, my_role_state,
         owner_state, is_default_state, server_favourite_state, server_hidden_state, approvals_enabled_state,
         member_count, pending_count)
         values ('c1', 'w1', 'Team 10', 'team 10', 1, 'managed', 0, 'OWNER', 2, 0, 0, 0, 0, 0, 3, 0);
       insert into members (workspace_pk, user_id, email, email_key, name, name_state, nameless, name_key, role, status, signed_up_at_state)
         values (1, 'U1', 'a@example.com', 'a@example.com', 'Bot 10', 2, 0, 'bot 10', 'OWNER', 'active', 0),
           (1, 'U2', 'b@example.com', 'b@example.com', 'Bot 9', 2, 0, 'bot 9', 'OWNER', 'active', 0),
           (1, 'U3', 'c@example.com', 'c@example.com', 'Bot 100', 2, 0, 'bot 100', 'OWNER', 'active', 0);
       insert into place_roles (workspace_pk, id, name, name_key, kind, description_state, permissions_state)
         values (1, 'r1', 'Tier 12', 'tier 12', 'custom', 0, 0), (1, 'r2', 'Tier 3', 'tier 3', 'custom', 0, 0);
       insert into freshness (connection_id, workspace_id, list, fetched_at) values ('c1', 'w1', 'members', 5)`,
    );
    db.close();
    const { roster } = await open(folder);
    const ref = { connectionId: 'c1', workspaceId: 'w1' };
    const find = async (query: string) => {
      const sort = { by: 'name', order: 'asc' } as const;
      const page = await roster.membersPage(ref, { query, sort, offset: 0, limit: 10, roles: [] });
      return page.rows.map(({ name }) => (name.state === 'known' ? name.value : null));
    };
    expect(await find('')).toEqual(['Bot 9', 'Bot 10', 'Bot 100']);
    expect(await find('name:10')).toEqual(['Bot 10', 'Bot 100']);
    expect(roster.roles(ref).map(({ name }) => name)).toEqual(['Tier 3', 'Tier 12']);
  });
});

describe('a migration', () => {
  const one: Migration = { version: 1, up: (db) => void db.exec('create table a (x)') };
  const two: Migration = { version: 2, up: (db) => void db.exec('alter table a add column y') };
  const broken: Migration = {
    version: 3,
    up(db) {
      db.exec('create table half (x)');
      throw new Error('in the middle');
    },
  };
  const database = () => {
    const db = openDatabase(join(temporaryFolder(), 'x.db'), ledgerKey, { readonly: false });
    onEnd(() => void db.close());
    return db;
  };

  it('it runs once, and calls back before it changes an existing database', () => {
    const db = database();
    let backups = 0;
    const before = () => (backups += 1);
    migrate(db, [one], before);
    expect(backups).toBe(0);
    migrate(db, [one, two], before);
    migrate(db, [one, two], before);
    expect(backups).toBe(1);
    expect(schemaVersion(db)).toBe(latestVersion([one, two]));
  });

  it('a failed migration leaves the previous version whole', () => {
    const db = database();
    expect(() => migrate(db, [one, two, broken], () => undefined)).toThrow('in the middle');
    expect(schemaVersion(db)).toBe(2);
    expect(db.prepare(`select count(*) as n from sqlite_schema where name = 'half'`).get()).toEqual({ n: 0 });
  });

  it('the ledger is backed up under the same key before it is migrated', () => {
    const file = join(temporaryFolder(), 'ledger.db');
    const db = openDatabase(file, ledgerKey, { readonly: false });
    onEnd(() => void db.close());
    migrate(db, [one], () => undefined);
    migrate(db, [one, two], () => backupLedger(db, file));
    const backup = openDatabase(`${file}.backup`, ledgerKey, { readonly: true });
    expect(schemaVersion(backup)).toBe(1);
    expect(backup.prepare(`select count(*) as n from pragma_table_info('a')`).get()).toEqual({ n: 1 });
    backup.close();
  });
});

describe('what version 4 of the ledger held', () => {
  it('history is found by the address that it is about, and not by one that only looks like it in a search', async () => {
    const folder = temporaryFolder();
    const db = raw(join(folder, 'ledger.db'), ledgerKey);
    prepareForWriting(db, 'FULL');
    migrate(
      db,
      ledgerMigrations.filter((step) => step.version <= 4),
      () => undefined,
    );
    db.exec(
      `insert into history (connection_id, workspace_id, at, kind, subject_id, subject, person_id, email_key)
         values ('c1', 'w1', 1, 'member.left', 'U1', 'René@example.com', 'U1', 'rene@example.com')`,
    );
    db.close();
    const { timelines } = await open(folder);
    const of = (email: string) =>
      timelines.person({ connectionId: null, userId: null, email }, null, 10).map(({ subject }) => subject);
    expect(of('RENÉ@example.com')).toEqual(['René@example.com']);
    expect(of('rene@example.com')).toEqual([]);
  });
});
