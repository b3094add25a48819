import { z } from 'zod';
import { defaultSettings } from '../../src-preload/shared/settings/table.ts';
import { isValueOf } from '../../src-preload/shared/settings/values.ts';
import { verifier } from './verifier.ts';

/**
 * What is kept of second persons, as one secret of the vault: the ledger is no place for it, because an older one can be restored, and the
 * rule with it.
 */
export const secondPersonRecord = z.object({
  isOn: z.boolean(),
  fromRemovals: z.custom<number>((value) => isValueOf('secondPersonFromRemovals', value)),
  people: z.array(z.object({ id: z.string(), name: z.string(), verifier })),
  /** Wrong passphrases since the last right one, and when the last was entered (epoch ms). */
  wrong: z.object({ count: z.int().min(0), at: z.number() }),
});
export type SecondPersonRecord = z.infer<typeof secondPersonRecord>;

export const emptyRecord: SecondPersonRecord = {
  isOn: defaultSettings.secondPerson,
  fromRemovals: defaultSettings.secondPersonFromRemovals,
  people: [],
  wrong: { count: 0, at: 0 },
};
