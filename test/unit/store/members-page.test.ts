import { beforeEach, describe, expect, it } from 'vitest';
import { knownValue, none, notReported } from '../../../src-preload/shared/known.ts';
import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import type { Store } from '../../../src-main/store/types.ts';
import { membersQuery, memberRow, meta, value } from './support.ts';
import { shareStore } from './shared-store.ts';
import type { MemberRow } from '../../../src-main/base/records.ts';

const shared = shareStore();
let store: Store;
let ref: WorkspaceRef;
beforeEach(async () => {
  ({ store, ref } = await shared.ownPart());
});

const swap = async (rows: MemberRow[], at = 10, unreadable = 0, place: WorkspaceRef = ref) =>
  value(await store.roster.swapMembers(place, rows, meta(at, unreadable)));
const page = (query: string, more = {}) => store.roster.membersPage(ref, membersQuery(query, more));
const ids = async (query: string, more = {}) => (await page(query, more)).rows.map((row) => row.userId);

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
