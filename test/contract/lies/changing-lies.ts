import type { TransportAnswer } from '../../../src-main/http/http.ts';
import { answerOf, cut, idName, json, onLists, page, withHeaders, withId, withJson } from './answers.ts';
import type { Exchange, Lie } from './liar.ts';

export interface ChangingLie {
  name: string;
  /** Runs with `npm test`, and not only with the torture. */
  short: boolean;
  lie: Lie;
}

const short = new Set([
  'done, but answered with HTML with 403',
  'done, but answered with foreign JSON with 409',
  'done, but the connection was cut',
  'not done, but answered with another’s yes',
  'done, but answered with another’s yes',
  'done, and the lists lag by 2 answers',
  'done, and the lists are empty then',
]);

const foreign = { message: 'Not here', statusCode: 0, requestId: 'f3' };
const statuses = [400, 401, 402, 403, 404, 405, 408, 409, 410, 418, 422, 423, 425, 428, 429, 451];
const failures = [500, 501, 502, 503, 504, 507, 511];

/** What may be answered to a write instead of what the server says. */
const answers: Readonly<Record<string, TransportAnswer>> = {
  'foreign JSON with 200': json(200, { ...foreign, statusCode: 200 }),
  'an error with 200': json(200, { error: { message: 'overloaded' } }),
  null: json(200, null),
  'an empty array': json(200, []),
  'an empty object': json(200, {}),
  nothing: answerOf(200),
  '202': answerOf(202),
  '204': answerOf(204),
  '206': json(206, {}),
  'bytes that aren’t text': answerOf(200, Buffer.from([0x7b, 0xff, 0xfe])),
  'HTML with 200': page(200),
  'HTML with 401': page(401),
  'HTML with 403': page(403),
  'HTML with 404': page(404),
  'HTML with 409': page(409),
  'HTML with 422': page(422),
  'HTML with 429': page(429),
  'HTML with 502': page(502),
  '401 without a body': answerOf(401),
  '403 without a body': answerOf(403),
  '404 without a body': answerOf(404),
  '409 without a body': answerOf(409),
  '412 without a body': answerOf(412),
  'a redirect away': answerOf(302, '', { location: 'https://login.example/' }),
  'a redirect here': answerOf(307, '', { location: '/' }),
  'a redirect without an address': answerOf(303),
  '304': answerOf(304),
  '429 with no wait': json(429, foreign, { 'retry-after': '0' }),
  '429 for a century': json(429, foreign, { 'retry-after': '3153600000' }),
  ...Object.fromEntries(
    [...statuses, ...failures].map((status) => [
      `foreign JSON with ${status}`,
      json(status, { ...foreign, statusCode: status }),
    ]),
  ),
};

/** Does the write, and answers to it with something else. */
const doneBut =
  (change: (answer: TransportAnswer, exchange: Exchange) => TransportAnswer): Lie =>
  async (exchange) => {
    const answer = await exchange.forward();
    return exchange.isWrite ? change(answer, exchange) : answer;
  };
const notDoneBut =
  (answer: (exchange: Exchange) => TransportAnswer): Lie =>
  (exchange) =>
    exchange.isWrite ? Promise.resolve(answer(exchange)) : exchange.forward();
/** Does the write; what is read after it is changed, as often as `until` says. */
const thenRead =
  (change: (answer: TransportAnswer, exchange: Exchange) => TransportAnswer, until = Infinity): Lie =>
  async (exchange) => {
    const answer = await exchange.forward();
    const isAfter = !exchange.isWrite && exchange.writes > 0 && exchange.asked <= until;
    return isAfter ? change(answer, exchange) : answer;
  };
const lagging = (until: number) => thenRead((answer, { earlier }) => earlier ?? answer, until);
const ids = (answer: TransportAnswer, id: unknown) =>
  withJson(answer, (value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(withId({ ...value }, id)).map(([name, part]) => [
            name,
            /workspaceid$/i.test(name)
              ? id
              : typeof part === 'object' && part !== null && !Array.isArray(part)
                ? withId({ ...part }, id)
                : part,
          ]),
        )
      : value,
  );
