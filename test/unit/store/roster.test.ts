import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { knownValue, none, notReported } from '../../../src-preload/shared/known.ts';
import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import { plainError } from '../../../src-main/base/errors.ts';
import type { Store } from '../../../src-main/store/types.ts';
import type { MemberRow } from '../../../src-main/base/records.ts';
import { memberRow, membersQuery, meta, problem, tokenRow, tryOpen, value, workspaceRow } from './support.ts';

// Starting the writer takes longer than any of these tests, so they share a store, each with connections of its own.
let folder: string;
let store: Store;
let tests = 0;
let c1: string;
let c2: string;
let ref: WorkspaceRef;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'store-test-'));
  store = value(await tryOpen(folder));
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  tests += 1;
  c1 = `first of ${tests}`;
  c2 = `second of ${tests}`;
  ref = { connectionId: c1, workspaceId: 'w1' };
  value(await store.roster.swapWorkspaces(c1, [workspaceRow('w1'), workspaceRow('w2')], meta(10)));
});
const swap = async (rows: MemberRow[], at = 10, unreadable = 0, place: WorkspaceRef = ref) =>
  value(await store.roster.swapMembers(place, rows, meta(at, unreadable)));
const page = (query: string, more = {}) => store.roster.membersPage(ref, membersQuery(query, more));
const ids = async (query: string, more = {}) => (await page(query, more)).rows.map((row) => row.userId);

describe('workspaces', () => {
  it('workspaces are read back as written, in all three states of knowledge', async () => {
    const rows = [
      workspaceRow('a', {
        description: knownValue('Ünïcode “text”'),
        owner: none,
        isDefault: knownValue(true),
        serverFavourite: none,
        approvalsEnabled: notReported,
        instance: { kind: 'local-dev', url: notReported },
      }),
      workspaceRow('b', {
        description: notReported,
        myRole: none,
        owner: notReported,
        isDefault: notReported,
      }),
    ];
    value(await store.roster.swapWorkspaces(c2, rows, meta(1)));
    expect(store.roster.workspaces(c2, 0)).toEqual(
      rows.map((row) => ({
        ...row,
        counts: { members: null, pending: null, activeTokens: null, openInvitations: null },
      })),
    );
    expect(store.roster.workspace({ connectionId: c2, workspaceId: 'b' }, 0)).toMatchObject(rows[1] ?? {});
    expect(store.roster.workspace({ connectionId: c1, workspaceId: 'b' }, 0)).toBeNull();
  });

  it('they report what changed between two fetches, field by field', async () => {
    const differences = value(
      await store.roster.swapWorkspaces(
        c1,
        [
          workspaceRow('w1', {
            name: 'Renamed',
            myRole: knownValue('APPROVER'),
            approvalsEnabled: knownValue(true),
          }),
          workspaceRow('w3'),
        ],
        meta(20),
      ),
    );
    const of = (kind: string) => differences.filter((row) => row.kind === kind);
    expect(of('workspace.changed').map(({ before, after }) => [before, after])).toEqual([
      ['name: Workspace w1', 'name: Renamed'],
      ['my role: OWNER', 'my role: APPROVER'],
      ['approvals: none', 'approvals: on'],
    ]);
    expect(of('workspace.appeared')).toMatchObject([{ workspaceId: 'w3', subject: 'Workspace w3' }]);
    expect(of('workspace.gone')).toMatchObject([{ workspaceId: 'w2', subject: 'Workspace w2' }]);
  });

  it('they report no change where a value is newly or no longer reported', async () => {
    const rows = [
      workspaceRow('w1', { myRole: notReported, serverHidden: knownValue(true) }),
      workspaceRow('w2'),
    ];
    expect(value(await store.roster.swapWorkspaces(c1, rows, meta(20)))).toEqual([]);
  });

  it('their members, tokens and freshness are deleted with them', async () => {
    await swap([memberRow('U1')]);
    value(await store.roster.swapTokens(ref, [tokenRow('t1')], meta(11)));
    value(await store.roster.swapWorkspaces(c1, [workspaceRow('w2')], meta(20)));
    expect(store.roster.members(ref)).toEqual([]);
    expect(store.roster.counts(c1)).toEqual({ workspaces: 1, members: 0, tokens: 0 });
    expect(store.roster.freshness(c1, 'w1', 'members').fetchedAt).toBeNull();
    value(await store.roster.swapWorkspaces(c1, [workspaceRow('w1'), workspaceRow('w2')], meta(30)));
    expect(await ids('name')).toEqual([]);
    expect(problem(await store.roster.swapMembers({ ...ref, workspaceId: 'w9' }, [], meta(30))).kind).toBe(
      'not-found',
    );
  });

  it('they aren’t taken for gone when a record couldn’t be read', async () => {
    await swap([memberRow('U1')]);
    expect(value(await store.roster.swapWorkspaces(c1, [workspaceRow('w2')], meta(20, 1)))).toEqual([]);
    expect(store.roster.members(ref)).toHaveLength(1);
    const later = value(
      await store.roster.swapWorkspaces(c1, [workspaceRow('w2'), workspaceRow('w3')], meta(30)),
    );
    expect(later.map((row) => row.kind)).toEqual(['workspace.gone']);
  });
});

