import type { TimelineEntry } from '../../../src-preload/contract/timeline.ts';
import { formatDateTime } from '../../../src-preload/shared/format/dates.ts';
import { plural } from '../../../src-preload/shared/format/numbers.ts';
import { isolated } from '../../../src-preload/shared/shown-text.ts';

/** How a change made in Steward ended. */
export const outcomeNames = {
  done: 'Done',
  'already-so': 'No change',
  failed: 'Failed',
  unverified: 'Unknown',
  skipped: 'Skipped',
  pending: 'Unfinished',
} as const;

export const activityText = {
  hint: 'Observed changes were found between two refreshes. Who made them is unknown.',
  nothingToExport: 'There’s no activity to export.',
  withheld: (copies: number) =>
    `${plural(copies, 'copy is', 'copies are')} hidden because ${copies === 1 ? 'it hasn’t' : 'they haven’t'} been refreshed for a long time. Changes observed there aren’t shown.`,
  emptyApp: 'Each change you make here leaves a receipt.',
  empty: 'Changes appear here when a refresh finds a difference.',
};

/** Of places that left the connection's list. */
export const goneText = {
  list: (count: number) => plural(count, 'workspace no longer listed', 'workspaces no longer listed'),
  listName: 'Workspaces no longer listed',
  since: (date: string) => `Missing since ${date}`,
  show: 'Show history',
  showLabel: (name: string) => `Show the history of ${name}`,
  back: 'Back to the connection’s history',
  title: (name: string, date: string) => `“${isolated(name)}” has been missing from your list since ${date}.`,
  erase: 'Erase its history',
  eraseTitle: (name: string) => `Erase the history of “${isolated(name)}”?`,
  eraseDescription:
    'Permanently erases its past lists and observed changes from this device. Receipts stay, and nothing changes on the server.',
  erased: (name: string) => `The history of “${isolated(name)}” was erased from this device.`,
  kept: (until: string | null) =>
    `It’s shown as it was last; who has access now isn’t known. ${
      until === null ? 'Its history is kept until you erase it.' : `Its history is kept until ${until}.`
    }`,
};

export const personText = {
  none: 'No changes have been observed for this person.',
  noneElse: 'No other changes have been observed for this person.',
};

/** Where an entry comes from, in a sentence's place. */
export function sourceText(entry: TimelineEntry): string {
  switch (entry.source) {
    case 'app':
      return entry.outcome === 'done'
        ? 'Made in Steward'
        : `Made in Steward: ${outcomeNames[entry.outcome].toLowerCase()}`;
    case 'clock':
      return 'Scheduled expiry';
    case 'observed':
      return entry.from === null
        ? 'Observed at a refresh'
        : `Observed between ${formatDateTime(entry.from)} and ${formatDateTime(entry.at)}`;
  }
}
