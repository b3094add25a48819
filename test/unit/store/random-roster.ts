import Database from 'better-sqlite3';
import { fold } from '../../../src-preload/shared/fold.ts';
import { knownValue, none, notReported, type Known } from '../../../src-preload/shared/known.ts';
import { type QueryTerm } from '../../../src-preload/shared/query/parse.ts';
import type { TimeTest } from '../../../src-preload/shared/query/time.ts';
import { day } from '../../../src-preload/shared/units.ts';
import type { Db } from '../../../src-main/store/database.ts';
import { createKeptKeys, usualKeys } from '../../../src-main/store/search/kept-keys.ts';
import type { RosterPlace } from '../../../src-main/store/search/page-window.ts';
import { migrate } from '../../../src-main/store/open/migrate.ts';
import { rosterMigrations } from '../../../src-main/store/open/migrations/roster.ts';
import { createRosterWriter } from '../../../src-main/store/roster/roster-writer.ts';
import type { MemberRow } from '../../../src-main/base/records.ts';
import type { MembersQuery } from '../../../src-main/store/roster/types.ts';
import { memberRow, meta, onEnd, roles, tokenRow, value, workspaceRow } from './support.ts';

export const now = new Date(2026, 6, 1).getTime();

export function randomOf(seed: number) {
  let state = seed;
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  const pick = <T>(items: readonly [T, ...T[]]): T => items[Math.floor(next() * items.length)] ?? items[0];
  return { next, pick };
}
type Random = ReturnType<typeof randomOf>;

const syllables = [
  'an',
  'bo',
  'zo',
  'e',
  'Él',
  'li',
  'ß',
  '李',
  '明',
  'x',
  'q',
  '𝒳',
  'ma',
  '2',
  '10',
  '1',
] as const;
const roleIds = ['OWNER', 'APPROVER', 'EDITOR', 'EDITOR', 'EDITOR', 'STRANGE', 'OTHER'] as const;
const word = (random: Random, most: number) =>
  Array.from({ length: 1 + Math.floor(random.next() * most) }, () => random.pick(syllables)).join('');
const instant = (random: Random): Known<number> =>
  random.pick([none, notReported, knownValue(now - Math.floor(random.next() * 100) * day)]);

const person = (random: Random, n: number): MemberRow =>
  memberRow(`U${n}`, {
    name: random.pick([
      knownValue(`${word(random, 3)} ${word(random, 3)}`),
      knownValue(`${word(random, 2)} ${word(random, 4)}`),
      knownValue(word(random, 2)),
      none,
    ]),
    email: random.pick([`${word(random, 3)}${n}@example.com`, `${word(random, 2)}@x.org`, '', 'a']),
    role: random.pick(roleIds),
    status: random.pick(['active', 'active', 'pending']),
    signedUpAt: instant(random),
  });

const texts = [
  'an',
  'zo',
  'x',
  'e',
  'boz',
  'zoli',
  '李',
  '李明',
  'example',
  'q',
  'ß',
  'xx',
  'nobody',
  '@x',
  '7',
  '10',
  '1',
  'an1',
  '𝒳',
  '"an l"',
] as const;
const keys = [
  'role:owner',
  'role:owner,approver',
  '-role:editor',
  'role:editor',
  'role:STRANGE',
  'status:pending',
  '-status:pending',
  'joined:<30d',
  'joined:>60d',
  'joined:none',
  '-joined:unknown',
  'joined:known,none',
  'email:x',
  '-email:example',
  'name:zo',
  'name:an,bo',
  'email:an,exam',
  'token:active',
  '-token:any',
  'token:expiring<14d',
] as const;
export function randomQuery(random: Random): string {
  const parts: string[] = [];
  if (random.next() < 0.7) parts.push(random.pick(texts));
  if (random.next() < 0.2) parts.push(random.pick(texts));
  if (random.next() < 0.2) parts.push(`-${random.pick(texts)}`);
  if (random.next() < 0.6) parts.push(random.pick(keys));
  if (random.next() < 0.2) parts.push(random.pick(keys));
  return parts.join(' ');
}

export const named = [...roles, { id: 'STRANGE', label: 'Strange' }];

export function holds(term: QueryTerm, row: MemberRow, owners: Owners): boolean {
  const name = fold(row.name.state === 'known' ? row.name.value : '');
  const email = fold(row.email);
  const time = (at: Known<number>, test: TimeTest) => {
    if (test.is === 'between')
      return (
        at.state === 'known' &&
        (test.from === null || at.value >= test.from) &&
        (test.until === null || at.value < test.until)
      );
    return at.state === { none: 'none', unknown: 'not-reported', known: 'known' }[test.is];
  };
  switch (term.type) {
    case 'text':
      return term.values.some(
        (one) => (term.key !== 'email' && name.includes(one)) || (term.key !== 'name' && email.includes(one)),
      );
    case 'among':
      return term.values.includes(term.key === 'role' ? row.role : row.status);
    case 'time':
      return term.values.some((test) => time(term.key === 'joined' ? row.signedUpAt : row.enteredAt, test));
    case 'token':
      return term.values.some((test) =>
        owners[test.is === 'any' ? 'any' : test.is === 'active' ? 'active' : 'soon'].has(row.userId),
      );
  }
}
interface Owners {
  any: Set<string>;
  active: Set<string>;
  soon: Set<string>;
}

