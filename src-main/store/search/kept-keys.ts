import type { Db } from '../database.ts';
import { matchesIn } from './key-search.ts';
import { groupOf, type Place } from './member-order.ts';
import type { RosterPlace, Window } from './member-pages.ts';
import type { MemberFilter } from './query/members.ts';
import { readRosterKeys, type RosterKeys } from './roster-keys.ts';

export interface KeptKeysOptions {
  /** Smaller rosters are walked along their index, which takes a few milliseconds. */
  least: number;
  /** So many rows of all rosters are kept at once. */
  most: number;
  /** How long after the last search they are dropped (ms). */
  keepMs: number;
  /** Runs the steps of the reading, with other work in between. */
  run: (steps: Generator<void>) => void;
}
export const usualKeys: Omit<KeptKeysOptions, 'run'> = { least: 20_000, most: 2_000_000, keepMs: 120_000 };

/** So many rows are looked at backwards at once. */
const backwards = 20_000;

/**
 * The keys of big rosters that are being searched, in memory. The first search of a roster has them read, and is itself answered along
 * the index, as are all until they are there and those that the keys can't answer.
 */
export function createKeptKeys(db: Db, { least, most, keepMs, run }: KeptKeysOptions) {
  /** By the key of the place, those used last at the end; null while they are being read. */
  const kept = new Map<number, RosterKeys | null>();
  const userAt = db.prepare<[number], { user_id: string }>('select user_id from members where pk = ?');
  let timer: NodeJS.Timeout | null = null;

  const forget = () => {
    kept.clear();
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };

  function* read(place: RosterPlace): Generator<void> {
    const keys = yield* readRosterKeys(db, place);
    // Forgotten, or asked for again of a newer copy, while it was read.
    if (kept.get(place.pk) !== null) return;
    kept.delete(place.pk);
    if (keys === null) return;
    kept.set(place.pk, keys);
    let rows = [...kept.values()].reduce((sum, one) => sum + (one?.count ?? 0), 0);
    for (const [pk, one] of kept) {
      if (rows <= most || pk === place.pk) break;
      rows -= one?.count ?? 0;
      kept.delete(pk);
    }
  }

  function keysFor(place: RosterPlace, filter: MemberFilter): RosterKeys | null {
    const isSearch = filter.texts.length > 0 || filter.allows !== null;
    if (place.member_count < least || filter.needsRows || !isSearch) return null;
    timer ??= setTimeout(forget, keepMs).unref();
    timer.refresh();
    const found = kept.get(place.pk);
    if (found === null) return null;
    kept.delete(place.pk);
    if (found?.stamp === place.members_stamp) {
      kept.set(place.pk, found);
      return found;
    }
    kept.set(place.pk, null);
    run(read(place));
    return null;
  }

  /** How many rows come before a place in the order by name, or up to it. */
  function rowsBefore(keys: RosterKeys, place: Place, andItself: boolean): number {
    const text = Buffer.from(`${place.nameKey}\n${place.emailKey}\n`);
    const user = Buffer.from(place.userId);
    const isBefore = (row: number): boolean => {
      const texts = keys.texts.subarray(keys.starts[row], keys.starts[row + 1]);
      const order = Buffer.compare(texts, text);
      if (order !== 0) return order < 0;
      const other = userAt.get(keys.pks[row] ?? -1)?.user_id ?? '';
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

  function upwards(keys: RosterKeys, filter: MemberFilter, after: Place | null, most: number): number[] {
    const next = matchesIn(keys, filter);
    const rows: number[] = [];
    let row = next(after === null ? 0 : rowsBefore(keys, after, true));
    for (; row < keys.count && rows.length < most; row = next(row + 1)) rows.push(row);
    return rows;
  }

  function downwards(keys: RosterKeys, filter: MemberFilter, after: Place | null, most: number): number[] {
    const rows: number[] = [];
    const end = after === null ? null : rowsBefore(keys, after, false);
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

  /** By role or status, then by name. */
  function grouped(keys: RosterKeys, filter: MemberFilter, window: Window, most: number): number[] {
    const { sort, roles, after } = window;
    const groupOfPair = keys.pairs.map(({ role, status }) => groupOf(sort, roles, role, status) ?? '');
    const way = sort.order === 'asc' ? 1 : -1;
    const compare = (a: number | string, b: number | string) => (a === b ? 0 : (a < b ? -1 : 1) * way);
    const from = after === null ? 0 : rowsBefore(keys, after, true);
    const groups = new Map<number | string, number[]>();
    const next = matchesIn(keys, filter);
    for (let row = next(0); row < keys.count; row = next(row + 1)) {
      const group = groupOfPair[keys.pairOf[row] ?? 0] ?? '';
      if (after !== null) {
        const order = compare(group, after.group ?? '');
        if (order < 0 || (order === 0 && row < from)) continue;
      }
      const rows = groups.get(group) ?? [];
      groups.set(group, rows);
      if (rows.length < most) rows.push(row);
    }
    return [...groups]
      .sort(([a], [b]) => compare(a, b))
      .flatMap(([, rows]) => rows)
      .slice(0, most);
  }

  return {
    /** Keys of the rows of a window; null where the index has to be walked. */
    page(place: RosterPlace, filter: MemberFilter, window: Window): number[] | null {
      const { sort, after, offset, limit } = window;
      if (sort.by === 'email') return null;
      const keys = keysFor(place, filter);
      if (keys === null) return null;
      const most = offset + limit;
      const find = () => {
        if (sort.by !== 'name') return grouped(keys, filter, window, most);
        return sort.order === 'asc'
          ? upwards(keys, filter, after, most)
          : downwards(keys, filter, after, most);
      };
      return find()
        .slice(offset, most)
        .flatMap((row) => keys.pks[row] ?? []);
    },
    /** How many match, in pieces of `size` rows; null where the index has to be walked. */
    count(place: RosterPlace, filter: MemberFilter, size: number): Generator<number> | null {
      const keys = keysFor(place, filter);
      return keys === null ? null : countIn(keys, filter, size);
    },
    forget,
  };
}
export type KeptKeys = ReturnType<typeof createKeptKeys>;

function* countIn(keys: RosterKeys, filter: MemberFilter, size: number): Generator<number> {
  const next = matchesIn(keys, filter);
  let row = next(0);
  for (let end = size; row < keys.count; end += size) {
    let found = 0;
    for (; row < Math.min(end, keys.count); row = next(row + 1)) found += 1;
    yield found;
  }
}
