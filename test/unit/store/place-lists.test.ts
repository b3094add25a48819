import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { knownValue, none, notReported } from '../../../src-preload/shared/known.ts';
import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import type { Store } from '../../../src-main/store/types.ts';
import type { InvitationsQuery } from '../../../src-main/store/roster/types.ts';
import {
  detailsRow,
  invitationRow,
  memberRow,
  meta,
  problem,
  roleRow,
  tokenRow,
  tryOpen,
  value,
  workspaceRow,
} from './support.ts';

// One store for all, as in roster.test.ts.
let folder: string;
let store: Store;
let tests = 0;
let c1: string;
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
  c1 = `places of ${tests}`;
  ref = { connectionId: c1, workspaceId: 'w1' };
  value(await store.roster.swapWorkspaces(c1, [workspaceRow('w1'), workspaceRow('w2')], meta(10)));
});

describe('places', () => {
  it('places are read back as written: their kind, owner, list owners and missing capabilities', async () => {
    const rows = [
      workspaceRow('o1', {
        scope: 'organization',
        name: 'Acme',
        facts: [{ label: 'Plan', value: knownValue('Team') }],
        origin: 'entered',
      }),
      workspaceRow('o1/w1', {
        name: 'Payments',
        organization: knownValue({ id: 'o1', name: 'Acme' }),
        membersAt: 'o1',
        tokensAt: 'account',
        unavailable: { 'member.list': 'It has none.', 'workspace.delete': 'Ask Acme’s owner.' },
      }),
      workspaceRow('w3', { name: 'Whose', organization: notReported }),
    ];
    value(await store.roster.swapWorkspaces(c1, rows, meta(20)));
    expect(
      store.roster.workspaces(c1, 0).map(({ counts, ...row }) => {
        expect(Object.values(counts)).toEqual([null, null, null, null]);
        return row;
      }),
    ).toEqual(rows);
  });

  it('they count the lists of the place that has them', async () => {
    const rows = [
      workspaceRow('o1', { scope: 'organization' }),
      workspaceRow('o1/w1', { membersAt: 'o1', tokensAt: 'account' }),
      workspaceRow('account', { scope: 'account' }),
      workspaceRow('lost', { membersAt: 'nowhere', tokensAt: 'nowhere' }),
    ];
    value(await store.roster.swapWorkspaces(c1, rows, meta(20)));
    const at = (workspaceId: string) => ({ connectionId: c1, workspaceId });
    value(
      await store.roster.swapMembers(
        at('o1'),
        [memberRow('U1'), memberRow('U2', { status: 'pending' })],
        meta(20),
      ),
    );
    value(await store.roster.swapTokens(at('account'), [tokenRow('t1')], meta(20)));
    value(await store.roster.swapInvitations(at('o1'), [invitationRow('i1')], meta(20)));
    const counts = (id: string) => store.roster.workspace(at(id), 50)?.counts;
    expect(counts('o1/w1')).toEqual({ members: 2, pending: 1, activeTokens: 1, openInvitations: 1 });
    expect(counts('o1')).toEqual({ members: 2, pending: 1, activeTokens: null, openInvitations: 1 });
    expect(counts('account')).toEqual({
      members: null,
      pending: null,
      activeTokens: 1,
      openInvitations: null,
    });
    expect(counts('lost')).toEqual({
      members: null,
      pending: null,
      activeTokens: null,
      openInvitations: null,
    });
    expect(store.roster.workspaces(c1, 50).find(({ id }) => id === 'o1/w1')?.counts).toEqual(counts('o1/w1'));
  });

  it('all their lists are deleted with them', async () => {
    value(await store.roster.swapInvitations(ref, [invitationRow('i1')], meta(10)));
    value(await store.roster.swapRoles(ref, [roleRow('r1')], meta(10)));
    value(await store.roster.swapDetails(ref, [detailsRow()], meta(10)));
    value(await store.roster.swapWorkspaces(c1, [workspaceRow('w2')], meta(20)));
    value(await store.roster.swapWorkspaces(c1, [workspaceRow('w1'), workspaceRow('w2')], meta(30)));
    expect(store.roster.invitations(ref)).toEqual([]);
    expect(store.roster.roles(ref)).toEqual([]);
    expect(store.roster.details(ref)).toBeNull();
    expect(store.roster.freshness(c1, 'w1', 'roles').fetchedAt).toBeNull();
  });

  it('places that are no longer listed have no lists', async () => {
    const gone = { ...ref, workspaceId: 'w9' };
    for (const swapped of [
      await store.roster.swapInvitations(gone, [], meta(30)),
      await store.roster.swapRoles(gone, [], meta(30)),
      await store.roster.swapDetails(gone, [], meta(30)),
    ])
      expect(problem(swapped).kind).toBe('not-found');
    expect(store.roster.invitations(gone)).toEqual([]);
    expect(store.roster.roles(gone)).toEqual([]);
    expect(store.roster.details(gone)).toBeNull();
  });
});

