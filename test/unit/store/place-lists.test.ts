import { beforeEach, describe, expect, it } from 'vitest';
import { knownValue, none, notReported } from '../../../src-preload/shared/known.ts';
import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import type { Store } from '../../../src-main/store/types.ts';
import {
  detailsRow,
  invitationRow,
  memberRow,
  meta,
  problem,
  roleRow,
  tokenRow,
  value,
  workspaceRow,
} from './support.ts';
import { shareStore } from './shared-store.ts';

const shared = shareStore();
let store: Store;
let c1: string;
let ref: WorkspaceRef;
beforeEach(async () => {
  ({ store, c1, ref } = await shared.ownPart());
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