describe('members', () => {
  it('they are read back as written', async () => {
    const rows = [
      memberRow('U1', { name: knownValue('Álvaro'), signedUpAt: knownValue(1_700_000_000_123) }),
      memberRow('U2', { name: none, signedUpAt: none, status: 'pending' }),
      memberRow('U3', { name: notReported, role: 'SOMETHING_NEW' }),
    ];
    await swap(rows);
    expect(store.roster.members(ref)).toEqual(rows);
    expect(store.roster.member(ref, 'U2')).toEqual(rows[1]);
    expect(store.roster.member(ref, 'U9')).toBeNull();
    expect(store.roster.workspace(ref, 0)?.counts).toEqual({
      members: 3,
      pending: 1,
      activeTokens: null,
      openInvitations: null,
    });
    expect(store.roster.countByRole(ref)).toEqual(
      expect.arrayContaining([
        { role: 'EDITOR', status: 'active', count: 1 },
        { role: 'EDITOR', status: 'pending', count: 1 },
      ]),
    );
  });

  it('the first fetch gives no differences, later ones give who joined, left or changed role or status', async () => {
    expect(await swap([memberRow('U1'), memberRow('U2', { status: 'pending' }), memberRow('U3')])).toEqual(
      [],
    );
    expect(
      await swap([memberRow('U1'), memberRow('U2', { status: 'pending' }), memberRow('U3')], 20),
    ).toEqual([]);
    const differences = await swap(
      [memberRow('U1', { role: 'OWNER' }), memberRow('U2'), memberRow('U4', { email: 'New@Example.com' })],
      30,
    );
    expect(
      differences.map(({ kind, subjectId, subject, before, after }) => [
        kind,
        subjectId,
        subject,
        before,
        after,
      ]),
    ).toEqual([
      ['member.joined', 'U4', 'New@Example.com', null, 'EDITOR'],
      ['member.left', 'U3', 'u3@example.com', 'EDITOR', null],
      ['member.role', 'U1', 'u1@example.com', 'EDITOR', 'OWNER'],
      ['member.status', 'U2', 'u2@example.com', 'pending', 'active'],
    ]);
    expect(differences.every((row) => row.workspaceId === 'w1')).toBe(true);
    expect(store.roster.members(ref).map((row) => row.userId)).toEqual(['U1', 'U2', 'U4']);
  });

  it('members who couldn’t be read have neither left nor later joined', async () => {
    await swap([memberRow('U1'), memberRow('U2')]);
    expect(await swap([memberRow('U1')], 20, 1)).toEqual([]);
    expect(store.roster.freshness(c1, 'w1', 'members').unreadable).toBe(1);
    expect(await swap([memberRow('U1'), memberRow('U2')], 30)).toEqual([]);
    expect((await swap([memberRow('U1')], 40)).map((row) => row.kind)).toEqual(['member.left']);
  });

  it('a member whom the server sends twice is listed once, as sent last', async () => {
    await swap([memberRow('U1', { role: 'OWNER' }), memberRow('U2'), memberRow('U1', { role: 'APPROVER' })]);
    expect(store.roster.members(ref).map((row) => [row.userId, row.role])).toEqual([
      ['U1', 'APPROVER'],
      ['U2', 'EDITOR'],
    ]);
  });

  it('several thousand members arrive in pieces and are stored as a whole', async () => {
    const many = Array.from({ length: 3456 }, (_, n) => memberRow(`U${n}`));
    await swap(many);
    expect(store.roster.members(ref)).toHaveLength(3456);
    expect((await swap(many.slice(1), 20)).map((row) => row.subjectId)).toEqual(['U0']);
  });

  it('members of different workspaces and connections are kept apart', async () => {
    value(await store.roster.swapWorkspaces(c2, [workspaceRow('w1')], meta(10)));
    await swap([memberRow('U1')]);
    await swap([memberRow('U1', { role: 'OWNER' }), memberRow('U2')], 10, 0, { ...ref, connectionId: c2 });
    expect(await ids('name')).toEqual(['U1']);
    expect(store.roster.counts(c1).members).toBe(1);
    expect(store.roster.counts(c2).members).toBe(2);
  });
});

