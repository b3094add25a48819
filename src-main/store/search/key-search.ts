import { lineBreak, type RosterKeys } from './roster-keys.ts';
import type { MemberFilter, TextTest } from './query/members.ts';

/** Finds the first row from a row on that matches, or the count of all; is asked from the front to the back. */
export type NextMatch = (from: number) => number;

/** Which of the pairs of role and status a filter allows, by their numbers. */
export const allowedPairs = ({ pairs }: RosterKeys, { allows }: MemberFilter): Uint8Array =>
  Uint8Array.from(pairs, ({ role, status }) => Number(allows === null || allows(role, status)));

/**
 * Looks for a filter in the keys of a roster: its words jump from one place where they are found to the next. `allowed`: the pairs that it
 * allows, which the caller may change on the way.
 */
export function matchesIn(
  keys: RosterKeys,
  filter: MemberFilter,
  allowed: Uint8Array = allowedPairs(keys, filter),
): NextMatch {
  const { count, pairOf } = keys;
  const found = filter.texts.map((test) => ({ negated: test.negated, next: nextWith(keys, test) }));
  const wanted = found.filter(({ negated }) => !negated);
  const unwanted = found.filter(({ negated }) => negated);
  return (from) => {
    let row = from;
    while (row < count) {
      // First, because it takes a look at each row, and a word takes a search.
      while (row < count && allowed[pairOf[row] ?? 0] === 0) row += 1;
      const next = wanted.reduce((furthest, word) => Math.max(furthest, word.next(furthest)), row);
      if (next > row) row = next;
      else if (row < count && unwanted.every((word) => word.next(row) > row)) return row;
      else row += 1;
    }
    return count;
  };
}

/** The first row from a row on that has one of the words where they are looked for. */
function nextWith(keys: RosterKeys, test: TextTest): NextMatch {
  const words = test.any.map((word) => nextWithWord(keys, Buffer.from(word), test.in));
  return (from) => words.reduce((nearest, next) => Math.min(nearest, next(from)), keys.count);
}

function nextWithWord({ texts, starts, count }: RosterKeys, word: Buffer, place: TextTest['in']): NextMatch {
  const search = (from: number): number => {
    let at = starts[from] ?? texts.length;
    for (;;) {
      at = texts.indexOf(word, at);
      if (at < 0) return count;
      const row = rowAt(starts, at, from, count);
      if (place === 'either') return row;
      const nameEnd = texts.indexOf(lineBreak, starts[row] ?? 0);
      if (at < nameEnd === (place === 'name')) return row;
      at = place === 'email' ? nameEnd : (starts[row + 1] ?? texts.length);
    }
  };
  let askedFrom = 0;
  let found = -1;
  return (from) => {
    if (found < from || from < askedFrom) {
      found = search(from);
      askedFrom = from;
    }
    return found;
  };
}

/** The row whose texts hold that byte, among those from `low` on. */
function rowAt(starts: Uint32Array, at: number, low: number, count: number): number {
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
