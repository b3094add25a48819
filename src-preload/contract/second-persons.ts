import { z } from 'zod';
import { longestPassphrase, longestPersonName, shortestPassphrase } from '../shared/limits.ts';
import { settings, settingsState } from './settings.ts';

/** A second person who confirms something, with the passphrase that only they know. */
export const approval = z.object({ personId: z.string(), passphrase: z.string().max(longestPassphrase) });
export type Approval = z.infer<typeof approval>;

export const secondPersons = z.object({
  people: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Changing them, and asking for them less often, needs the passphrase of one of them. */
  guarded: z.boolean(),
});
export type SecondPersons = z.infer<typeof secondPersons>;

const name = z.string().max(longestPersonName);
/** Of one of those who are there already, where they are guarded. */
const approvedBy = approval.optional();

export const secondPersonsCalls = {
  list: { input: z.object({}), output: secondPersons },
  add: {
    input: z.object({
      name,
      passphrase: z.string().min(shortestPassphrase).max(longestPassphrase),
      approvedBy,
    }),
    output: secondPersons,
  },
  rename: { input: z.object({ id: z.string(), name, approvedBy }), output: secondPersons },
  remove: { input: z.object({ id: z.string(), approvedBy }), output: secondPersons },
  /** What `settings.set` refuses where it asks for second persons less often. */
  changeSettings: {
    input: z.object({
      values: settings.pick({ secondPerson: true, secondPersonFromRemovals: true }).partial(),
      approvedBy,
    }),
    output: settingsState,
  },
};
