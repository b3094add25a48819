import { plural } from '../../src-preload/shared/format/numbers.ts';

/** What the store says where it can't read or write: the sentence and the next step. */
export const text = {
  busy: {
    sentence: 'Another program is using Steward’s files on this device.',
    nextStep: 'Close the other copy of Steward, or the program that scans its folder, then try again.',
  },
  damaged: {
    sentence: 'Steward’s files on this device are damaged.',
    nextStep: 'Restart Steward. It sets the damaged file aside and continues from the last good copy.',
  },
  diskFull: {
    sentence: 'The disk is full, so nothing was saved.',
    nextStep: 'Free some space and try again. What was saved before is unchanged.',
  },
  notWritable: {
    sentence: 'Steward isn’t allowed to write its files on this device.',
    nextStep: 'Check the folder’s owner and whether its disk is write-protected, then restart Steward.',
  },
  diskFailed: {
    sentence: 'The disk couldn’t read or write Steward’s data.',
    nextStep: 'Check the disk, then try again.',
  },
  writerStopped: {
    sentence: 'The part of Steward that saves to the disk stopped.',
    nextStep: 'Try again. If it happens again, restart Steward.',
  },
  readOnly: {
    sentence: 'Steward can only read its folder, so nothing is saved.',
    nextStep: 'Make the folder writable, then restart Steward.',
  },
  connectionRemoved: {
    sentence: 'This connection has been removed.',
    nextStep: 'No action is needed.',
  },
  workspaceGone: {
    sentence: 'This workspace is no longer on the list.',
    nextStep: 'Choose another workspace.',
  },
  listIncomplete: {
    sentence: 'The list wasn’t saved completely.',
    nextStep: 'Refresh it again.',
  },
  tracesLeft: {
    sentence: 'Everything was removed, but traces of it are still in Steward’s log file.',
    nextStep: 'Try again, or quit Steward: it clears them then.',
  },
  refreshFailed: {
    sentence: 'The last refresh failed.',
    nextStep: 'Refresh again.',
  },
  /** The changes of a refresh wait because the ledger can't be written. */
  historyWaits: (cause: { sentence: string; nextStep: string }) => ({
    sentence: `The lists are up to date, but their changes can’t be added to the history yet: ${cause.sentence}`,
    nextStep: `${cause.nextStep} Nothing is lost: the changes are added once that works.`,
  }),
  /** The title of a receipt after one of its connections was removed. */
  planWithoutConnection: (changes: number) =>
    `${plural(changes, 'change')} (the rest was erased with its connection)`,
};