describe('members', () => {
  it('members keep when they were entered, which alone is no change', async () => {
    const rows = [memberRow('U1', { enteredAt: knownValue(1_700_000_000_123) }), memberRow('U2')];
    value(await store.roster.swapMembers(ref, rows, meta(10)));
    expect(store.roster.members(ref)).toEqual(rows);
    const later = [memberRow('U1', { enteredAt: knownValue(1_800_000_000_000) }), memberRow('U2')];
    expect(value(await store.roster.swapMembers(ref, later, meta(20)))).toEqual([]);
    expect(store.roster.member(ref, 'U1')?.enteredAt).toEqual(knownValue(1_800_000_000_000));
  });
});

describe('invitations', () => {
  const now = 50_000;
  const rows = [
    invitationRow('i1', {
      email: 'Zoe@example.com',
      message: knownValue('Welcome to Payments'),
      role: knownValue('editor'),
      createdAt: knownValue(3000),
    }),
    invitationRow('i2', {
      email: 'adam@example.com',
      invitedBy: knownValue('Élodie Núñez'),
      expiresAt: none,
    }),
    invitationRow('i3', { email: 'late@example.com', expiresAt: knownValue(now) }),
    invitationRow('i4', {
      email: 'done@example.com',
      status: 'accepted',
      endedAt: knownValue(2000),
      createdAt: none,
    }),
    invitationRow('i5', { email: 'bea@example.com', expiresAt: notReported, createdAt: notReported }),
  ];
  const page = (more: Partial<InvitationsQuery> = {}) =>
    store.roster.invitationsPage(ref, {
      query: '',
      sort: { by: 'email', order: 'asc' },
      offset: 0,
      limit: 200,
      list: 'open',
      now,
      ...more,
    });
  const ids = async (more: Partial<InvitationsQuery> = {}) => (await page(more)).rows.map((row) => row.id);
  const swap = async (next: typeof rows, at: number, unreadable = 0) =>
    value(await store.roster.swapInvitations(ref, next, meta(at, unreadable))).map(
      ({ kind, subjectId, subject, before, after }) => [kind, subjectId, subject, before, after],
    );

  it('they are read back as written', async () => {
    await swap(rows, 10);
    expect(store.roster.invitations(ref).map((row) => row.id)).toEqual(['i2', 'i5', 'i4', 'i3', 'i1']);
    expect(store.roster.invitations(ref)).toEqual(expect.arrayContaining(rows));
  });

  it('they are open until the instant they expire, then ended and expired', async () => {
    await swap(rows, 10);
    expect(await page()).toMatchObject({ matching: 3, totals: { open: 3, ended: 2 } });
    expect(await ids()).toEqual(['i2', 'i5', 'i1']);
    expect((await page({ list: 'ended' })).rows.map(({ id, status }) => [id, status])).toEqual([
      ['i4', 'accepted'],
      ['i3', 'expired'],
    ]);
    expect(await ids({ now: now - 1 })).toEqual(['i2', 'i5', 'i3', 'i1']);
    expect(store.roster.workspace(ref, now)?.counts.openInvitations).toBe(3);
    expect(store.roster.workspace(ref, now - 1)?.counts.openInvitations).toBe(4);
  });

  it.each([
    ['ZOE', ['i1']],
    ['welcome pay', ['i1']],
    ['nunez', ['i2']],
    ['example dana', ['i5', 'i1']],
    ['"example.com dana"', []],
    ['late', []],
  ])('they are found by %s in e-mail, inviter and message', async (query, expected) => {
    await swap(rows, 10);
    expect(await ids({ query })).toEqual(expected);
    expect(await page({ query })).toMatchObject({ matching: expected.length, totals: { open: 3, ended: 2 } });
  });

  it.each([
    ['email', 'desc', ['i1', 'i5', 'i2']],
    ['created', 'asc', ['i2', 'i1', 'i5']],
    ['created', 'desc', ['i1', 'i2', 'i5']],
    ['expires', 'asc', ['i1', 'i2', 'i5']],
  ] as const)('they sort by %s %s with missing values last, in windows', async (by, order, expected) => {
    await swap(rows, 10);
    expect(await ids({ sort: { by, order } })).toEqual(expected);
    expect(await ids({ sort: { by, order }, offset: 1, limit: 1 })).toEqual(expected.slice(1, 2));
  });

  it('they sort by their status at the present time', async () => {
    await swap(rows, 10);
    expect(await ids({ list: 'ended', sort: { by: 'status', order: 'desc' } })).toEqual(['i3', 'i4']);
  });

  it('they report which were sent and which ended, and how where the list says so', async () => {
    expect(await swap(rows, 10)).toEqual([]);
    expect(
      await swap(
        [
          invitationRow('i1', { email: 'Zoe@example.com', status: 'declined' }),
          invitationRow('i2', { email: 'adam@example.com', expiresAt: none }),
          invitationRow('i4', { email: 'done@example.com', status: 'pending' }),
          invitationRow('i6', { email: 'new@example.com' }),
          invitationRow('i7', { email: 'quick@example.com', status: 'accepted' }),
        ],
        20,
      ),
    ).toEqual([
      ['invitation.ended', 'i1', 'Zoe@example.com', null, 'declined'],
      ['invitation.sent', 'i4', 'done@example.com', null, null],
      ['invitation.sent', 'i6', 'new@example.com', null, null],
      ['invitation.sent', 'i7', 'quick@example.com', null, null],
      ['invitation.ended', 'i7', 'quick@example.com', null, 'accepted'],
      ['invitation.ended', 'i3', 'late@example.com', null, null],
      ['invitation.ended', 'i5', 'bea@example.com', null, null],
    ]);
  });

  it('they expire once, whether the clock or the system says so first', async () => {
    const late = (status: 'pending' | 'expired') => [
      invitationRow('i3', { email: 'late@example.com', status, expiresAt: knownValue(100) }),
    ];
    await swap(late('pending'), 10);
    expect(await swap(late('pending'), 100)).toEqual([
      ['invitation.ended', 'i3', 'late@example.com', null, 'expired'],
    ]);
    expect(await swap(late('expired'), 110)).toEqual([]);
    expect(await swap([], 120)).toEqual([]);
  });

  it('they claim neither absence nor novelty around unreadable records', async () => {
    await swap(rows.slice(0, 2), 10);
    expect(await swap(rows.slice(0, 1), 20, 1)).toEqual([]);
    expect(await swap(rows.slice(0, 2), 30)).toEqual([]);
  });
});

