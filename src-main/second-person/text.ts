import { isolated } from '../../src-preload/shared/shown-text.ts';
import { plural } from '../../src-preload/shared/format/numbers.ts';
import { quoted } from '../base/quoted.ts';

const duration = (ms: number): string => {
  const seconds = Math.ceil(ms / 1000);
  return seconds < 60 ? plural(seconds, 'second') : plural(Math.ceil(seconds / 60), 'minute');
};

export const secondPersonText = {
  unreadable: {
    sentence: 'The second persons can’t be read from the vault.',
    nextStep: 'Restore a good copy of vault.json, then restart Steward.',
  },
  nameMissing: 'Enter a name.',
  nameTaken: (name: string) => `There’s already a second person called ${quoted(name)}.`,
  noSuchPerson: {
    sentence: 'This second person no longer exists.',
    nextStep: 'Choose another one.',
  },
  approvalNeeded: {
    sentence: 'This change needs the passphrase of a second person.',
    nextStep: 'Ask one of them to enter it.',
  },
  addFirst: {
    sentence: 'There’s no second person yet.',
    nextStep: 'Add one first.',
  },
  lastOne: {
    sentence: 'This is the only second person.',
    nextStep: 'Add another one first, or turn “Ask for a second person” off.',
  },
  wrong: (name: string, waitMs: number) => ({
    sentence: `That isn’t the passphrase of ${isolated(name)}.`,
    nextStep: waitMs === 0 ? 'Try again.' : `Try again in ${duration(waitMs)}.`,
  }),
  tooMany: (waitMs: number) => ({
    sentence: 'Too many wrong passphrases.',
    nextStep: `Try again in ${duration(waitMs)}.`,
  }),
};
