import { listText } from '../../../src-preload/shared/format/lists.ts';
import { plural } from '../../../src-preload/shared/format/numbers.ts';
import { quoted, shellOf } from '../../../src-preload/shared/shell.ts';
import { isolated } from '../../../src-preload/shared/shown-text.ts';

/** One of several things that a name may mean. */
export interface Candidate {
  id: string;
  name: string;
  /** What distinguishes it from others of its name. */
  about: string;
}

/** So many names are offered where one wasn't found. */
const mostNames = 8;

const listed = (candidates: readonly Candidate[]) =>
  candidates.map(({ id, name, about }) => `\n  ${id}  ${isolated(name)}  (${isolated(about)})`).join('');

/** What commands say, beside what the app's own engine says. */
export const commandText = {
  notFound: (what: string, given: string, candidates: readonly Candidate[]) => ({
    sentence: `There’s no ${what} called “${isolated(given)}”.`,
    nextStep:
      candidates.length === 0
        ? ''
        : `There ${candidates.length === 1 ? 'is' : 'are'}: ${listText(
            candidates.map(({ name }) => isolated(name)),
            mostNames,
          )}.`,
  }),
  ambiguous: (what: string, given: string, candidates: readonly Candidate[]) => ({
    sentence: `“${isolated(given)}” names ${plural(candidates.length, what)}. Use an ID:`,
    nextStep: listed(candidates),
  }),
  whichConnection: (candidates: readonly Candidate[]) => ({
    sentence: 'There are several connections. Choose one with --connection:',
    nextStep: listed(candidates),
  }),
  noConnections: { sentence: 'There are no connections.', nextStep: 'Add one in the app.' },
  badAge: (given: string) => ({
    sentence: `“${isolated(given)}” isn’t an age.`,
    nextStep: 'Write it like 90s, 5m, 2h or 1d.',
  }),
  badDate: (given: string) => ({
    sentence: `“${isolated(given)}” isn’t a date.`,
    nextStep: 'Write it like 2026-11-30, 2026-11-30T14:00Z or 7d.',
  }),
  badNumber: (option: string, given: string) => ({
    sentence: `--${option} takes a whole number from 1 to 9,999,999, not “${isolated(given)}”.`,
    nextStep: '',
  }),
  badPort: (given: string) => ({
    sentence: `--port takes a whole number from 0 to 65535, not “${isolated(given)}”.`,
    nextStep: '',
  }),
  badChoice: (option: string, given: string, choices: readonly string[]) => ({
    sentence: `${option} can’t be “${isolated(given)}”.`,
    nextStep: `Use one of: ${choices.join(', ')}.`,
  }),
  needed: (what: string) => ({
    sentence: `${what} is needed.`,
    nextStep: 'Run the command with --help to see how it’s used.',
  }),
  unread: (what: string, list: string) => ({
    sentence: `The export of ${list} doesn’t take ${what}.`,
    nextStep: 'Leave it out, or choose another list.',
  }),
  nothingToChange: {
    sentence: 'There’s nothing to change.',
    nextStep: 'Name what to change; --help lists the options.',
  },
  asOf: (what: string, date: string, ago: string) => `${what} as of ${date} (${ago})`,
  neverFetched: (what: string) => `${what}: not fetched yet`,
  clockBehind: 'later than this computer’s clock',
  noCopy: (what: string) => ({
    sentence: `${what}: there’s no copy to show.`,
    nextStep: 'Run the command without --offline to fetch it.',
  }),
  maybeUnread: (what: string, given: string, labels: readonly string[]) => ({
    sentence: `No fetched list has a ${what} called “${isolated(given)}”. Not fetched yet: ${listText(labels.map(isolated), mostNames)}.`,
    nextStep: 'Run `steward connections refresh`, then try again.',
  }),
  hidden: (what: string, since: string) => `${what}: hidden because it hasn’t been refreshed since ${since}`,
  incomplete: (unreadable: number) =>
    `${plural(unreadable, 'record')} couldn’t be read and ${unreadable === 1 ? 'is' : 'are'} missing.`,
  lastFetchFailed: (sentence: string) => `The last refresh failed: ${sentence}`,
  notOffered: (reason: string) => ({ sentence: reason, nextStep: '' }),

  dryRun: 'Nothing was sent (--dry-run).',
  noChange: 'No change needed.',
  proceed: 'Continue? [y/N] ',
  typeToConfirm: (typed: string) => `Type ${isolated(typed)} to confirm: `,
  notConfirmed: { sentence: 'Not confirmed. Nothing was sent.', nextStep: '' },
  cannotAsk: {
    sentence: 'This needs a confirmation, and there’s no terminal to ask.',
    nextStep: 'Add --yes. Nothing was sent.',
  },
  confirmNeeded: (typed: string) => ({
    sentence: 'This needs a typed confirmation, for which --yes isn’t enough.',
    nextStep: `Add --confirm ${quoted(typed, shellOf(process.platform))}. Nothing was sent.`,
  }),
  wrongConfirm: (typed: string) => ({
    sentence: `--confirm doesn’t match. It takes: ${isolated(typed)}`,
    nextStep: 'Nothing was sent.',
  }),
  guided: {
    sentence: 'This system has no API for this change: a person does it in its own pages.',
    nextStep: 'Follow the steps above, then mark them as done in the app.',
  },
  applying: (done: number, all: number) => `Applying: ${done} of ${all}`,
  stopping: 'Stopping after the change on its way …',
  stoppedAtOnce: 'Stopped. `steward receipts list` shows what was changed.',
  receiptAt: (id: string) => `Receipt ${id}`,
  secretHidden:
    'The new token wasn’t printed. Use --reveal when creating one; this one can’t be shown again.',
  expiryRefused: (message: string, suggestion: string | null) => ({
    sentence: message,
    nextStep: suggestion === null ? '' : `Try: ${suggestion}`,
  }),
  unreadableFile: (file: string) => ({
    sentence: `${file} can’t be read.`,
    nextStep: 'Check the name and the permissions.',
  }),
  notText: (file: string) => ({
    sentence: `${file} isn’t text in UTF-8.`,
    nextStep: 'Save it as UTF-8, then run the command again.',
  }),
  noNames: (file: string) => ({
    sentence: `${file} has no names.`,
    nextStep: 'Write one name on each line.',
  }),
  /** `inexact`: a number of more digits than JavaScript keeps; null: none is the problem. */
  notJson: (inexact: string | null) =>
    inexact === null
      ? 'it isn’t JSON.'
      : `the number ${inexact.slice(0, 40)} is too long to be kept exactly. Put it in quotes.`,
  notChanges: (file: string, problem: string) => ({
    sentence: `${file} doesn’t hold changes: ${problem}`,
    nextStep: 'Write it as {"changes": […]}, as in docs/command-line.md.',
  }),
  signOut: (label: string) =>
    `Sign out of ${isolated(label)}? Its token is deleted from this device; the data stays. [y/N] `,
  signedOut: (label: string) => `Signed out of ${isolated(label)}.`,
  fetched: (label: string, lists: string) => `${isolated(label)}: fetched ${lists}`,
  written: (rows: number, file: string) => `${plural(rows, 'row')} written to ${file}`,
  whichColumn: 'The list doesn’t say which column holds the names. Add a header line with “name”.',
  nothingSearched: {
    sentence: 'There’s nothing to search yet.',
    nextStep: 'Run `steward connections refresh` first.',
  },
  oldest: (date: string) => `From copies fetched on ${date} or later`,
  nowhere: (email: string, unread: number) =>
    unread === 0
      ? `No workspace lists ${isolated(email)}.`
      : `No fetched list has ${isolated(email)}. ${plural(unread, 'list')} couldn’t be searched, so they may still have access.`,
  noChanges: (isWhole: boolean) =>
    isWhole ? 'Nothing changed between these moments.' : 'Nothing changed in the other lists.',
  changesNotListed: (count: number) => `${plural(count, 'more change')}, not listed here`,
  mayBeMore: 'Some records couldn’t be read, so there may be more.',
  diskFull: (file: string) => ({
    sentence: `${file} couldn’t be written. The disk is full.`,
    nextStep: 'Free some space, or choose a file on another disk.',
  }),
  unwritableFile: (file: string) => ({
    sentence: `${file} can’t be written.`,
    nextStep: 'Check the folder and its permissions.',
  }),
  receiptUnsaved: {
    sentence: 'The receipt couldn’t be saved on this device.',
    nextStep: 'The next command that shows receipts checks what became of these changes.',
  },
  severalConnections: {
    sentence: 'The changes are for several connections, and --url asks one server.',
    nextStep: 'Give it the changes of one connection.',
  },
  alreadyApplied: {
    sentence: 'This plan was already applied.',
    nextStep: 'See it with `steward receipts show`.',
  },
  noReceipt: (id: string) => ({
    sentence: `There’s no receipt “${isolated(id)}”.`,
    nextStep: 'List them with `steward receipts list`.',
  }),
  noTypes: (system: string) => ({
    sentence: `${system} takes no type for this.`,
    nextStep: 'Leave out --type. Nothing was sent.',
  }),
  noOrganization: {
    sentence: 'This system creates workspaces in an organization.',
    nextStep: 'Name it with --organization.',
  },
};