describe('a page of members', () => {
  const people = [
    memberRow('U1', { name: knownValue('dana Levi'), email: 'dana@example.com', role: 'OWNER' }),
    memberRow('U2', { name: knownValue('Élodie Núñez'), email: 'elodie@example.com', role: 'APPROVER' }),
    memberRow('U3', { name: none, email: 'Zoe@Example.com', status: 'pending' }),
    memberRow('U4', { name: notReported, email: 'adam@other.org', status: 'pending', role: 'OWNER' }),
    memberRow('U5', { name: knownValue('Bob 100% "real"'), email: 'bob@example.com' }),
    memberRow('U6', { name: knownValue('Bob 100% "real"'), email: 'bob2@example.com', role: 'UNHEARD_OF' }),
  ];
  beforeEach(() => swap(people));

  it.each([
    ['dana', ['U1']],
    ['ANA lev', ['U1']],
    ['elodie', ['U2']],
    ['élodie NUÑEZ', ['U2']],
    ['example.com', ['U6', 'U5', 'U1', 'U2', 'U3']],
    ['zo', ['U3']],
    ['0% "r', ['U6', 'U5']],
    ['example -bob', ['U1', 'U2', 'U3']],
    ['role:owner', ['U1', 'U4']],
    ['-role:owner -role:collaborator status:active', ['U6', 'U2']],
    ['status:pending adam', ['U4']],
    ['example status:pending role:collab', ['U3']],
    ['nobody', []],
  ])('it finds members by %s', async (query, expected) => {
    expect(await ids(query)).toEqual(expected);
    expect(await page(query)).toMatchObject({ matching: expected.length, total: 6, queryProblem: null });
  });

  it('it says what it doesn’t understand and shows the rest', async () => {
    expect(await page('ws:prod dana')).toMatchObject({ matching: 1, total: 6 });
    expect((await page('ws:prod dana')).queryProblem).toContain('ws:');
  });

  it.each([
    ['name', 'asc', ['U6', 'U5', 'U1', 'U2', 'U4', 'U3']],
    ['name', 'desc', ['U2', 'U1', 'U5', 'U6', 'U3', 'U4']],
    ['email', 'asc', ['U4', 'U6', 'U5', 'U1', 'U2', 'U3']],
    ['email', 'desc', ['U3', 'U2', 'U1', 'U5', 'U6', 'U4']],
    ['role', 'asc', ['U1', 'U4', 'U2', 'U5', 'U3', 'U6']],
    ['role', 'desc', ['U5', 'U3', 'U2', 'U1', 'U4', 'U6']],
    ['status', 'asc', ['U6', 'U5', 'U1', 'U2', 'U4', 'U3']],
    ['status', 'desc', ['U4', 'U3', 'U6', 'U5', 'U1', 'U2']],
  ] as const)('it sorts by %s %s, in windows of any size', async (by, order, expected) => {
    expect(await ids('', { sort: { by, order } })).toEqual(expected);
    for (const limit of [1, 2, 4]) {
      const windows = [0, 1, 2, 3, 4, 5, 6, 7].map((n) =>
        ids('', { sort: { by, order }, offset: n * limit, limit }),
      );
      expect((await Promise.all(windows)).flat()).toEqual(expected);
    }
  });

  it('it follows the roster through every swap', async () => {
    await swap([memberRow('U1', { name: knownValue('Grace Hopper'), email: 'grace@navy.example' })], 20);
    expect(await ids('dana')).toEqual([]);
    expect(await ids('hopper navy')).toEqual(['U1']);
    expect((await page('')).total).toBe(1);
  });

  it('it is empty for a workspace that was never fetched', async () => {
    expect(await store.roster.membersPage({ ...ref, workspaceId: 'w9' }, membersQuery(''))).toEqual({
      rows: [],
      matching: 0,
      total: 0,
      queryProblem: null,
      next: null,
    });
  });
});

