import type { Db } from '../database.ts';
import { countIn, pageIn } from './key-pages.ts';
import type { RosterPlace, Window } from './page-window.ts';
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

/**
 * The keys of big rosters that are being searched or sorted by role or status, in memory. The first page of a roster that needs them has them read,
 * and is itself answered along the index, as are all until they are there and those that the keys can't answer.
 */
export function createKeptKeys(db: Db, { least, most, keepMs, run }: KeptKeysOptions) {
  /** By the key of the place, those used last at the end; null while they are being read. */
  const kept = new Map<number, RosterKeys | null>();
  const user = db.prepare<[number], { user_id: string }>('select user_id from members where pk = ?');
  const userAt = (pk: number) => user.get(pk)?.user_id ?? '';
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
    if (place.member_count < least || filter.needsRows) return null;
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

  return {
    /** Keys of the rows of a window; null where the index has to be walked. */
    page(place: RosterPlace, filter: MemberFilter, window: Window): number[] | null {
      const { sort } = window;
      const isSearch = filter.texts.length > 0 || filter.allows !== null;
      if (sort.by === 'email' || (sort.by === 'name' && !isSearch)) return null;
      const keys = keysFor(place, filter);
      if (keys === null) return null;
      return pageIn({ keys, filter, userAt }, window);
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
