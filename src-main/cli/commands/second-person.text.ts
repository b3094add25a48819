import { listText } from '../../../src-preload/shared/format/lists.ts';
import { isolated } from '../../../src-preload/shared/shown-text.ts';

const named = (names: readonly string[]) => listText(names.map(isolated));

export const secondPersonText = {
  needed: (reason: string) => `A second person has to confirm this. ${reason}`,
  confirmedBy: (name: string) => `Confirmed by ${isolated(name)} as the second person.`,
  who: (names: readonly string[]) => `Second person (${named(names)}): `,
  passphraseOf: (name: string) => `Passphrase of ${isolated(name)}: `,
  notConfirmed: { sentence: 'Not confirmed by a second person. Nothing was sent.', nextStep: '' },
  passphraseNeeded: {
    sentence: 'A second person has to confirm this, and there’s no terminal to ask.',
    nextStep: 'Pass their passphrase with --second-person-fd N. Nothing was sent.',
  },
  nameNeeded: (names: readonly string[]) => ({
    sentence: 'There are several second persons.',
    nextStep: `Name one with --second-person: ${named(names)}. Nothing was sent.`,
  }),
  noSuchPerson: (name: string, names: readonly string[]) => ({
    sentence: `There’s no second person ${isolated(name)}.`,
    nextStep: `Name one of: ${named(names)}. Nothing was sent.`,
  }),
  noneSetUp: {
    sentence: 'A second person has to confirm this, and there’s none yet.',
    nextStep: 'Add one in the app’s settings, under Confirmations. Nothing was sent.',
  },
  stateless: {
    sentence: 'A second person has to confirm this, and a command with --url knows none.',
    nextStep: 'Make the change in the app, or by a command on its profile. Nothing was sent.',
  },
};
