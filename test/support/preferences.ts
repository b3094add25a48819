import { ok } from '../../src-preload/shared/result.ts';

/** The preferences of a ledger, in memory; what is set is kept as JSON. */
export function memoryPreferences(preferences = new Map<string, unknown>()) {
  return {
    preferences,
    preference: (key: string): unknown => preferences.get(key) ?? null,
    setPreference: async (key: string, value: unknown) => {
      preferences.set(key, JSON.parse(JSON.stringify(value)));
      return ok(null);
    },
  };
}
