import type { ListDoubt, ListName } from '../../src-preload/contract/freshness.ts';

export interface Doubt {
  /** Why a list may not be what the server really has. */
  kind: ListDoubt['kind'];
  list: ListName;
  /** Records of the copy, and of the list that was fetched. */
  was: number;
  is: number;
}

/** The copy that the list would replace. */
export interface ListCopy {
  count: number;
  /** IDs of it: all, or of a big list the first ones. */
  ids: readonly string[];
  /** My own ID where the copy has me, else null. */
  me: string | null;
}

export interface FetchedList {
  list: ListName;
  ids: Pick<ReadonlySet<string>, 'has' | 'size'>;
  /** Records without an ID, and of the others those with fields that couldn't be read. */
  unreadable: number;
  partlyUnreadable: number;
  /** Records that name another place as theirs. */
  ofOtherPlace: number;
  /** IDs that came more than once with different values. */
  contradictions: number;
}

/** A quarter of a short list is a person or two. */
const fewRecords = 20;

/**
 * Why a list must not replace the copy yet, or null. A server that is restarting, restoring or misconfigured answers with an empty,
 * a smaller or another list, and a copy that was replaced by it would say that everyone has left. `expectedGone`: what this app's own
 * changes have just removed.
 */
export function doubtAbout(
  before: ListCopy,
  fetched: FetchedList,
  expectedGone: ReadonlySet<string>,
): Doubt | null {
  const { list, ids, unreadable, partlyUnreadable, ofOtherPlace, contradictions } = fetched;
  const doubt = (kind: Doubt['kind']): Doubt => ({ kind, list, was: before.count, is: ids.size });
  if (contradictions > 0) return doubt('contradictory');
  // Also of the first list, and of one that has all of the copy's records beside those of the other place.
  if (ofOtherPlace > 0) return doubt('other-place');
  const missing = before.ids.filter((id) => !ids.has(id) && !expectedGone.has(id));
  const stillThere = before.ids.filter((id) => !expectedGone.has(id));
  if (before.count === 0 || stillThere.length === 0) return null;
  if (unreadable + partlyUnreadable > (unreadable + ids.size) / 2) return doubt('unreadable');
  if (ids.size === 0) return doubt('empty');
  if (before.me !== null && !ids.has(before.me) && !expectedGone.has(before.me)) return doubt('without-me');
  const share = missing.length / stillThere.length;
  if (share === 1) return doubt('other-place');
  // Of a big list only the first IDs are compared; the rest is counted.
  const lost = Math.max(share * before.count, before.count - expectedGone.size - ids.size);
  return lost > before.count / 2 || (lost > fewRecords && lost > before.count / 4) ? doubt('shrunk') : null;
}

/** The same fault again: only then does another reading confirm it. */
export const isSameDoubt = (one: Pick<Doubt, 'kind' | 'is'>, other: Pick<Doubt, 'kind' | 'is'>): boolean =>
  one.kind === other.kind && one.is === other.is;

/** A doubt that is being confirmed. */
export interface PendingDoubt {
  doubt: Doubt;
  /** Epoch ms of the first reading. */
  since: number;
  readings: number;
}

/** A list that stays doubtful is accepted after so many readings over so long (ms): by then it is what the server has. */
const readingsToAccept = 3;
export const acceptAfterMs = 2 * 60_000;
/** When to ask again after each reading (ms). */
const askAgainAfterMs = [30_000, 90_000, 60_000] as const;

/** One more reading with this doubt. */
export function nextPending(before: PendingDoubt | undefined, doubt: Doubt, now: number): PendingDoubt {
  return before && isSameDoubt(before.doubt, doubt)
    ? { ...before, readings: before.readings + 1 }
    : { doubt, since: now, readings: 1 };
}

export const isConfirmed = ({ since, readings }: PendingDoubt, now: number): boolean =>
  readings >= readingsToAccept && now - since >= acceptAfterMs;

/** Epoch ms. */
export const askAgainAt = ({ readings }: PendingDoubt, now: number): number =>
  now + (askAgainAfterMs[Math.min(readings, askAgainAfterMs.length) - 1] ?? acceptAfterMs);
