import { formatDateTime } from '../../../../src-preload/shared/format/dates.ts';

/** A list as of a date, when it has nothing to show. */
export const pastText = {
  noMembers: 'There were no members at that time.',
  noInvitations: 'There were no invitations at that time.',
  noTokens: 'There were no tokens at that time.',
  unknownTitle: 'No data for this time',
  unknown: 'Choose a later date.',
  noMatch: (what: string, query: string) => `No ${what} match “${query}”.`,
};

export const compareText = {
  same: 'No differences between these dates.',
  unknown: 'Members can’t be compared. Choose dates with data for both.',
};

export const overTimeText = {
  never: 'No data yet: this list hasn’t been fetched.',
  since: (at: number) => `Data since ${formatDateTime(at)}. Earlier dates are left blank.`,
  tableCaption: 'Every change in the counts, with the first and the last point',
  carriedOn: 'Since the last fetch (may have changed)',
};

interface Counts {
  at: number;
  members: number | null;
  pending: number | null;
}

/** The chart in words; `firstKnown`: the first count there is. */
export const chartText = (first: Counts, last: Counts, firstKnown: number | null) =>
  `Members from ${formatDateTime(first.at)} to ${formatDateTime(last.at)}. First known count: ${firstKnown ?? 'unknown'}. Last: ${last.members ?? 'unknown'}, including ${last.pending ?? 'an unknown number'} pending. The table lists every change.`;

export const currentRolesText =
  'These are the current roles. Past roles aren’t stored. See “Activity” for observed changes.';