describe('roles', () => {
  const swap = async (rows: ReturnType<typeof roleRow>[], at: number, unreadable = 0) =>
    value(await store.roster.swapRoles(ref, rows, meta(at, unreadable))).map(
      ({ kind, subjectId, subject, before, after }) => [kind, subjectId, subject, before, after],
    );

  it('roles are read back as written, by name', async () => {
    const rows = [
      roleRow('r2', { name: 'auditor', permissions: none, description: knownValue('Looks at it all.') }),
      roleRow('r1', { name: 'Support', permissions: knownValue(['read', 'members:invite']) }),
      roleRow('r3', { name: 'Übung', kind: 'built-in', permissions: notReported, description: notReported }),
    ];
    await swap(rows, 10);
    expect(store.roster.roles(ref)).toEqual(rows);
  });

  it('they report which were created, which are gone, and whose permissions changed', async () => {
    const first = [
      roleRow('r1', { permissions: knownValue(['write', 'read']) }),
      roleRow('r2', { permissions: knownValue(['read', 'write']) }),
      roleRow('r3', { permissions: none }),
      roleRow('r4', { permissions: notReported }),
      roleRow('r5'),
    ];
    expect(await swap(first, 10)).toEqual([]);
    expect(
      await swap(
        [
          roleRow('r1', { permissions: knownValue(['read']) }),
          roleRow('r2', { permissions: knownValue(['write', 'read']) }),
          roleRow('r3', { permissions: knownValue(['read']) }),
          roleRow('r4', { permissions: knownValue(['read']) }),
          roleRow('r6'),
        ],
        20,
      ),
    ).toEqual([
      ['role.permissions', 'r1', 'Role r1', 'read, write', 'read'],
      ['role.permissions', 'r3', 'Role r3', '', 'read'],
      ['role.created', 'r6', 'Role r6', null, null],
      ['role.gone', 'r5', 'Role r5', null, null],
    ]);
  });

  it('they claim neither absence nor novelty around unreadable records', async () => {
    await swap([roleRow('r1'), roleRow('r2')], 10);
    expect(await swap([roleRow('r1')], 20, 1)).toEqual([]);
    expect(await swap([roleRow('r1'), roleRow('r2')], 30)).toEqual([]);
  });
});

