import type { TransportAnswer } from '../../../src-main/http/http.ts';
import {
  answerOf,
  cut,
  idName,
  json,
  onCounts,
  onLists,
  onSingles,
  page,
  withHeaders,
  withId,
  withJson,
  type Headers,
} from './answers.ts';
import type { Lie } from './liar.ts';
import { pageLies } from './page-lies.ts';

export interface ReadingLie {
  name: string;
  /** Runs with `npm test`, and not only with the torture. */
  short: boolean;
  lie: Lie;
}

type Row = Record<string, unknown>;
const short = new Set([
  'an empty list',
  'null',
  'HTML with 200',
  'foreign JSON with 401',
  'one record in five',
  'ids are “..”',
  'an id twice with other values',
  'fields are lists',
  'another answer of the server',
  'Age of an hour',
  'Content-Range of a part',
  'bytes that aren’t text',
  'a name twice in every object',
  'pages without an end',
]);

const always =
  (answer: TransportAnswer): Lie =>
  () =>
    Promise.resolve(answer);
const changed =
  (change: (answer: TransportAnswer) => TransportAnswer): Lie =>
  async ({ forward, isWrite }) =>
    isWrite ? forward() : change(await forward());
const lists = (change: (rows: Row[]) => unknown): Lie =>
  changed((answer) => withJson(answer, (value) => onLists(value, change)));
const counts = (change: (count: number) => unknown): Lie =>
  changed((answer) => withJson(answer, (value) => onCounts(value, change)));
const headers = (more: Headers, status?: number): Lie =>
  changed((answer) => withHeaders(answer, more, status));
const body = (change: (bytes: Buffer) => Buffer): Lie =>
  changed((answer) => (answer.ok ? { ...answer, body: change(answer.body) } : answer));
const eachId = (id: (index: number) => unknown): Lie =>
  lists((rows) => rows.map((row, index) => withId(row, id(index))));
/** One record of the list only. */
const oneId = (id: unknown): Lie =>
  lists((rows) => rows.map((row, index) => (index === 0 ? withId(row, id) : row)));
/** Every field but the id. */
const fields = (value: unknown): Lie =>
  lists((rows) =>
    rows.map((row, index) =>
      index % 2 === 1
        ? row
        : Object.fromEntries(
            Object.entries(row).map(([name, own]) => [name, name === idName(row) ? own : value]),
          ),
    ),
  );

/** Every field outside of lists of records, ids and settings excepted: settings may be anything. */
const singles = (change: (was: unknown) => unknown): Lie =>
  changed((answer) => withJson(answer, (value) => onSingles(value, change)));

const foreign = { message: 'Not here', statusCode: 0, requestId: 'f3' };
const statuses = [200, 201, 202, 203, 400, 401, 402, 403, 404, 405, 408, 409, 410, 418, 421, 422, 425, 429];
const failures = [431, 451, 500, 501, 502, 503, 504, 507, 511, 520, 530];

