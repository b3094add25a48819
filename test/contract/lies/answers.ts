import type { TransportAnswer } from '../../../src-main/http/http.ts';

export type Headers = Readonly<Record<string, string>>;

export const answerOf = (
  status: number,
  body: string | Buffer = '',
  headers: Headers = { 'content-type': 'application/json' },
): TransportAnswer => ({ ok: true, status, headers: { ...headers }, body: Buffer.from(body) });

export const cut: TransportAnswer = {
  ok: false,
  failure: { failure: 'cut', detail: 'the connection ended' },
};
export const json = (status: number, value: unknown, headers: Headers = {}): TransportAnswer =>
  answerOf(status, JSON.stringify(value), { 'content-type': 'application/json', ...headers });
export const page = (status: number): TransportAnswer =>
  answerOf(status, '<!doctype html><title>Gateway</title><p>Please wait</p>', {
    'content-type': 'text/html',
  });

type Row = Record<string, unknown>;
const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The same answer with another JSON body; what has none stays as it is. */
export function withJson(answer: TransportAnswer, change: (value: unknown) => unknown): TransportAnswer {
  if (!answer.ok || answer.body.length === 0) return answer;
  try {
    const value: unknown = JSON.parse(answer.body.toString('utf8'));
    return { ...answer, body: Buffer.from(JSON.stringify(change(value))) };
  } catch {
    return answer;
  }
}

/** The lists of records anywhere in a value, each changed; whatever is around them stays. */
export function onLists(value: unknown, change: (rows: Row[]) => unknown): unknown {
  if (Array.isArray(value)) return value.length > 0 && value.every(isRow) ? change(value) : value;
  if (!isRow(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, onLists(part, change)]));
}

/** Every field of the objects that aren't in a list, changed; what holds more of them, ids and settings stay. */
export function onSingles(value: unknown, change: (was: unknown) => unknown): unknown {
  if (!isRow(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => {
      if (name === 'settings' || name === idName(value) || Array.isArray(part)) return [name, part];
      return [name, isRow(part) ? onSingles(part, change) : change(part)];
    }),
  );
}

const idNames = ['id', 'bizId', 'workspaceBizId', 'accountId', 'user_id', 'userId', 'pk'];
/** The name of the property that holds a record's own id, in any of the systems. */
export const idName = (row: Row): string | undefined => idNames.find((name) => name in row);

export const withId = (row: Row, id: unknown): Row => {
  const name = idName(row);
  return name === undefined ? row : { ...row, [name]: id };
};

/** Every number that counts something, changed. */
export function onCounts(value: unknown, change: (count: number) => unknown): unknown {
  if (Array.isArray(value)) return value;
  if (!isRow(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name,
      typeof part === 'number' && /total|count/i.test(name) ? change(part) : onCounts(part, change),
    ]),
  );
}

export const withHeaders = (answer: TransportAnswer, headers: Headers, status?: number): TransportAnswer =>
  answer.ok
    ? { ...answer, status: status ?? answer.status, headers: { ...answer.headers, ...headers } }
    : answer;
