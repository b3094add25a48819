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
  same: (isWhole: boolean) =>
    isWhole ? 'No differences between these dates.' : 'No differences in the other lists.',
  unknown: 'These dates can’t be compared. Choose dates with data for both.',
};

export const overTimeText = {
  never: 'No data yet: this list hasn’t been fetched.',
  since: (at: number) => `Data since ${formatDateTime(at)}. Earlier dates are left blank.`,
};

export const currentRolesText =
  'These are the current roles. Past roles aren’t stored. See “Activity” for observed changes.';