const table: Record<string, Lie> = {
  'an empty list': lists(() => []),
  'an empty list and totals of 0': changed((answer) =>
    withJson(answer, (value) =>
      onCounts(
        onLists(value, () => []),
        () => 0,
      ),
    ),
  ),
  'one record in five': lists((rows) => rows.filter((_, index) => index % 5 === 0)),
  'only the first record': lists((rows) => rows.slice(0, 1)),
  'only the last record': lists((rows) => rows.slice(-1)),
  'a list of nulls': lists((rows) => rows.map(() => null)),
  'a list of lists': lists((rows) => rows.map((row) => [row])),
  'a list of empty records': lists((rows) => rows.map(() => ({}))),
  'an object for a list': lists((rows) => Object.fromEntries(rows.entries())),
  'a text for a list': lists(() => 'none'),
  'null for a list': lists(() => null),
  'a list in an object': changed((answer) => withJson(answer, (value) => ({ result: value }))),
  'ids are “..”': eachId(() => '..'),
  'ids are “.”': eachId(() => '.'),
  'ids are empty': eachId(() => ''),
  'ids are null': eachId(() => null),
  'ids are objects': eachId((index) => ({ id: index })),
  'ids are fractions': eachId((index) => index + 0.5),
  'ids with control characters': eachId((index) => `a\u0000${index}`),
  'ids with half a surrogate pair': eachId((index) => `a\ud800${index}`),
  'ids with slashes': eachId((index) => `a/../b${index}`),
  'ids with encoded slashes': eachId((index) => `a%2f..%2fb${index}`),
  'ids of 100 000 characters': eachId((index) => 'x'.repeat(100_000) + String(index)),
  'ids are “__proto__”': eachId(() => '__proto__'),
  'ids are “constructor”': eachId(() => 'constructor'),
  'all ids alike': eachId(() => 'same'),
  'ids of another world': eachId((index) => `other-${index}`),
  'one id is “..”': oneId('..'),
  'one id is null': oneId(null),
  'one id is missing': lists((rows) =>
    rows.map((row, index) =>
      index === 0 ? Object.fromEntries(Object.entries(row).filter(([name]) => name !== idName(row))) : row,
    ),
  ),
  'an id twice with other values': lists((rows) => [
    ...rows,
    ...rows.slice(0, 1).map((row) => ({ ...row, ...other(row) })),
  ]),
  'every record twice': lists((rows) => [...rows, ...rows]),
  'the list backwards': lists((rows) => [...rows].reverse()),
  'fields are null': fields(null),
  'fields are objects': fields({ odd: true }),
  'fields are lists': fields([[]]),
  ...pageLies,
  'fields of the answer are null': singles(() => null),
  'fields of the answer are objects': singles(() => ({ odd: true })),
  'fields of the answer are lists': singles(() => []),
  'fields of the answer are huge numbers': singles(() => 1e300),
  'a name twice in every object': body((bytes) =>
    Buffer.from(bytes.toString('utf8').replace(/\{"([^"]+)":/g, '{"$1":"twice","$1":')),
  ),
  'totals too large': counts((count) => count + 5),
  'totals too small': counts((count) => Math.max(0, count - 1)),
  'totals negative': counts(() => -1),
  'totals are text': counts(String),
  'totals are null': counts(() => null),
  'totals enormous': counts(() => 1e15),
  'another answer of the server': async ({ others, forward }) => {
    const own = await forward();
    return others().findLast((answer) => !holds(answer, own)) ?? own;
  },
  'the first answer of the server': async ({ others, forward }) => {
    const own = await forward();
    return others().find((answer) => !holds(answer, own)) ?? own;
  },
  'a cut connection': always(cut),
  'half the body': body((bytes) => bytes.subarray(0, bytes.length / 2)),
  'no body': body(() => Buffer.alloc(0)),
  'spaces only': body(() => Buffer.from('   \n')),
  NaN: body(() => Buffer.from('NaN')),
  'bytes that aren’t text': body((bytes) =>
    Buffer.concat([bytes.subarray(0, -1), Buffer.from([0xff, 0xfe])]),
  ),
  'two answers in one': body((bytes) => Buffer.concat([bytes, bytes])),
  'a JSON text in a text': body((bytes) => Buffer.from(JSON.stringify(bytes.toString('utf8')))),
  null: always(json(200, null)),
  true: always(json(200, true)),
  'an empty object': always(json(200, {})),
  'an empty array': always(json(200, [])),
  'an error in an answer of 200': always(json(200, { error: { message: 'overloaded' } })),
  'JSON called a picture': headers({ 'content-type': 'image/png' }),
  'JSON called HTML': headers({ 'content-type': 'text/html' }),
  'a charset that nothing knows': headers({ 'content-type': 'application/json; charset=klingon' }),
  'UTF-16 that isn’t': headers({ 'content-type': 'application/json; charset=utf-16le' }),
  'Age of an hour': headers({ age: '3600' }),
  'Age of a century': headers({ age: '3153600000' }),
  'Content-Range of a part': headers({ 'content-range': 'items 0-1/5000' }),
  'a partial answer': headers({}, 206),
  'a total in the headers': headers({ 'x-total-count': '100000' }),
  'a next page in the headers': headers({ link: '<https://example.com/?page=2>; rel="next"' }),
  'a Date of 1970': headers({ date: 'Thu, 01 Jan 1970 00:00:00 GMT' }),
  'a Date of 2099': headers({ date: 'Thu, 01 Jan 2099 00:00:00 GMT' }),
  'a redirect in a circle': async ({ request }) => answerOf(302, '', { location: request.url }),
  'a redirect away': always(answerOf(302, '', { location: 'https://login.example/' })),
  'a redirect to nowhere': always(answerOf(307, '', { location: 'http://' })),
  'a redirect without an address': always(answerOf(301)),
  '204': always(answerOf(204)),
  '205': always(answerOf(205)),
  '304': always(answerOf(304)),
  'HTML with 200': always(page(200)),
  'HTML with 401': always(page(401)),
  'HTML with 403': always(page(403)),
  'HTML with 404': always(page(404)),
  'HTML with 500': always(page(500)),
  '401 without a body': always(answerOf(401)),
  '403 without a body': always(answerOf(403)),
  '404 without a body': always(answerOf(404)),
  '429 for a century': always(json(429, foreign, { 'retry-after': '3153600000' })),
  '429 with no wait': always(json(429, foreign, { 'retry-after': '0' })),
  '401 as a problem by RFC 9457': always(
    json(401, { type: 'about:blank', title: 'Unauthorized', status: 401, detail: 'Sign in to the gateway' }),
  ),
  '401 with a detail and a trace': always(json(401, { detail: 'Unauthorized', trace: 'f3' })),
  '401 in an envelope': always(json(401, { success: false, code: 401, message: 'Unauthorized', data: null })),
  '401 with an error': always(json(401, { error: 'invalid_token', error_description: 'expired' })),
  '401 with a kind': always(json(401, { kind: 'Unauthorized' })),
  '401 in a gateway’s shape': always(json(401, { statusCode: 401, message: 'Unauthorized' })),
  ...Object.fromEntries(
    [...statuses, ...failures].map((status) => [
      `foreign JSON with ${status}`,
      always(json(status, { ...foreign, statusCode: status })),
    ]),
  ),
};

/** The names in a value, without what is in its lists and settings. */
function shapeOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return Object.entries(value).map(([name, part]) => [name, name === 'settings' ? null : shapeOf(part)]);
}

