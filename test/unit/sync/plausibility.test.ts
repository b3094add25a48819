import { describe, expect, it } from 'vitest';
import {
  askAgainAt,
  doubtAbout,
  isConfirmed,
  nextPending,
  type Doubt,
  type PendingDoubt,
} from '../../../src-main/sync/plausibility.ts';

const ids = (count: number, from = 0) => Array.from({ length: count }, (_, index) => `u${from + index}`);
const judge = (
  before: string[],
  now: string[],
  more: {
    me?: string;
    unreadable?: number;
    partlyUnreadable?: number;
    contradictions?: number;
    ofOtherPlace?: number;
    gone?: string[];
  } = {},
) =>
  doubtAbout(
    { count: before.length, ids: before, me: more.me ?? null },
    {
      list: 'members',
      ids: new Set(now),
      unreadable: more.unreadable ?? 0,
      partlyUnreadable: more.partlyUnreadable ?? 0,
      ofOtherPlace: more.ofOtherPlace ?? 0,
      contradictions: more.contradictions ?? 0,
    },
    new Set(more.gone ?? []),
  )?.kind ?? null;

describe('a list that would replace a copy', () => {
  it.each<[string, Parameters<typeof judge>]>([
    ['the first one', [[], ids(3)]],
    ['the same', [ids(10), ids(10)]],
    ['a longer one', [ids(10), ids(40)]],
    ['one that half of the records left', [ids(10), ids(5)]],
    ['one that a quarter of many left', [ids(100), ids(75)]],
    ['one with some records that can’t be read', [ids(10), ids(9), { unreadable: 1 }]],
    [
      'one with a field that can’t be read in half of its records',
      [ids(10), ids(10), { partlyUnreadable: 5 }],
    ],
    ['an empty one where the copy was empty', [[], []]],
  ])('is taken where it is %s', (_name, args) => {
    expect(judge(...args)).toBeNull();
  });

  it.each<[string, string, Parameters<typeof judge>]>([
    ['empty', 'is empty', [ids(3), []]],
    ['shrunk', 'has lost more than half', [ids(10), ids(4)]],
    ['shrunk', 'has lost more than a quarter and more than twenty', [ids(100), ids(74)]],
    ['without-me', 'has lost me', [ids(3), ids(2, 1), { me: 'u0' }]],
    ['unreadable', 'can hardly be read', [ids(4), ids(1), { unreadable: 3 }]],
    [
      'unreadable',
      'has fields that can’t be read in most records',
      [ids(4), ids(4), { partlyUnreadable: 3 }],
    ],
    [
      'unreadable',
      'is mostly dropped or partly read',
      [ids(6), ids(4), { unreadable: 2, partlyUnreadable: 2 }],
    ],
    ['contradictory', 'has one ID for different records', [ids(4), ids(4), { contradictions: 1 }]],
    ['other-place', 'has none of the records from before', [ids(4), ids(4, 50)]],
    ['other-place', 'has another record than the only one from before', [ids(1), ids(1, 50)]],
    ['other-place', 'has all of them among another place’s', [ids(4), ids(40), { ofOtherPlace: 36 }]],
    ['other-place', 'is the first one, of another place', [[], ids(4), { ofOtherPlace: 4 }]],
  ])('is in doubt (%s) where it %s', (kind, _name, args) => {
    expect(judge(...args)).toBe(kind);
  });

  it('counts what this app’s own changes removed as expected', () => {
    expect(judge(ids(1), [], { gone: ['u0'] })).toBeNull();
    expect(judge(ids(3), [], { gone: ['u0', 'u1', 'u2'] })).toBeNull();
    expect(judge(ids(3), ids(2, 1), { me: 'u0', gone: ['u0'] })).toBeNull();
    expect(judge(ids(10), [], { gone: ['u0'] })).toBe('empty');
  });

  it('is compared by the first records where the copy is big', () => {
    const big = { count: 100_000, ids: ids(200), me: null };
    const fetched = (now: string[]) => ({
      list: 'members' as const,
      ids: new Set(now),
      unreadable: 0,
      partlyUnreadable: 0,
      ofOtherPlace: 0,
      contradictions: 0,
    });
    expect(doubtAbout(big, fetched(ids(99_000)), new Set())).toBeNull();
    expect(doubtAbout(big, fetched(ids(70_000)), new Set())?.kind).toBe('shrunk');
    expect(doubtAbout(big, fetched(ids(100_000, 100)), new Set())?.kind).toBe('shrunk');
  });
});

describe('a doubt', () => {
  const empty: Doubt = { kind: 'empty', list: 'members', was: 5, is: 0 };
  const half: Doubt = { kind: 'shrunk', list: 'members', was: 5, is: 2 };
  const minute = 60_000;

  it('is over after three readings that say the same over two minutes', () => {
    let now = 0;
    let pending: PendingDoubt | undefined;
    const confirmed: boolean[] = [];
    for (let reading = 0; reading < 3; reading += 1) {
      pending = nextPending(pending, empty, now);
      confirmed.push(isConfirmed(pending, now));
      now = askAgainAt(pending, now);
    }
    expect(confirmed).toEqual([false, false, true]);
  });

  it('isn’t shortened by asking often, nor by waiting alone', () => {
    let pending = nextPending(undefined, empty, 0);
    for (let click = 1; click < 20; click += 1) pending = nextPending(pending, empty, click * 1000);
    expect(isConfirmed(pending, 20_000)).toBe(false);
    expect(isConfirmed(nextPending(undefined, empty, 0), 60 * minute)).toBe(false);
  });

  it('begins again where the next reading says something else', () => {
    const first = nextPending(undefined, empty, 0);
    expect(nextPending(first, half, minute)).toEqual({ doubt: half, since: minute, readings: 1 });
  });
});
