import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import { applied } from '../../src-preload/contract/changes.ts';
import { plan, planItem } from '../../src-preload/contract/plan.ts';
import { resultOf } from '../../src-preload/contract/result.ts';

/** So many items of a plan are parsed at once: some milliseconds. */
const pieceSize = 250;

export type Parsed = { success: true; data: unknown } | { success: false; error: z.ZodError };

type Parser = (answer: unknown) => Promise<Parsed>;

/**
 * Makes the parser of a call's answers, which leaves out what the contract doesn't name. A plan of thousands is parsed in pieces: as a
 * whole it would keep this process from everything else for several frames.
 */
export function answerParser(output: z.ZodType): Parser {
  const itemsAt = itemsIn(output);
  return parserOf(resultOf(output), itemsAt === null ? null : ['value', ...itemsAt]);
}

/** The same for the value of an answer alone. */
export const valueParser = (output: z.ZodType): Parser => parserOf(output, itemsIn(output));

/** Where the items of a plan are in what this schema parses; null where there is none. */
const itemsIn = (output: z.ZodType): readonly string[] | null =>
  output === plan ? ['items'] : output === applied ? ['plan', 'items'] : null;

function parserOf(whole: z.ZodType, itemsAt: readonly string[] | null): Parser {
  if (itemsAt === null) return async (answer) => whole.safeParse(answer);
  return async (answer) => {
    const items = at(answer, itemsAt);
    if (!Array.isArray(items) || items.length <= pieceSize) return whole.safeParse(answer);
    const rest = whole.safeParse(withAt(answer, itemsAt, []));
    if (!rest.success) return rest;
    const parsed: unknown[] = [];
    for (let from = 0; from < items.length; from += pieceSize) {
      await nextTurn();
      const piece = z.array(planItem).safeParse(items.slice(from, from + pieceSize));
      // As a whole it says where.
      if (!piece.success) return whole.safeParse(answer);
      parsed.push(...piece.data);
    }
    return { success: true, data: withAt(rest.data, itemsAt, parsed) };
  };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What an object holds at this path; undefined where it has no such path. */
const at = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);

/** The object with something else at a path that it has. */
function withAt(value: unknown, [key, ...rest]: readonly string[], other: unknown): unknown {
  if (key === undefined) return other;
  return isObject(value) ? { ...value, [key]: withAt(value[key], rest, other) } : value;
}