/** The id of a record of that kind which was there before the change. */
const anId = ({ others }: Exchange): unknown => {
  let found: unknown = 'other';
  for (const answer of others())
    withJson(answer, (value) =>
      onLists(value, (rows) => {
        const [row] = rows;
        if (row !== undefined) found = row[idName(row) ?? ''] ?? found;
        return rows;
      }),
    );
  return found;
};

const table: Record<string, Lie> = {
  ...Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [
      `done, but answered with ${name}`,
      doneBut(() => answer),
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [
      `not done, but answered with ${name}`,
      notDoneBut(() => answer),
    ]),
  ),
  'done, but the connection was cut': doneBut(() => cut),
  'not done, because the connection was cut': notDoneBut(() => cut),
  'done, but half the answer is missing': doneBut((answer) =>
    answer.ok ? { ...answer, body: answer.body.subarray(0, answer.body.length / 2) } : answer,
  ),
  'done, but its answer is called HTML': doneBut((answer) =>
    withHeaders(answer, { 'content-type': 'text/html' }),
  ),
  'done, but answered with another’s yes': doneBut((answer, { earlier }) => earlier ?? answer),
  'not done, but answered with another’s yes': notDoneBut(({ earlier }) => earlier ?? answerOf(204)),
  'done, but answered with an id from before': doneBut((answer, exchange) => ids(answer, anId(exchange))),
  'done, but answered with the id “..”': doneBut((answer) => ids(answer, '..')),
  'done, but answered with the id “__proto__”': doneBut((answer) => ids(answer, '__proto__')),
  'done, but answered with an enormous id': doneBut((answer) => ids(answer, 'x'.repeat(100_000))),
  'done, but answered with the id null': doneBut((answer) => ids(answer, null)),
  'done, but answered with 500 and its own yes': doneBut((answer) => withHeaders(answer, {}, 500)),
  'done, but answered with 404 and its own yes': doneBut((answer) => withHeaders(answer, {}, 404)),
  'done, and the lists lag by 1 answer': lagging(1),
  'done, and the lists lag by 2 answers': lagging(2),
  'done, and the lists lag by 3 answers': lagging(3),
  'done, and the lists are empty then': thenRead((answer) =>
    withJson(answer, (value) => onLists(value, () => [])),
  ),
  'done, and the lists are empty once': thenRead(
    (answer) => withJson(answer, (value) => onLists(value, () => [])),
    1,
  ),
  'done, and one record in five is listed then': thenRead((answer) =>
    withJson(answer, (value) => onLists(value, (rows) => rows.filter((_, index) => index % 5 === 0))),
  ),
  'done, and the lists have ids of another world': thenRead((answer) =>
    withJson(answer, (value) =>
      onLists(value, (rows) => rows.map((row, index) => withId(row, `other-${index}`))),
    ),
  ),
  'done, and the lists are of an hour ago': thenRead((answer, { earlier }) =>
    withHeaders(earlier ?? answer, { age: '3600' }),
  ),
  'done, and the lists are HTML then': thenRead(() => page(200)),
  'done, and the lists fail with 500': thenRead(() => json(500, foreign)),
  'done, and the lists fail with 403': thenRead(() => json(403, foreign)),
  'done, and the lists fail with 401': thenRead(() => json(401, foreign)),
  'done, and the lists are not found': thenRead(() => answerOf(404)),
  'done, and the lists are cut': thenRead(() => cut),
  'done, and the lists are null': thenRead(() => json(200, null)),
  'not done, answered with another’s yes, and the lists are empty': async (exchange) => {
    if (exchange.isWrite) return exchange.earlier ?? answerOf(204);
    const answer = await exchange.forward();
    return exchange.writes > 0 ? withJson(answer, (value) => onLists(value, () => [])) : answer;
  },
  'not done, answered with a failure, and the lists are empty': async (exchange) => {
    if (exchange.isWrite) return json(500, foreign);
    const answer = await exchange.forward();
    return exchange.writes > 0 ? withJson(answer, (value) => onLists(value, () => [])) : answer;
  },
};

export const changingLies: readonly ChangingLie[] = Object.entries(table).map(([name, lie]) => ({
  name,
  short: short.has(name),
  lie,
}));
