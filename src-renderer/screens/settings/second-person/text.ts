import { isolated } from '../../../../src-preload/shared/shown-text.ts';

export const secondPersonText = {
  people: 'Second persons',
  none: 'No second persons yet.',
  about:
    'A second person enters their own passphrase here when it’s needed. Steward keeps only what checks it. If everyone forgets theirs, it can’t be turned off.',
  add: 'Add a second person…',
  rename: 'Rename…',
  renameLabel: (name: string) => `Rename ${isolated(name)}`,
  remove: 'Remove…',
  removeLabel: (name: string) => `Remove ${isolated(name)}`,
  nameLabel: 'Name',
  nameHint: 'Shown in receipts and in the history.',
  passphraseHint: 'Hand over the keyboard: only the second person should know it.',
  nameMissing: 'Enter a name.',
  approvedBy: 'A second person has to approve of this.',
  dialog: {
    setUp: {
      title: 'Set up a second person',
      about: 'They confirm what you can’t do alone. You can add more of them later.',
      submit: 'Turn on',
      done: 'A second person is asked from now on.',
    },
    add: {
      title: 'Add a second person',
      about: 'Any one of the second persons can confirm.',
      submit: 'Add',
      done: (name: string) => `${isolated(name)} can confirm now.`,
    },
    rename: {
      title: (name: string) => `Rename ${isolated(name)}?`,
      about: 'Earlier receipts keep the name that they have.',
      submit: 'Rename',
      done: 'Renamed.',
    },
    remove: {
      title: (name: string) => `Remove ${isolated(name)}?`,
      about: 'They can’t confirm any longer. Earlier receipts keep their name.',
      submit: 'Remove',
      done: (name: string) => `${isolated(name)} was removed.`,
    },
    turnOff: {
      title: 'Turn off “Ask for a second person”?',
      about: 'Deletions, changes of owners and large removals need only you then.',
      submit: 'Turn off',
      done: 'Steward no longer asks for a second person.',
    },
    raise: (removals: number) => ({
      title: `Ask from ${removals} removals?`,
      about: 'Smaller removals need only you then.',
      submit: 'Change',
      done: `A second person is asked from ${removals} removals.`,
    }),
  },
};
