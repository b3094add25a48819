import { quoted } from '../../base/quoted.ts';
import { formatDateTime } from '../../../src-preload/shared/format/dates.ts';
import { plural } from '../../../src-preload/shared/format/numbers.ts';

type PastList = 'members' | 'tokens' | 'invitations';

const nouns: Readonly<Record<PastList, { missing: string; one: string; many: string }>> = {
  members: { missing: 'people', one: 'person', many: 'people' },
  tokens: { missing: 'tokens', one: 'token', many: 'tokens' },
  invitations: { missing: 'invitations', one: 'invitation', many: 'invitations' },
};

/** What may be said of a list at a moment. */
export const pastText = {
  neverFetched: 'This list hasn’t been fetched yet, so nothing is known about it.',
  notCompared: (list: 'tokens' | 'invitations') =>
    `${list === 'tokens' ? 'Tokens' : 'Invitations'} can’t be compared. Choose dates with data for both.`,
  notYet: (since: number) =>
    `Steward has data for this list since ${formatDateTime(since)}. Nothing is known from before.`,
  asOfLastFetch: (until: number) =>
    `As of the last fetch, ${formatDateTime(until)}. Later changes aren’t known.`,
  asOf: (at: number) => `As of ${formatDateTime(at)}.`,
  changedBetween: (list: PastList, changes: number, from: number, at: number) => {
    const { one, many } = nouns[list];
    const what = plural(changes, one, many);
    return `${what} changed between ${formatDateTime(from)} and ${formatDateTime(at)}; it’s not known which changes came first.`;
  },
  unreadable: (list: PastList, records: number) =>
    `${plural(records, 'record')} couldn’t be read then, so ${nouns[list].missing} may be missing.`,
  gone: (missingSince: number) =>
    `It’s been missing from your list since ${formatDateTime(missingSince)}, so this is how it was last.`,
  tokenExpired: (name: string) => `Token ${quoted(name)} expired.`,
  chooseLater: 'Choose a later time.',
};
