import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import { applied } from '../../src-preload/contract/changes.ts';
import { plan, planItem } from '../../src-preload/contract/plan.ts';
import { resultOf } from '../../src-preload/contract/result.ts';

/** So many items of a plan are parsed at once: some milliseconds. */
const pieceSize = 250;

type Parsed = { success: true; data: unknown } | { success: false; error: z.ZodError };

/**
 * Makes the parser of a call's answers, which leaves out what the contract doesn't name. A plan of thousands is parsed in pieces: as a
 * whole it would keep this process from everything else for several frames.
 */
export function answerParser(output: z.ZodType): (answer: unknown) => Promise<Parsed> {
  const whole = resultOf(output);
  const path = output === plan ? [] : output === applied ? ['plan'] : null;
  if (path === null) return async (answer) => whole.safeParse(answer);
  const itemsAt = ['value', ...path, 'items'];
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