/** Numbers by their value: as if all were written with as many digits. */
const byValue = (folded: string) => folded.replace(/\d+/gu, (digits) => digits.padStart(30, '0'));
/** By code points, as the store compares. */
const compare = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
export function ordered(rows: MemberRow[], sort: MembersQuery['sort']): string[] {
  const sign = sort.order === 'asc' ? 1 : -1;
  const rank = (row: MemberRow) => named.findIndex(({ id }) => id === row.role);
  const names = (a: MemberRow, b: MemberRow, way: number) => {
    const key = (row: MemberRow) => (row.name.state === 'known' ? byValue(fold(row.name.value)) : '');
    const missing = Number(a.name.state !== 'known') - Number(b.name.state !== 'known');
    const found =
      compare(key(a), key(b)) || compare(fold(a.email), fold(b.email)) || compare(a.userId, b.userId);
    return missing || way * found;
  };
  const by: Record<typeof sort.by, (a: MemberRow, b: MemberRow) => number> = {
    name: (a, b) => names(a, b, sign),
    email: (a, b) => sign * (compare(fold(a.email), fold(b.email)) || compare(a.userId, b.userId)),
    status: (a, b) => sign * compare(a.status, b.status) || names(a, b, 1),
    role: (a, b) => Number(rank(a) < 0) - Number(rank(b) < 0) || sign * (rank(a) - rank(b)) || names(a, b, 1),
  };
  return [...rows].sort(by[sort.by]).map((row) => row.userId);
}

export const ref = { connectionId: 'c', workspaceId: 'w1' };

export function rosterOf(random: Random) {
  const db: Db = new Database(':memory:');
  onEnd(() => void db.close());
  migrate(db, rosterMigrations, () => undefined);
  const work = createRosterWriter(db, new Set());
  value(work.swapWorkspaces('c', [workspaceRow('w1'), workspaceRow('w2')], meta(1)));
  let swaps = 0;
  let people = new Map<string, MemberRow>();
  let count = 0;
  const swap = (place: typeof ref, rows: MemberRow[]) => {
    swaps += 1;
    value(work.swapMembers(place, rows, meta(swaps)));
  };
  const tokens = Array.from({ length: 12 }, (_, n) =>
    tokenRow(`t${n}`, {
      ownerId: `U${Math.floor(random.next() * 60)}`,
      expiresAt: random.pick([
        none,
        knownValue(now + 5 * day),
        knownValue(now + 50 * day),
        knownValue(now - day),
      ]),
    }),
  );
  value(work.swapTokens({ connectionId: 'c', workspaceId: 'w2' }, tokens, meta(1)));
  const owners: Owners = { any: new Set(), active: new Set(), soon: new Set() };
  for (const { ownerId, expiresAt } of tokens) {
    owners.any.add(ownerId);
    if (expiresAt.state !== 'known') owners.active.add(ownerId);
    else if (expiresAt.value > now) owners.active.add(ownerId);
    if (expiresAt.state === 'known' && expiresAt.value > now && expiresAt.value < now + 14 * day)
      owners.soon.add(ownerId);
  }
  return {
    db,
    owners,
    swap,
    rows: () => [...people.values()],
    /** A refresh after which some left, some came, and some have another name or role. */
    refresh(size: number) {
      const next = new Map<string, MemberRow>();
      for (const [id, row] of people) {
        const chance = random.next();
        if (chance < 0.1) continue;
        next.set(id, chance < 0.2 ? { ...person(random, 0), userId: id } : row);
      }
      while (next.size < size) {
        count += 1;
        next.set(`U${count}`, person(random, count));
      }
      people = next;
      swap(ref, [...people.values()]);
      swap(
        { connectionId: 'c', workspaceId: 'w2' },
        Array.from({ length: 20 }, (_, n) => person(random, n)),
      );
    },
    place: () => db.prepare<[string], RosterPlace>('select * from workspaces where id = ?').get('w1') ?? null,
  };
}

export const sortKeys = ['name', 'email', 'role', 'status'] as const;

/** Keys of rosters of any size, there as soon as the first search has asked for them. */
export const keysOf = (db: Db) =>
  createKeptKeys(db, {
    ...usualKeys,
    least: 0,
    run(steps) {
      while (steps.next().done !== true);
    },
  });
/** Keys that are being read all the time. */
export const unfinishedKeys = (db: Db) =>
  createKeptKeys(db, { ...usualKeys, least: 0, run: () => undefined });
