import type { Freshness, ListName } from '../../src-preload/contract/freshness.ts';
import { formatDateTime, timeAgo } from '../../src-preload/shared/format/dates.ts';
import { formatNumber, plural } from '../../src-preload/shared/format/numbers.ts';
import { capitalised } from './names.ts';

/* Sentences about a list that was fetched and waits for confirmation. */

type Doubt = NonNullable<Freshness['doubt']>;

/** What a list holds, one of it: lists are named by that. */
const one = (list: ListName) => list.replace(/s$/, '');
/** Of a long list only a part is compared. */
const counted = ({ missing, added }: Doubt, list: ListName) =>
  `${added === null ? 'at least ' : ''}${plural(missing.count, one(list))}`;

export const doubtText = {
  badge: 'Waiting for confirmation',
  review: 'Review',
  /** "Members of Payments", "Workspaces of Production". */
  name: (list: ListName, of: string) => `${capitalised(list)} of ${of}`,
  copyAge: (fetchedAt: number | null, now: number) =>
    fetchedAt === null ? 'Not fetched yet.' : `The copy shown is from ${timeAgo(fetchedAt, now)}.`,
  confirming: 'Steward asks again soon and shows the new list once several answers agree.',
  reviewTitle: 'Accept the server’s list?',
  copy: (was: number, list: ListName, fetchedAt: number | null) =>
    `${plural(was, one(list))}${fetchedAt === null ? '' : `, fetched on ${formatDateTime(fetchedAt)}`}`,
  server: (is: number, list: ListName, since: number) =>
    `${plural(is, one(list))}, first seen on ${formatDateTime(since)}`,
  readings: (readings: number) => `${plural(readings, 'answer')} since Steward started`,
  added: (added: number | null) => (added === null ? 'Not compared' : formatNumber(added)),
  change: 'Show what would change',
  missingTitle: 'No longer in the server’s list',
  more: (count: number) => `and ${formatNumber(count)} more`,
  consequence(doubt: Doubt, list: ListName): string {
    if (doubt.missing.count === 0) return 'Accepting replaces the copy. Nothing changes on the server.';
    const what = counted(doubt, list);
    switch (list) {
      case 'workspaces':
        return `Accepting removes ${what} from Steward, with members and tokens. The history stays, and nothing changes on the server.`;
      case 'members':
        return `Accepting removes ${what} from the copy, and the history records that they left. Nothing changes on the server.`;
      default:
        return `Accepting removes ${what} from the copy, and the history records it. Nothing changes on the server.`;
    }
  },
  accept: 'Accept the server’s list',
  accepted: (name: string) => `${name}: the server’s list is shown.`,
  settled: 'This list no longer waits for confirmation. What’s shown is what the server reports.',
};
