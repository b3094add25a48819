import type { SystemFacts } from '../../../../src-preload/contract/system.ts';
import { formatNumber, plural } from '../../../../src-preload/shared/format/numbers.ts';
import { capitalised } from '../../../lib/names.ts';

/* Sentences of the Overview tab. */

/** For a place that the admin recorded by hand. `on`: the day, null where it isn't known. */
export const addedManuallyText = (on: string | null): string =>
  `Added manually${on === null ? '' : ` on ${on}`}, not read from a server.`;

/** `shownIn`: the list that has invited people until they join. */
export const allInvitedJoinedText = (shownIn: 'members' | 'invitations'): string =>
  shownIn === 'invitations'
    ? 'No invitations are waiting for an answer.'
    : 'All invited people have signed up.';

export const pendingNotFetchedText = 'Pending members haven’t been fetched yet.';

export const roleMixText = {
  caption: 'Members by role',
  share: (count: number, sum: number) => `${formatNumber(Math.round((count / Math.max(1, sum)) * 100))} %`,
};

export const notCountedText = 'Members haven’t been counted yet.';

/** Why a place's tokens can't be checked. */
export const tokensUnavailableText = (many: string, reason: string): string =>
  `${capitalised(many)}: ${reason}`;

export const tokensNotFetchedText = (many: string): string =>
  `${capitalised(many)} haven’t been fetched yet.`;

export const tokensHiddenText = (many: string, since: string): string =>
  `${capitalised(many)} are hidden because they haven’t been refreshed since ${since}.`;

/** Names what was checked, where no token needs attention. */
export function noTokenAlertsText({ many, expiry, keptValues }: SystemFacts['tokens']): string {
  if (expiry) return `No ${many} expire in the next 30 days.`;
  return keptValues ? `No ${many} failed their last test.` : `${capitalised(many)} don’t expire here.`;
}

export const pendingText = (count: number, shownIn: 'members' | 'invitations'): string => {
  const people = plural(count, 'invited person', 'invited people');
  return `${people} ${count === 1 ? 'hasn’t' : 'haven’t'} ${shownIn === 'invitations' ? 'joined' : 'signed up'} yet.`;
};

export const ownerLeftText = 'It still works. Revoke it, or rotate it to a key of your own.';
export const expiryTimelineText = {
  title: (many: string) => `When ${many} expire`,
  summary: (count: number, many: string, first: string) =>
    `${count} active ${many} expire within 90 days, the first on ${first}. The table below has each of them.`,
  today: 'Today',
  inDays: (days: number) => `${days} days`,
  table: 'Show as a table',
  /** Beside a stack of dots that has no room for all. */
  more: (count: number) => `+${formatNumber(count)}`,
};

export const membersOverTimeText = {
  title: 'Members in the last 90 days',
  table: 'Show the counts as a table',
};