/** Whether an answer is one of the same kind about another thing, and says of which in no way. */
function isAlikeAndNameless(answer: TransportAnswer, own: TransportAnswer): boolean {
  const shapes = [answer, own].map((one) => {
    let shape = '';
    withJson(one, (value) => {
      shape = JSON.stringify(shapeOf(value));
      return value;
    });
    return shape;
  });
  return shapes[0] === shapes[1] && !/"\w*id"/i.test(shapes[0] ?? '');
}

/**
 * Whether at least half the records of `own` are in an answer too. Of a place where all of these people are as well, nothing shows that
 * it isn't this one. Of an answer about one thing: whether it is of the same kind, and doesn't name what it is about.
 */
function holds(answer: TransportAnswer, own: TransportAnswer): boolean {
  const text = answer.ok ? answer.body.toString('utf8') : '';
  let found = 0;
  let all = 0;
  withJson(own, (value) =>
    onLists(value, (rows) => {
      for (const row of rows) {
        all += 1;
        if (text.includes(JSON.stringify(row[idName(row) ?? ''] ?? null))) found += 1;
      }
      return rows;
    }),
  );
  return all > 0 ? found >= all / 2 : isAlikeAndNameless(answer, own);
}

/** Another value for each text and number of a record, its id excepted. */
function other(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) =>
      name !== idName(row) && /name|email|nickname/i.test(name) && typeof value === 'string'
        ? [[name, `other ${value}`]]
        : [],
    ),
  );
}

export const readingLies: readonly ReadingLie[] = Object.entries(table).map(([name, lie]) => ({
  name,
  short: short.has(name),
  lie,
}));
