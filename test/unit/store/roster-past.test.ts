import { describe, expect, it } from 'vitest';
import { knownValue, none, notReported, type Known } from '../../../src-preload/shared/known.ts';
import type { InvitationRow, MemberRow, TokenRow } from '../../../src-main/base/records.ts';
import { memory, numbers, ref } from '../queries/support.ts';
import { invitationRow, memberRow, tokenRow, workspaceRow } from './support.ts';

const byId = <T extends { id: string }>(rows: readonly T[]) =>
  [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
const byUser = (rows: readonly MemberRow[]) => [...rows].sort((a, b) => (a.userId < b.userId ? -1 : 1));

/** A list that changes as lists do: mostly a little, at times much, now and then not at all. */
function wandering<T>(random: () => number, make: (n: number) => T): () => T[] {
  const rows = new Map<number, T>();
  return () => {
    const changes = Math.floor(random() ** 2 * 12);
    for (let n = 0; n < changes; n += 1) {
      const id = Math.floor(random() * 15);
      if (random() < 0.4) rows.delete(id);
      else rows.set(id, make(id));
    }
    return [...rows.values()];
  };
}
const pick = <T>(random: () => number, of: readonly [T, ...T[]]): T =>
  of[Math.floor(random() * of.length)] ?? of[0];
const some = <T>(random: () => number, value: T): Known<T> =>
  pick<Known<T>>(random, [knownValue(value), none, notReported]);

describe('a list as of each fetch is what that fetch reported', () => {
  it.each(Array.from({ length: 20 }, (_, seed) => seed + 1))('members, seed %i', (seed) => {
    const random = numbers(seed);
    const { members, past } = memory();
    const next = wandering(random, (n) =>
      memberRow(`U${n}`, {
        email: `${pick(random, ['ana', 'Élodie', 'zoe'])}${n}@example.com`,
        name: some(random, `Name ${Math.floor(random() * 9)}`),
        role: pick(random, ['OWNER', 'EDITOR', 'APPROVER']),
        status: pick(random, ['active', 'pending']),
        signedUpAt: some(random, Math.floor(random() * 9)),
        enteredAt: some(random, Math.floor(random() * 9)),
      }),
    );
    const snapshots: { at: number; unreadable: number; rows: MemberRow[] }[] = [];
    for (let n = 1; n <= 25; n += 1) {
      const unreadable = random() < 0.2 ? 1 + Math.floor(random() * 3) : 0;
      const rows = next();
      members(rows, n * 10, unreadable);
      snapshots.push({ at: n * 10, unreadable, rows: byUser(rows) });
    }
    for (const { at, unreadable, rows } of snapshots) {
      expect(byUser(past.membersAt(ref, at))).toEqual(rows);
      expect(past.moment(ref, 'members', at)).toEqual({
        span: { since: 10, until: 250 },
        knownUntil: snapshots.find((later) => later.at > at && later.unreadable !== unreadable)?.at ?? 250,
        unreadable,
        between: null,
      });
      const pages = [0, 3, 6, 9, 12].flatMap(
        (offset) => past.membersPageAt(ref, at, { words: [], offset, limit: 3 }).rows,
      );
      expect(pages).toEqual(past.membersAt(ref, at));
      expect(past.membersPageAt(ref, at, { words: [], offset: 0, limit: 1 }).matching).toBe(rows.length);
    }
    // And what differs between any two of them is what differs between what they said.
    for (const one of snapshots)
      for (const other of snapshots.filter(({ at }) => at > one.at)) {
        const was = new Map(one.rows.map((row) => [row.userId, row]));
        const is = new Map(other.rows.map((row) => [row.userId, row]));
        const differing = [...past.membersBetween(ref, one.at, other.at, 2)]
          .flat()
          .filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
        for (const { userId, before, after } of differing)
          expect([before, after]).toEqual([was.get(userId) ?? null, is.get(userId) ?? null]);
        const changed = [...new Set([...was.keys(), ...is.keys()])].filter(
          (id) => JSON.stringify(was.get(id)) !== JSON.stringify(is.get(id)),
        );
        expect(differing.map(({ userId }) => userId).sort()).toEqual(changed.sort());
      }
  });

  it.each(Array.from({ length: 10 }, (_, seed) => seed + 1))('tokens and invitations, seed %i', (seed) => {
    const random = numbers(seed);
    const { tokens, invitations, past } = memory();
    const nextTokens = wandering(random, (n) =>
      tokenRow(`t${n}`, {
        name: some(random, `Token ${Math.floor(random() * 5)}`),
        revokedAt: some(random, 5),
        enabled: some(random, random() < 0.5),
        scopes: some(random, 'all'),
        refusal: pick(random, [null, 'Its secret isn’t held any more.']),
      }),
    );
    const nextInvitations = wandering(random, (n) =>
      invitationRow(`i${n}`, {
        role: some(random, 'editor'),
        status: pick(random, ['pending', 'accepted', 'cancelled']),
        message: some(random, `Hello ${Math.floor(random() * 5)}`),
      }),
    );
    const snapshots: { at: number; tokens: TokenRow[]; invitations: InvitationRow[] }[] = [];
    for (let at = 10; at <= 200; at += 10) {
      const snapshot = { at, tokens: byId(nextTokens()), invitations: byId(nextInvitations()) };
      tokens(snapshot.tokens, at, random() < 0.2 ? 1 : 0);
      invitations(snapshot.invitations, at, random() < 0.2 ? 1 : 0);
      snapshots.push(snapshot);
    }
    for (const snapshot of snapshots) {
      expect(byId(past.tokensAt(ref, snapshot.at))).toEqual(snapshot.tokens);
      expect(byId(past.invitationsAt(ref, snapshot.at))).toEqual(snapshot.invitations);
    }
  });
});

describe('a moment', () => {
  it('it is unknown before the first fetch, or for a list that was never fetched', () => {
    const { members, past } = memory();
    members([memberRow('U1')], 10);
    members([], 20);
    expect(past.moment(ref, 'members', 9)).toBeNull();
    expect(past.span(ref, 'members')).toEqual({ since: 10, until: 20 });
    expect(past.moment(ref, 'tokens', 15)).toBeNull();
    expect(past.span(ref, 'tokens')).toBeNull();
    expect(past.moment({ ...ref, workspaceId: 'w9' }, 'members', 15)).toBeNull();
  });

  it('it is as of the earlier of two fetches that differ, and names both', () => {
    const { members, past } = memory();
    members([memberRow('U1')], 10);
    members([memberRow('U1')], 20);
    members([memberRow('U2')], 30);
    members([memberRow('U2')], 40);
    expect(past.moment(ref, 'members', 15)?.between).toBeNull();
    expect(past.moment(ref, 'members', 25)?.between).toEqual({ from: 20, at: 30 });
    expect(past.membersAt(ref, 25).map((row) => row.userId)).toEqual(['U1']);
    expect(past.moment(ref, 'members', 30)?.between).toBeNull();
    expect(past.moment(ref, 'members', 99)?.between).toBeNull();
    expect(past.membersAt(ref, 99).map((row) => row.userId)).toEqual(['U2']);
  });

  it('it stays in order when the clock jumps back between two fetches', () => {
    const { members, past } = memory();
    members([memberRow('U1')], 100);
    members([memberRow('U1'), memberRow('U2')], 50);
    members([memberRow('U2')], 110);
    expect(past.span(ref, 'members')).toEqual({ since: 100, until: 110 });
    expect(past.membersAt(ref, 100).map((row) => row.userId)).toEqual(['U1', 'U2']);
    expect(past.membersAt(ref, 110).map((row) => row.userId)).toEqual(['U2']);
  });

  it('it is not known while a place wasn’t in the list, and goes on when the place is back', () => {
    const { members, places, past } = memory();
    members([memberRow('U1')], 10);
    members([memberRow('U1'), memberRow('U2')], 20);
    places(['w2'], 30);
    places(['w1', 'w2'], 40);
    members([memberRow('U2'), memberRow('U3')], 50);
    const at = (moment: number) => past.membersAt(ref, moment).map(({ userId }) => userId);
    expect(past.span(ref, 'members')).toEqual({ since: 10, until: 50 });
    expect([at(10), at(20), at(50)]).toEqual([['U1'], ['U1', 'U2'], ['U2', 'U3']]);
    // In between, it is as it was last.
    expect(at(45)).toEqual(['U1', 'U2']);
    expect(past.moment(ref, 'members', 45)).toMatchObject({ knownUntil: 20, between: null });
    expect(past.gonePlace(ref)).toBeNull();
  });

  it('it is known from the last fetch of a version that kept no past', () => {
    const { members, past, db } = memory();
    members([memberRow('U1')], 10);
    db.exec('delete from known_spans; delete from roster_counts');
    members([memberRow('U2')], 20);
    expect(past.span(ref, 'members')).toEqual({ since: 10, until: 20 });
    expect(past.membersAt(ref, 10).map((row) => row.userId)).toEqual(['U1']);
  });
});

it('a page of a past roster is sorted by name and can be searched', () => {
  const { members, past } = memory();
  members([memberRow('U1', { name: knownValue('Élodie') }), memberRow('U2', { name: none })], 10);
  members([memberRow('U3', { name: knownValue('Adam') })], 20);
  const page = (words: string[]) => past.membersPageAt(ref, 10, { words, offset: 0, limit: 9 });
  expect(page([]).rows.map((row) => row.userId)).toEqual(['U1', 'U2']);
  expect(page(['ELO', 'example']).rows.map((row) => row.userId)).toEqual(['U1']);
  expect(page(['adam'])).toEqual({ rows: [], matching: 0 });
});

it('using a token doesn’t count as a change', () => {
  const { tokens, db } = memory();
  tokens([tokenRow('t1')], 10);
  tokens([tokenRow('t1', { lastUsedAt: knownValue(15) })], 20);
  expect(db.prepare('select count(*) as n from past_rows').get()).toEqual({ n: 0 });
});

it('counts are recorded when they change', () => {
  const { members, past } = memory();
  members([memberRow('U1')], 10);
  members([memberRow('U1')], 20);
  members([memberRow('U1'), memberRow('U2', { status: 'pending' })], 30);
  members([memberRow('U1'), memberRow('U2')], 40);
  const counts = (from: number, to: number) =>
    past.countsBetween(ref, from, to).map(({ at, members, pending }) => [at, members, pending]);
  expect(counts(0, 99)).toEqual([
    [10, 1, 0],
    [30, 2, 1],
    [40, 2, 0],
  ]);
  expect(counts(25, 35)).toEqual([
    [10, 1, 0],
    [30, 2, 1],
  ]);
});

describe('a place that left the list', () => {
  const left = () => {
    const it = memory();
    it.members([memberRow('U1'), memberRow('U2')], 10);
    it.members([memberRow('U2'), memberRow('U3')], 20);
    it.tokens([tokenRow('t1'), tokenRow('t2')], 20);
    it.tokens([tokenRow('t2')], 25);
    it.invitations([invitationRow('i1')], 20);
    it.places(['w1', 'w2'], 28);
    it.places(['w2'], 30);
    return it;
  };

  it('keeps its past, and is as it was last from then on', () => {
    const { past } = left();
    const at = (moment: number) => past.membersAt(ref, moment).map(({ userId }) => userId);
    expect([at(10), at(20), at(29), at(99)]).toEqual([
      ['U1', 'U2'],
      ['U2', 'U3'],
      ['U2', 'U3'],
      ['U2', 'U3'],
    ]);
    expect(past.membersPageAt(ref, 99, { words: [], offset: 0, limit: 9 }).matching).toBe(2);
    expect(byId(past.tokensAt(ref, 20)).map(({ id }) => id)).toEqual(['t1', 't2']);
    expect(past.tokensAt(ref, 99).map(({ id }) => id)).toEqual(['t2']);
    expect(past.invitationsAt(ref, 99).map(({ id }) => id)).toEqual(['i1']);
    expect(past.span(ref, 'members')).toEqual({ since: 10, until: 20 });
    expect(past.countsBetween(ref, 0, 99)).toEqual([{ at: 10, members: 2, pending: 0 }]);
  });

  it('has no leavers: comparing with today shows what changed while it was there', () => {
    const { past } = left();
    const pairs = [...past.membersBetween(ref, 10, 99)].flat();
    expect(
      pairs.map(({ userId, before, after }) => [userId, before !== null, after !== null]).sort(),
    ).toEqual([
      ['U1', true, false],
      ['U3', false, true],
    ]);
    expect(past.changedMembers(ref, 20, 99)).toBe(0);
    expect(past.moment(ref, 'members', 99)?.between).toBeNull();
  });

  it('is told with its name, and when it was seen last', () => {
    const { past } = left();
    const gone = { workspaceId: 'w1', name: workspaceRow('w1').name, lastListedAt: 28, missingSince: 30 };
    expect(past.gonePlace(ref)).toMatchObject(gone);
    expect(past.gonePlaces('c1')).toMatchObject([gone]);
    expect(past.gonePlaces('c2')).toEqual([]);
  });

  it('has no current members, tokens, invitations or counts', () => {
    const { roster, db } = left();
    expect(roster.workspaces('c1', 0).map(({ id }) => id)).toEqual(['w2']);
    expect(roster.workspace(ref, 0)).toBeNull();
    expect([roster.members(ref), roster.tokens(ref), roster.invitations(ref)]).toEqual([[], [], []]);
    expect(roster.freshness('c1', 'w1', 'members').fetchedAt).toBeNull();
    expect(roster.counts('c1')).toEqual({ workspaces: 1, members: 0, tokens: 0 });
    for (const table of ['members', 'tokens', 'invitations', 'member_counts'])
      expect(db.prepare(`select count(*) as n from ${table}`).get()).toEqual({ n: 0 });
  });

  it('comes back with a roster of its own: its former members count only once they’re fetched again', () => {
    const { roster, places, members, past } = left();
    places(['w1', 'w2'], 40);
    expect(roster.members(ref)).toEqual([]);
    expect(roster.workspace(ref, 0)?.counts.members).toBeNull();
    expect(roster.roles(ref)).toEqual([]);
    expect(members([memberRow('U9')], 50)).toEqual([]);
    places(['w2'], 60);
    expect(past.membersAt(ref, 99).map(({ userId }) => userId)).toEqual(['U9']);
    expect(past.membersAt(ref, 45).map(({ userId }) => userId)).toEqual(['U2', 'U3']);
  });

  it('is erased with its connection', () => {
    const { work, db, past } = left();
    work.eraseConnection('c1');
    expect(past.gonePlaces('c1')).toEqual([]);
    for (const table of [
      'workspaces',
      'gone_places',
      'past_members',
      'past_rows',
      'known_spans',
      'roster_counts',
    ])
      expect(db.prepare(`select count(*) as n from ${table}`).get()).toEqual({ n: 0 });
  });
});
