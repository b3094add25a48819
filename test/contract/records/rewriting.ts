import type { Transport } from '../../../src-main/http/http.ts';

/** Where in a JSON value something is: names and numbers from the outside in. */
export type Place = readonly (string | number)[];

const entriesOf = (value: unknown): [string | number, unknown][] =>
  Array.isArray(value)
    ? value.slice(0, 1).map((one: unknown, index) => [index, one])
    : typeof value === 'object' && value !== null
      ? Object.entries(value)
      : [];

/** Every field in a value, of lists only of their first. */
export const placesIn = (value: unknown): Place[] =>
  entriesOf(value).flatMap(([name, part]) => [[name], ...placesIn(part).map((rest) => [name, ...rest])]);

/** Every text in a value. */
export const textsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsIn)
      : [];

function withValue(json: unknown, [name, ...rest]: Place, value: unknown): unknown {
  if (name === undefined) return value;
  if (Array.isArray(json))
    return json.map((one: unknown, index) => (index === name ? withValue(one, rest, value) : one));
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(
    Object.entries(json).map(([key, part]) => [key, key === name ? withValue(part, rest, value) : part]),
  );
}

/** A transport that puts another value in one place of the answers of a path, and says what was there. */
export function createRewriter(path: RegExp) {
  let rewriting: { at: Place; value: unknown } | null = null;
  let seen: unknown = null;
  return {
    begin(next: { at: Place; value: unknown } | null) {
      rewriting = next;
    },
    /** The last answer of the path, as the server gave it. */
    seen: () => seen,
    wrap: (transport: Transport): Transport => ({
      forget: (id) => transport.forget(id),
      async send(request) {
        const answer = await transport.send(request);
        if (request.method !== 'GET' || !answer.ok || !path.test(new URL(request.url).pathname))
          return answer;
        const json: unknown = JSON.parse(answer.body.toString('utf8'));
        if (rewriting === null) {
          seen = json;
          return answer;
        }
        const { 'content-length': _length, ...headers } = answer.headers;
        const body = JSON.stringify(withValue(json, rewriting.at, rewriting.value));
        return { ...answer, headers, body: Buffer.from(body ?? '') };
      },
    }),
  };
}
