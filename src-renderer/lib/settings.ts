import { readJson } from '../../src-preload/shared/exact-json.ts';
import { ownValue } from '../../src-preload/shared/own.ts';

/** A place's settings as an object, in the order of the system's own keys. */
export type Settings = Readonly<Record<string, unknown>>;

export type ReadSettings = { ok: true; settings: Settings } | { ok: false; problem: string };

const isSettings = (value: unknown): value is Settings =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads JSON text that must be an object; blank text is an empty one. */
export function readSettings(text: string): ReadSettings {
  if (text.trim() === '') return { ok: true, settings: {} };
  const read = readJson(text);
  if (!read.ok)
    return {
      ok: false,
      problem:
        read.inexact === null
          ? `This isn’t valid JSON${read.message === null ? '' : ` (${read.message})`}.`
          : `The number ${read.inexact.slice(0, 40)} is too long to be kept exactly. Put it in quotes.`,
    };
  return isSettings(read.value)
    ? { ok: true, settings: read.value }
    : { ok: false, problem: 'Settings must be one JSON object in { }.' };
}

export const writeSettings = (settings: Settings) => JSON.stringify(settings, null, 2);

/** Another value for one key, which keeps its place; a key that wasn't there comes last. */
export const withSetting = (settings: Settings, key: string, value: unknown): Settings => ({
  ...settings,
  [key]: value,
});

/** A value for a line of text. */
export const settingText = (value: unknown): string =>
  value === undefined
    ? 'not set'
    : typeof value === 'string'
      ? `“${value}”`
      : typeof value === 'boolean'
        ? value
          ? 'on'
          : 'off'
        : JSON.stringify(value);

export interface SettingChange {
  key: string;
  before: string;
  after: string;
}

/** What saving would change, one line for each key; the order of keys alone is no change. */
export function settingChanges(before: Settings, after: Settings): SettingChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((key) => canonical(ownValue(before, key)) !== canonical(ownValue(after, key)))
    .map((key) => ({
      key,
      before: settingText(ownValue(before, key)),
      after: settingText(ownValue(after, key)),
    }));
}

/** Equal in what they say: the order of keys is no difference. */
export const isSameSetting = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

// Objects with the same keys in another order say the same.
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isSettings(value)) return value === undefined ? 'undefined' : JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join()}}`;
}