describe('details', () => {
  const swap = async (rows: ReturnType<typeof detailsRow>[], at: number, unreadable = 0) =>
    value(await store.roster.swapDetails(ref, rows, meta(at, unreadable)));

  it('they are read back as written', async () => {
    expect(store.roster.details(ref)).toBeNull();
    for (const settings of [knownValue('{"z":1,"a":[2]}'), none, notReported]) {
      await swap([detailsRow({ settings })], 10);
      expect(store.roster.details(ref)).toEqual(detailsRow({ settings }));
    }
  });

  it('they report changed settings and nothing else', async () => {
    expect(await swap([detailsRow()], 10)).toEqual([]);
    expect(await swap([detailsRow({ facts: [] })], 20)).toEqual([]);
    expect(await swap([detailsRow({ settings: knownValue('{ "b": {"c":true}, "a": 1 }') })], 30)).toEqual([]);
    expect(await swap([detailsRow({ settings: notReported })], 35)).toEqual([]);
    await swap([detailsRow()], 38);
    expect(await swap([detailsRow({ settings: knownValue('{"a":2}') })], 40)).toEqual([
      {
        kind: 'details.changed',
        workspaceId: 'w1',
        subjectId: 'w1',
        subject: 'Workspace w1',
        before: null,
        after: null,
      },
    ]);
    expect((await swap([detailsRow({ settings: none })], 50)).map(({ kind }) => kind)).toEqual([
      'details.changed',
    ]);
  });

  it('unreadable details stay unchanged, and details that no longer exist are removed', async () => {
    await swap([detailsRow()], 10);
    expect(await swap([], 20, 1)).toEqual([]);
    expect(store.roster.details(ref)).toEqual(detailsRow());
    expect(await swap([], 30)).toEqual([]);
    expect(store.roster.details(ref)).toBeNull();
  });
});

