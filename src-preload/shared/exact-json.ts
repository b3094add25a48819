import { parseJson } from './json.ts';

/** A JSON value, or why the text has none; `inexact`: a number in it that can't be kept as it is written, such as an id of 20 digits. */
export type JsonReading =
  { ok: true; value: unknown } | { ok: false; inexact: string | null; message: string | null };

type Reviver = (this: unknown, key: string, value: unknown, context: { source?: string }) => unknown;
/** The third argument of a reviver is newer than TypeScript's library says. */
const parse = JSON.parse as (text: string, reviver: Reviver) => unknown;

/**
 * Reads JSON without losing anything in silence: what has more digits than a number holds has to be a text, and no name may be there twice.
 */
export function readJson(text: string): JsonReading {
  let inexact: string | null = null;
  try {
    parseJson(text);
    const value = parse(text, (_key, found, { source }) => {
      if (typeof found === 'number' && source !== undefined && !isExact(source, found)) inexact ??= source;
      return found;
    });
    return inexact === null ? { ok: true, value } : { ok: false, inexact, message: null };
  } catch (error) {
    return { ok: false, inexact: null, message: error instanceof SyntaxError ? error.message : null };
  }
}

/** `1e5` and `1.50` are the numbers they say; integers beyond 2^53 and what overflows aren't. */
const isExact = (source: string, value: number): boolean =>
  Number.isFinite(value) && (!/^-?\d+$/.test(source) || BigInt(source) === BigInt(value));
