import { isDeepStrictEqual } from 'node:util';
import type { TransportAnswer } from '../../../src-main/http/http.ts';
import { idName, onCounts, onLists, withId, withJson } from './answers.ts';
import type { Exchange, Lie } from './liar.ts';

/*
 * Lies of a server whose lists come in pages: it says that there is more, and what more there is has no end, is the same again, or is
 * nothing.
 */

let made = 0;
/** An id of the same kind that no record has. */
const freshId = (id: unknown): unknown => {
  made += 1;
  return typeof id === 'number' ? 1_000_000_000 + made : `endless-${made}`;
};

const hasRecords = (answer: TransportAnswer): boolean => {
  let found = false;
  withJson(answer, (value) =>
    onLists(value, (rows) => {
      found = true;
      return rows;
    }),
  );
  return found;
};

/** Pages by number say which one they are. */
const onNumbers = (value: unknown, number: number): unknown => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name,
      typeof part === 'number' && /^(number|page|currentPage)$/.test(name) ? number : onNumbers(part, number),
    ]),
  );
};

/** Every page is made of the first one; of lists without pages their only one. */
const pages =
  (change: (page: unknown, exchange: Exchange) => unknown): Lie =>
  async (exchange) => {
    const own = await exchange.forward();
    if (exchange.isWrite) return own;
    const page = hasRecords(own) ? own : (exchange.firstPage ?? own);
    return withJson(page, (value) => change(value, exchange));
  };
const many = (value: unknown) => onCounts(value, () => 1_000_000);

export const pageLies: Readonly<Record<string, Lie>> = {
  'pages without an end': pages((page) =>
    many(onLists(page, (rows) => rows.map((row) => withId(row, freshId(row[idName(row) ?? '']))))),
  ),
  'pages without an end after the true one': async (exchange) => {
    const own = await exchange.forward();
    if (exchange.isWrite) return own;
    if (hasRecords(own)) return withJson(own, many);
    return withJson(exchange.firstPage ?? own, (value) =>
      many(onLists(value, (rows) => rows.map((row) => withId(row, freshId(row[idName(row) ?? '']))))),
    );
  },
  'the same page again and again': pages(many),
  // Of a list without pages other values are an answer like any other.
  'the same page with other values each time': pages((page) =>
    isDeepStrictEqual(many(page), page)
      ? page
      : many(onLists(page, (rows) => rows.map((row) => ({ ...row, ...renamed(row) })))),
  ),
  'pages that begin again': pages((page) => onNumbers(many(page), 0)),
  'pages of another number': pages((page) => onNumbers(many(page), 7)),
  'pages of a negative number': pages((page) => onNumbers(many(page), -1)),
  'a page more that is empty': async (exchange) => {
    const own = await exchange.forward();
    return exchange.isWrite ? own : withJson(own, (value) => onCounts(value, (count) => count + 100));
  },
  'totals that grow with each page': pages((page) => {
    made += 1;
    return onCounts(page, (count) => count + 100 * made);
  }),
};

/** Another value for each name of a record. */
function renamed(row: Record<string, unknown>): Record<string, unknown> {
  made += 1;
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) =>
      /name/i.test(name) && typeof value === 'string' ? [[name, `${value} ${made}`]] : [],
    ),
  );
}
