/*
 * What someone changed in a form, put on what the server has now: fields that weren't touched stay as others left them. `from`: what the form
 * showed when it was filled in.
 */

/** One field. */
export const rebaseValue = <T>(now: T, from: T, wanted: T): T => (from === wanted ? now : wanted);

/** A set: what was added and removed counts. */
export function rebaseSet(
  now: readonly string[],
  from: readonly string[],
  wanted: readonly string[],
): string[] {
  const kept = now.filter((one) => wanted.includes(one) || !from.includes(one));
  return [...new Set([...kept, ...wanted.filter((one) => !from.includes(one))])];
}

type Fields = Readonly<Record<string, unknown>>;

/** An object, key by key. `isSame` compares two values. */
export function rebaseFields(
  now: Fields,
  from: Fields,
  wanted: Fields,
  isSame: (a: unknown, b: unknown) => boolean,
): Fields {
  const has = (fields: Fields, key: string) => Object.hasOwn(fields, key);
  const isTouched = (key: string) => has(from, key) !== has(wanted, key) || !isSame(from[key], wanted[key]);
  const entries = Object.entries(now).flatMap(([key, value]): [string, unknown][] => {
    if (!isTouched(key)) return [[key, value]];
    return has(wanted, key) ? [[key, wanted[key]]] : [];
  });
  const added = Object.entries(wanted).filter(([key]) => !has(now, key) && isTouched(key));
  return Object.fromEntries([...entries, ...added]);
}