describe('tokens', () => {
  const now = 50_000;
  const query = (more = {}) => ({
    query: '',
    sort: { by: 'name' as const, order: 'asc' as const },
    offset: 0,
    limit: 200,
    list: 'active' as const,
    now,
    ...more,
  });
  const tokens = [
    tokenRow('t1', { name: knownValue('Zeta'), ownerId: 'U1', expiresAt: knownValue(60_000) }),
    tokenRow('t2', { name: none, ownerId: 'U2', expiresAt: none, createdAt: knownValue(3000) }),
    tokenRow('t3', {
      name: knownValue('alpha'),
      ownerId: 'U9',
      expiresAt: notReported,
      createdAt: notReported,
    }),
    tokenRow('t4', { name: knownValue('old'), expiresAt: knownValue(now) }),
    tokenRow('t5', { name: knownValue('revoked'), revokedAt: knownValue(40_000) }),
  ];
  beforeEach(async () => {
    await swap([memberRow('U1', { name: knownValue('Dana') })]);
    await swap([memberRow('U2', { name: knownValue('Bob') })], 10, 0, { ...ref, workspaceId: 'w2' });
    value(await store.roster.swapTokens(ref, tokens, meta(10)));
  });
  const list = (more = {}) => store.roster.tokensPage(ref, query(more)).rows.map((row) => row.id);

  it('tokens are read back as written, with the owner’s name and e-mail from anywhere in the connection', () => {
    const { rows, totals, matching } = store.roster.tokensPage(ref, query());
    expect(rows).toEqual([
      { ...tokens[2], ownerName: notReported, ownerEmail: notReported },
      { ...tokens[0], ownerName: knownValue('Dana'), ownerEmail: knownValue('u1@example.com') },
      { ...tokens[1], ownerName: knownValue('Bob'), ownerEmail: knownValue('u2@example.com') },
    ]);
    expect(totals).toEqual({ active: 3, inactive: 2 });
    expect(matching).toBe(3);
    expect(store.roster.tokens(ref)).toHaveLength(5);
  });

  it('they are active until the instant they expire', () => {
    expect(list({ list: 'inactive' })).toEqual(['t4', 't5']);
    expect(list({ list: 'inactive', now: now - 1 })).toEqual(['t5']);
    expect(store.roster.workspace(ref, now)?.counts.activeTokens).toBe(3);
    expect(store.roster.workspace(ref, 60_000)?.counts.activeTokens).toBe(2);
  });

  it('they sort with missing values last, and are found by name and owner', () => {
    expect(list({ sort: { by: 'owner', order: 'asc' } })).toEqual(['t2', 't1', 't3']);
    expect(list({ sort: { by: 'created', order: 'desc' } })).toEqual(['t2', 't1', 't3']);
    expect(list({ sort: { by: 'expires', order: 'desc' } })).toEqual(['t1', 't2', 't3']);
    expect(list({ query: 'ZET' })).toEqual(['t1']);
    expect(list({ query: 'bob' })).toEqual(['t2']);
    expect(list({ offset: 1, limit: 1 })).toEqual(['t1']);
  });

  it('they report which were created, revoked or gone', async () => {
    const differences = value(
      await store.roster.swapTokens(
        ref,
        [
          tokenRow('t1', { name: knownValue('Zeta'), revokedAt: knownValue(55_000) }),
          ...tokens.slice(2),
          tokenRow('t6'),
        ],
        meta(20),
      ),
    );
    expect(differences.map(({ kind, subjectId, subject }) => [kind, subjectId, subject])).toEqual([
      ['token.revoked', 't1', 'Zeta'],
      ['token.created', 't6', 'token t6'],
      ['token.gone', 't2', 't2'],
    ]);
  });
});

describe('freshness', () => {
  const error = plainError('offline', 'You are offline.', 'Connect.', 'ENETUNREACH');

  it('it keeps the time of the last good fetch through failed attempts', async () => {
    expect(store.roster.freshness(c1, 'w1', 'members')).toEqual({
      fetchedAt: null,
      triedAt: null,
      error: null,
      unreadable: 0,
      doubt: null,
    });
    await swap([memberRow('U1')], 10);
    value(await store.roster.markTried(c1, 'w1', 'members', 20, error));
    expect(store.roster.freshness(c1, 'w1', 'members')).toEqual({
      fetchedAt: 10,
      triedAt: 20,
      error,
      unreadable: 0,
      doubt: null,
    });
    await swap([memberRow('U1')], 30);
    expect(store.roster.freshness(c1, 'w1', 'members')).toMatchObject({ fetchedAt: 30, error: null });
  });

  it('it claims nothing after a failed first attempt', async () => {
    value(await store.roster.markTried(c2, null, 'workspaces', 20, error));
    expect(store.roster.freshness(c2, null, 'workspaces')).toMatchObject({
      fetchedAt: null,
      triedAt: 20,
      error,
    });
    expect(value(await store.roster.swapWorkspaces(c2, [workspaceRow('w1')], meta(30)))).toEqual([]);
  });
});