describe('tokens that say more', () => {
  const query = {
    query: '',
    sort: { by: 'name' as const, order: 'asc' as const },
    offset: 0,
    limit: 200,
    now: 50,
  };
  const rows = [
    tokenRow('t1', {
      enabled: knownValue(true),
      hint: knownValue('sk-12'),
      scopes: knownValue('read, write'),
      probe: knownValue({ at: 5, works: false, words: 'Refused.' }),
      refusal: 'Its secret isn’t on this device.',
    }),
    tokenRow('t2', { enabled: knownValue(false), hint: none, scopes: none, probe: none }),
    tokenRow('t3'),
  ];
  beforeEach(async () => {
    value(await store.roster.swapTokens(ref, rows, meta(10)));
  });

  it('they are read back as written', () => {
    expect(store.roster.tokens(ref)).toEqual(rows);
  });

  it('they aren’t active while switched off', () => {
    const of = (list: 'active' | 'inactive') => store.roster.tokensPage(ref, { ...query, list });
    expect(of('active').rows.map(({ id }) => id)).toEqual(['t1', 't3']);
    expect(of('inactive').rows.map(({ id }) => id)).toEqual(['t2']);
    expect(of('active').totals).toEqual({ active: 2, inactive: 1 });
    expect(store.roster.workspace(ref, 50)?.counts.activeTokens).toBe(2);
  });

  it('they report when they were switched on or off', async () => {
    const next = [
      tokenRow('t1', { enabled: knownValue(false) }),
      tokenRow('t2', { enabled: knownValue(true) }),
      tokenRow('t3', { enabled: knownValue(false) }),
    ];
    const differences = value(await store.roster.swapTokens(ref, next, meta(20)));
    expect(differences.map(({ kind, subjectId }) => [kind, subjectId])).toEqual([
      ['token.disabled', 't1'],
      ['token.enabled', 't2'],
    ]);
  });
});

describe('people to pick from', () => {
  beforeEach(async () => {
    value(
      await store.roster.swapMembers(
        { ...ref, workspaceId: 'w2' },
        [
          memberRow('U1', { name: knownValue('Dana Levi') }),
          memberRow('U2', { name: knownValue('Élodie Núñez'), status: 'pending' }),
          memberRow('U3', { name: none, email: 'zed@example.com' }),
          memberRow('U4', { name: knownValue('Bob') }),
        ],
        meta(10),
      ),
    );
    // The same address under another user id is another member.
    value(
      await store.roster.swapMembers(
        ref,
        [memberRow('U1'), memberRow('U9', { email: 'u4@example.com' })],
        meta(10),
      ),
    );
  });
  const pick = async (query: string, more = {}) => {
    const found = await store.roster.candidates(
      ref,
      { ...ref, workspaceId: 'w2' },
      { query, offset: 0, limit: 200, ...more },
    );
    return { ids: found.rows.map(({ userId }) => userId), matching: found.matching };
  };

  it('candidates are the members of one place who aren’t in the other, active or pending, by name', async () => {
    expect(await pick('')).toEqual({ ids: ['U4', 'U2', 'U3'], matching: 3 });
    expect(await pick('', { offset: 1, limit: 1 })).toEqual({ ids: ['U2'], matching: 3 });
  });

  it('they are found by words of any length', async () => {
    expect(await pick('nunez example')).toEqual({ ids: ['U2'], matching: 1 });
    expect(await pick('bo')).toEqual({ ids: ['U4'], matching: 1 });
    expect(await pick('dana')).toEqual({ ids: [], matching: 0 });
  });

  it('an empty place gets all of them, an unknown one none', async () => {
    const from = { ...ref, workspaceId: 'w2' };
    const query = { query: '', offset: 0, limit: 2 };
    expect(await store.roster.candidates({ ...ref, workspaceId: 'new' }, from, query)).toMatchObject({
      matching: 4,
    });
    expect(await store.roster.candidates(ref, { ...ref, workspaceId: 'new' }, query)).toEqual({
      rows: [],
      matching: 0,
    });
  });
});
