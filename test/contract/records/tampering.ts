import type { Transport, TransportAnswer } from '../../../src-main/http/http.ts';

/** Values that no field of a record can have, each of another kind. */
export const unusable: readonly (readonly [name: string, value: unknown])[] = [
  ['null', null],
  ['nothing', undefined],
  ['a number', 7.5],
  ['a huge number', 1e308],
  ['an object', { a: 1 }],
  ['a list', [1]],
  ['a text with NUL', 'a\0b'],
  ['half a character', 'a\ud800'],
  ['a text without end', 'x'.repeat(20_000)],
  ['true', true],
  ['the text “true”', 'true'],
];

export interface Tampering {
  /** Which of the addresses whose answers have records, in the order in which they were first asked. */
  answer: number;
  change: (record: Record<string, unknown>) => void;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The first list of records in an answer, wherever it is. */
export function recordsIn(json: unknown): Record<string, unknown>[] | null {
  if (Array.isArray(json)) return json.length > 0 && json.every(isRecord) ? json : null;
  if (!isRecord(json)) return null;
  for (const value of Object.values(json)) {
    const found = recordsIn(value);
    if (found !== null) return found;
  }
  return null;
}

/** A transport that changes the first record in the answers of one address, and says which records went by. */
export function createTamperer() {
  let tampering: Tampering | null = null;
  let seen = new Map<string, Record<string, unknown>[]>();
  return {
    begin(next: Tampering | null) {
      tampering = next;
      seen = new Map();
    },
    /** The records that an address answered, as the server gave them. */
    seen: (answer: number) => [...seen.values()][answer],
    wrap: (transport: Transport): Transport => ({
      forget: (id) => transport.forget(id),
      async send(request) {
        const answer = await transport.send(request);
        return request.method === 'GET' && answer.ok
          ? tamperedWith(new URL(request.url).pathname, answer)
          : answer;
      },
    }),
  };

  function tamperedWith(path: string, answer: Extract<TransportAnswer, { ok: true }>): TransportAnswer {
    let json: unknown;
    try {
      json = JSON.parse(answer.body.toString('utf8'));
    } catch {
      return answer;
    }
    const records = recordsIn(json);
    if (records === null) return answer;
    if (!seen.has(path)) seen.set(path, structuredClone(records));
    const at = [...seen.keys()].indexOf(path);
    const [first] = records;
    if (tampering === null || tampering.answer !== at || first === undefined) return answer;
    tampering.change(first);
    const { 'content-length': _length, ...headers } = answer.headers;
    return { ...answer, headers, body: Buffer.from(JSON.stringify(json)) };
  }
}
