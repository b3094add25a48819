import { z } from 'zod';

/** Long enough for the top of a stack. */
const longest = 2000;

/** A cause as a short text, whatever was thrown. */
export function causeText(cause: unknown): string {
  try {
    return shorten(String(cause), longest);
  } catch {
    return `a thrown ${typeof cause} without words`;
  }
}

/**
 * What is wrong with an input, for the log: where, as far as the contract itself names the place, and zod's code. Keys and values of the
 * input may be secrets, and never are repeated.
 */
export function inputProblems({ issues }: z.ZodError, schema: z.ZodType): string {
  const told = issues.slice(0, 5).map(({ path, code }) => `${placeIn(schema, path) || 'input'}: ${code}`);
  return [...told, ...(issues.length > 5 ? [`${issues.length - 5} more`] : [])].join(', ');
}

function placeIn(schema: z.ZodType, path: readonly PropertyKey[]): string {
  const names: string[] = [];
  let at: unknown = schema;
  for (const key of path) {
    const field = typeof key === 'string' ? fieldOf(at, key) : null;
    if (field !== null) at = field;
    else if (at instanceof z.ZodArray && typeof key === 'number') at = at.element;
    else return [...names, '…'].join('.');
    names.push(String(key));
  }
  return names.join('.');
}

/** The schema of a field that an object, or one of a union's objects, has by this name. */
function fieldOf(schema: unknown, name: string): unknown {
  if (schema instanceof z.ZodObject) return Object.hasOwn(schema.shape, name) ? schema.shape[name] : null;
  if (!(schema instanceof z.ZodUnion)) return null;
  return (
    schema.options.map((option: unknown) => fieldOf(option, name)).find((found) => found !== null) ?? null
  );
}

/** A text of this length at most. */
export const shorten = (text: string, limit: number) =>
  text.length > limit ? `${text.slice(0, limit)}… (${text.length} characters)` : text;
