import { formatDateTime } from '../../../src-preload/shared/format/dates.ts';
import { plural } from '../../../src-preload/shared/format/numbers.ts';
import { ledgerName } from './file-names.ts';

const listsAreFetched = 'No action is needed: the lists are fetched again.';
const makeWritable = 'Make the folder writable, then restart Steward.';
const checkWhatIsMissing =
  'Check your connections, notes and receipts: those added after that time are missing.';

/** What opening the store says: the sentence and the next step. */
export const text = {
  folderInUse: {
    sentence: 'Another Steward is using this folder.',
    nextStep: 'Continue in its window, or wait until its command has finished, then try again.',
  },
  readOnlyFolder: (folder: string, code: string) => ({
    sentence: `Steward can’t write to its folder ${folder} (${code}). It shows what’s there and saves nothing.`,
    nextStep: makeWritable,
  }),
  memoryOnly: (folder: string, code: string) => ({
    sentence: `Steward can’t write to its folder ${folder} (${code}). Nothing is kept after you quit.`,
    nextStep: makeWritable,
  }),

  ledgerMissing: (backupTime: string) => ({
    sentence: `The file ${ledgerName} was missing, so Steward restored its backup of ${backupTime}.`,
    nextStep: checkWhatIsMissing,
  }),
  ledgerDamaged: (aside: string, backupTime: string) => ({
    sentence: `The file ${ledgerName} was damaged. Steward set it aside as ${aside} and restored its backup of ${backupTime}.`,
    nextStep: checkWhatIsMissing,
  }),
  ledgerOfAnotherKey: (aside: string) => ({
    sentence: `The file ${ledgerName} can’t be read with this device’s vault key. Steward set it aside as ${aside} and created a new one.`,
    nextStep:
      'Nothing is lost: once the vault has its key back, Steward offers to open it again. Until then, add your connections again.',
  }),
  ledgerWithoutBackup: (aside: string) => ({
    sentence: `The file ${ledgerName} was damaged and had no good backup. Steward set it aside as ${aside} and created a new one.`,
    nextStep: 'Add your connections again, or restore the whole folder from your own backups.',
  }),
  ledgerOfNewerVersion: (version: number, known: number) => ({
    sentence: `A newer Steward wrote the file ${ledgerName} (version ${version}; this one supports up to ${known}).`,
    nextStep: 'Start the newer Steward. This one changed nothing.',
  }),
  ledgerUnusable: {
    sentence: `Steward can’t read the new ${ledgerName} that it just wrote.`,
    nextStep: 'Check the disk, then restart Steward.',
  },

  rosterOfNewerVersion: (file: string) => ({
    sentence: `A newer Steward wrote the file ${file}. This one leaves it alone and keeps its own offline copies.`,
    nextStep: listsAreFetched,
  }),
  rosterDamaged: (file: string, aside: string) => ({
    sentence: `The offline copies in ${file} are damaged or can’t be read with this device’s key. Steward set them aside as ${aside}.`,
    nextStep: listsAreFetched,
  }),
  rosterUnusable: (file: string) => ({
    sentence: `Steward can’t use the file ${file}.`,
    nextStep: 'Move it out of Steward’s folder and restart Steward. The lists are fetched again.',
  }),

  earlierLedger: (name: string, usedAt: number, connections: number, receipts: number) => ({
    sentence: `An earlier ledger from ${formatDateTime(usedAt)} can be opened again. It has ${plural(connections, 'connection')} and ${plural(receipts, 'receipt')}.`,
    nextStep: `It was set aside as ${name} when the vault had another key. If you open it, the current ledger is kept.`,
  }),
  earlierLedgerUnusable: (name: string) => ({
    sentence: `The file ${name} can’t be opened with this device’s vault key, or no longer exists.`,
    nextStep: 'Check “Data on this device” in Settings. Nothing was changed.',
  }),
  ledgerRestored: (aside: string) => ({
    sentence: `The earlier ledger is open again. The one you used until now was set aside as ${aside}.`,
    nextStep: 'To go back, open “Data on this device” in Settings.',
  }),
};
