import { isDeepStrictEqual } from 'node:util';
import type { AppError } from '../../src-preload/contract/result.ts';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';

/** One answer of a list that comes in pages. */
export interface Page<Cursor> {
  records: readonly unknown[];
  /** How many records the server says the whole list has; null where it doesn't say. */
  total: number | null;
  /** What to ask for next; null: the server says this was the last page. */
  next: Cursor | null;
}

export interface PagedList<Cursor, P extends Page<Cursor>> {
  first: Cursor;
  ask(cursor: Cursor): Promise<Result<P>>;
  /** The record's own ID, by which it is recognised when it comes twice; null where it has none. */
  idOf(record: unknown): string | null;
  /** The error for a list that couldn't be read whole. `detail`: what was wrong with it. */
  incomplete(detail: string): AppError;
}

export interface PagingLimits {
  pages: number;
  rows: number;
  /** For all readings of the list. */
  timeoutMs: number;
  /** A list that changes while it is read is read again, so often in all. */
  readings: number;
}

export const pagingLimits: PagingLimits = {
  pages: 20_000,
  rows: 2_000_000,
  timeoutMs: 300_000,
  readings: 3,
};

interface Reading<P> {
  records: unknown[];
  last: P;
  /** Why this may not be the whole list, or null. */
  doubt: string | null;
  /** Another reading would be as long as this one: the list has no end. */
  isEndless: boolean;
}

/**
 * Reads a list to its end, whatever the system's style of pages. A list is whole where its pages came to an end, no record shifted from
 * one page to another unnoticed, and there are as many records as the server says. Otherwise it is read again, and in the end it is an
 * error: an incomplete list must never look like one that people have left.
 */
export async function readPages<Cursor, P extends Page<Cursor>>(
  list: PagedList<Cursor, P>,
  limits: PagingLimits = pagingLimits,
  now: () => number = Date.now,
): Promise<Result<{ records: unknown[]; last: P }>> {
  let doubt = '';
  const startedAt = now();
  for (let reading = 1; reading <= limits.readings; reading += 1) {
    const read = await readOnce(list, limits, () => now() - startedAt);
    if (!read.ok) return read;
    const { records, last } = read.value;
    if (read.value.doubt === null) return ok({ records, last });
    ({ doubt } = read.value);
    if (read.value.isEndless) break;
  }
  return fail(list.incomplete(doubt));
}

async function readOnce<Cursor, P extends Page<Cursor>>(
  { first, ask, idOf }: PagedList<Cursor, P>,
  limits: PagingLimits,
  elapsed: () => number,
): Promise<Result<Reading<P>>> {
  const byId = new Map<string, unknown>();
  const nameless: unknown[] = [];
  const asked = new Set<string>();
  let repeated = 0;
  let contradicting = 0;
  let barren = 0;
  let cursor = first;
  for (let page = 1; ; page += 1) {
    asked.add(JSON.stringify(cursor));
    const reply = await ask(cursor);
    if (!reply.ok) return reply;
    const last = reply.value;
    const before = byId.size + nameless.length;
    for (const record of last.records) {
      const id = idOf(record);
      if (id === null) nameless.push(record);
      else {
        if (byId.has(id)) {
          repeated += 1;
          if (!isDeepStrictEqual(byId.get(id), record)) contradicting += 1;
        }
        byId.set(id, record);
      }
    }
    const count = byId.size + nameless.length;
    const ended = (doubt: string | null, isEndless = false) =>
      ok({ records: [...byId.values(), ...nameless], last, doubt, isEndless });

    if (last.next === null) {
      // Which of them is true isn't known, however many records there should be.
      if (contradicting > 0) return ended(`${contradicting} records came twice with other values`);
      if (last.total !== null) return ended(count < last.total ? `${count} of ${last.total} records` : null);
      // A record that came twice has shifted to the next page, and another one may have shifted past us.
      return ended(repeated > 0 ? `${repeated} records came twice` : null);
    }
    barren = count === before ? barren + 1 : 0;
    // Once may be a server that has to be asked in another style; see the Workspaces API.
    if (barren > 1) return ended('the same page comes again and again');
    if (asked.has(JSON.stringify(last.next))) return ended('the pages go round in a circle');
    if (page >= limits.pages || count >= limits.rows) return ended('the pages have no end', true);
    if (elapsed() > limits.timeoutMs) return ended('the pages took too long', true);
    cursor = last.next;
  }
}

/** Reads an ID out of a record by the name of its property; null where there is none. */
export const idAt =
  (...names: readonly string[]) =>
  (record: unknown): string | null => {
    if (typeof record !== 'object' || record === null) return null;
    for (const name of names) {
      const value: unknown = Object.hasOwn(record, name) ? Reflect.get(record, name) : undefined;
      if ((typeof value === 'string' && value !== '') || typeof value === 'number') return String(value);
    }
    return null;
  };
