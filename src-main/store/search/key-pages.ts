import { orderKeyOf } from '../../../src-preload/shared/name-order.ts';
import { allowedPairs, matchesIn } from './key-search.ts';
import { groupOf, type Place } from './member-order.ts';
import type { Window } from './page-window.ts';
import type { MemberFilter } from './query/members.ts';
import type { RosterKeys } from './roster-keys.ts';

/** So many rows are looked at backwards at once. */
const backwards = 20_000;

export interface Searched {
  keys: RosterKeys;
  filter: MemberFilter;
  /** The user id of the row with that key. */
  userAt: (pk: number) => string;
}

/** Keys of the rows of a window, in the order by name, role or status. */
export function pageIn(searched: Searched, window: Window): number[] {
  const { sort, after, offset, limit } = window;
  const most = offset + limit;
  const find = () => {
    if (sort.by !== 'name') return grouped(searched, window, most);
    return sort.order === 'asc' ? upwards(searched, after, most) : downwards(searched, after, most);
  };
  return find()
    .slice(offset, most)
    .flatMap((row) => searched.keys.pks[row] ?? []);
}

/** How many match, in pieces of `size` rows. */
export function* countIn(keys: RosterKeys, filter: MemberFilter, size: number): Generator<number> {
  const next = matchesIn(keys, filter);
  let row = next(0);
  for (let end = size; row < keys.count; end += size) {
    let found = 0;
    for (; row < Math.min(end, keys.count); row = next(row + 1)) found += 1;
    yield found;
  }
}

/** How many rows come before a place in the order by name, or up to it. */
function rowsBefore({ keys, userAt }: Searched, place: Place, andItself: boolean): number {
  const text = Buffer.from(`${place.nameKey}\n${place.emailKey}\n`);
  const user = Buffer.from(place.userId);
  const isBefore = (row: number): boolean => {
    const texts = keys.texts.toString('utf8', keys.starts[row], keys.starts[row + 1]);
    const nameEnd = texts.indexOf('\n');
    const key = orderKeyOf(texts.slice(0, nameEnd)) + texts.slice(nameEnd);
    const order = Buffer.compare(Buffer.from(key), text);
    if (order !== 0) return order < 0;
    const other = userAt(keys.pks[row] ?? -1);
    const last = Buffer.compare(Buffer.from(other), user);
    return last < 0 || (andItself && last === 0);
  };
  let [low, high] = place.nameless === 0 ? [0, keys.named] : [keys.named, keys.count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function upwards(searched: Searched, after: Place | null, most: number): number[] {
  const { keys, filter } = searched;
  const next = matchesIn(keys, filter);
  const rows: number[] = [];
  let row = next(after === null ? 0 : rowsBefore(searched, after, true));
  for (; row < keys.count && rows.length < most; row = next(row + 1)) rows.push(row);
  return rows;
}

function downwards(searched: Searched, after: Place | null, most: number): number[] {
  const { keys, filter } = searched;
  const rows: number[] = [];
  const end = after === null ? null : rowsBefore(searched, after, false);
  const parts: [from: number, to: number][] = [];
  if (after?.nameless !== 1) parts.push([0, end ?? keys.named]);
  parts.push([keys.named, after?.nameless === 1 && end !== null ? end : keys.count]);
  for (const [from, to] of parts) {
    for (let high = to; high > from && rows.length < most; high -= backwards) {
      const low = Math.max(from, high - backwards);
      const next = matchesIn(keys, filter);
      const found: number[] = [];
      for (let row = next(low); row < high; row = next(row + 1)) found.push(row);
      rows.push(...found.reverse());
    }
  }
  return rows;
}

/**
 * By role or status, then by name. The rows come by name: what has `most` rows needs no more of them, nor does what sorts after it.
 */
function grouped(searched: Searched, window: Window, most: number): number[] {
  const { keys, filter } = searched;
  const { sort, roles, after } = window;
  const way = sort.order === 'asc' ? 1 : -1;
  const compare = (a: number | string, b: number | string) => (a === b ? 0 : (a < b ? -1 : 1) * way);
  const groupOfPair = keys.pairs.map(({ role, status }) => groupOf(sort, roles, role, status) ?? '');
  const allowed = allowedPairs(keys, filter);
  const leaveOut = (isLeftOut: (group: number | string) => boolean) => {
    for (const [pair, group] of groupOfPair.entries()) if (isLeftOut(group)) allowed[pair] = 0;
  };
  const groups = new Map<number | string, number[]>();
  const next = matchesIn(keys, filter, allowed);
  const collect = (from: number, to: number) => {
    for (let row = next(from); row < to; row = next(row + 1)) {
      const group = groupOfPair[keys.pairOf[row] ?? 0] ?? '';
      const rows = groups.get(group) ?? [];
      groups.set(group, rows);
      rows.push(row);
      if (rows.length === most) leaveOut((other) => compare(other, group) >= 0);
    }
  };
  if (after === null) collect(0, keys.count);
  else {
    const { group } = after;
    const from = rowsBefore(searched, after, true);
    leaveOut((other) => compare(other, group ?? '') < 0);
    const itsOwn = allowed.map((isAllowed, pair) => (groupOfPair[pair] === group ? isAllowed : 0));
    leaveOut((other) => other === group);
    collect(0, from);
    for (const [pair, isAllowed] of itsOwn.entries()) if (isAllowed === 1) allowed[pair] = 1;
    collect(from, keys.count);
  }
  return [...groups]
    .sort(([a], [b]) => compare(a, b))
    .flatMap(([, rows]) => rows)
    .slice(0, most);
}
