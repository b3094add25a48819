import type { Check } from '../../../../src-preload/contract/plan.ts';
import { readJson } from '../../../../src-preload/shared/exact-json.ts';
import { block } from '../check.ts';

const settingsText = {
  notAnObject: 'Settings must be one JSON object, in { and }, with each key once.',
  inexact: (number: string) =>
    `The number ${number.slice(0, 40)} is too long to be kept exactly. Put it in quotes.`,
};

/** A place's settings: one JSON object. */
export type Settings = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Settings =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** null where the text isn't a JSON object. */
export function readSettings(text: string): Settings | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** As they are sent to the server. */
export const writeSettings = (settings: Settings): string => JSON.stringify(settings, null, 2);

/** Equal in what they say: the order of keys is not a difference, the order of a list is. */
export function deepEqual(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((one, index) => deepEqual(one, b[index]));
  if (!isObject(a) || !isObject(b)) return Object.is(a, b);
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && deepEqual(a[key], b[key]))
  );
}

/** Keys whose value is another one in `after`, or that only one of them has. */
export const changedKeys = (before: Settings, after: Settings): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => Object.hasOwn(before, key) !== Object.hasOwn(after, key) || !deepEqual(before[key], after[key]),
  );

/** Keys that changed between two readings, of those that the change leaves as they are; none where one of them can't be read. */
export function keptKeys(
  change: { readonly settings: string; readonly from?: string | undefined },
  before: string,
  now: string,
): string[] {
  const was = readSettings(before);
  const is = readSettings(now);
  const from = readSettings(change.from ?? '');
  const wanted = readSettings(change.settings);
  if (was === null || is === null || from === null || wanted === null) return [];
  const touched = new Set(changedKeys(from, wanted));
  return changedKeys(was, is).filter((key) => !touched.has(key));
}

/**
 * Whether the settings found are those that were wanted. A server may add keys of its own, so those that were asked for count, and
 * that those taken out are gone; without `before` nothing is known to be the server's own, and all has to be equal.
 */
export function settingsHold(found: Settings, wanted: Settings, before: Settings | null): boolean {
  if (before === null) return deepEqual(found, wanted);
  const taken = Object.keys(before).filter((key) => !Object.hasOwn(wanted, key));
  return (
    Object.keys(wanted).every((key) => Object.hasOwn(found, key) && deepEqual(found[key], wanted[key])) &&
    taken.every((key) => !Object.hasOwn(found, key))
  );
}

/** Settings are kept as one JSON object. */
export function settingsChecks(text: string): Check[] {
  const read = readJson(text);
  if (!read.ok && read.inexact !== null) return [block('invalid', settingsText.inexact(read.inexact))];
  return !read.ok || readSettings(text) === null ? [block('invalid', settingsText.notAnObject)] : [];
}
