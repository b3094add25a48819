import { z } from 'zod';
import { settingKeys, settingsTable } from '../shared/settings/table.ts';
import type { SettingKey, Settings } from '../shared/settings/types.ts';
import { isValueOf, problemOf } from '../shared/settings/values.ts';

/** The schema of one setting, from its control in the table. */
const schemaOf = (key: SettingKey) =>
  z.custom((value) => isValueOf(key, value), {
    error: ({ input }) => problemOf(settingsTable[key].control, input) ?? '',
  });

/** Every setting. The table pairs each key with the type of its values, which is what its schema accepts. */
export const settings = z.strictObject(
  Object.fromEntries(settingKeys.map((key) => [key, schemaOf(key)])),
) as unknown as z.ZodObject<{ [K in SettingKey]: z.ZodType<Settings[K], Settings[K]> }, z.core.$strict>;

export const settingKey = z.enum(settingKeys as readonly [SettingKey, ...SettingKey[]]);

export const settingsState = z.object({
  values: settings,
  /** What the organization's policy decides; these can't be changed here. */
  managed: z.array(settingKey),
});
export type SettingsState = z.infer<typeof settingsState>;

/** The organization's policy on this computer. */
export const policySummary = z.discriminatedUnion('state', [
  z.object({ state: z.literal('none') }),
  z.object({
    state: z.literal('in-force'),
    file: z.string(),
    organization: z.string().nullable(),
    /** The only servers that may be connected to; null: any. */
    servers: z.array(z.string()).nullable(),
    /** How many settings it decides. */
    settings: z.int(),
  }),
  z.object({ state: z.literal('unusable'), file: z.string(), problem: z.string() }),
]);
export type PolicySummary = z.infer<typeof policySummary>;

export const settingsCalls = {
  read: { input: z.object({}), output: settingsState },
  policy: { input: z.object({}), output: policySummary },
  /** Where `steward` is on this app's PATH, or null; and whether the app listens for its commands. */
  commandLine: {
    input: z.object({}),
    output: z.object({ found: z.string().nullable(), listening: z.boolean() }),
  },
  /** Takes effect at once; all or none of them. */
  set: { input: z.object({ values: settings.partial() }), output: settingsState },
};
