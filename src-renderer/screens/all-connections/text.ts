import type { Coverage } from '../../../src-preload/contract/people.ts';
import { formatDuration } from '../../../src-preload/shared/format/dates.ts';
import { plural } from '../../../src-preload/shared/format/numbers.ts';

export const screenText = 'Everything known about your connections, from the offline copies on this device';

const notFresh = ({ stale, waiting, never, hidden }: Coverage): number => stale + waiting + never + hidden;

/** Whether there may be more, or something else, than what the lists say. */
export const isPartial = (coverage: Coverage): boolean => notFresh(coverage) + coverage.incomplete > 0;

/** "9 of 12 fresh · 2 stale (4 days) · 1 never fetched": how complete a list over many places is. */
export function coverageText(coverage: Coverage, now: number): string {
  const { fresh, stale, waiting, never, hidden, failing, incomplete, oldest } = coverage;
  const all = fresh + notFresh(coverage);
  if (all === 0) return 'No lists to search';
  const age = oldest === null ? '' : ` (${formatDuration(now - oldest)})`;
  return [
    `${fresh} of ${all} fresh`,
    ...(stale > 0 ? [`${stale} stale${age}`] : []),
    ...(waiting > 0 ? [`${waiting} waiting for confirmation`] : []),
    ...(never > 0 ? [`${never} never fetched`] : []),
    ...(hidden > 0 ? [`${hidden} hidden`] : []),
    ...(failing > 0 ? [`${failing} failing`] : []),
    ...(incomplete > 0 ? [`${incomplete} with unreadable records`] : []),
  ].join(' · ');
}

export const coverageHint = 'Lists refreshed in the last hour, older lists, and lists never fetched.';

/** Where something wasn't found: it is only missing where the lists are fresh. */
export function notFoundText(coverage: Coverage): string {
  const { fresh } = coverage;
  const unknown = notFresh(coverage);
  if (fresh + unknown === 0) return 'None of your connections has this list.';
  const searched = `Not found in ${plural(fresh, 'fresh list')}.`;
  return unknown === 0
    ? searched
    : `${searched} ${plural(unknown, 'list is', 'lists are')} stale, unconfirmed, hidden or never fetched.`;
}

/** Whether no list was fetched: nothing can be said to be there or not. */
export const isNothingFetched = (coverage: Coverage): boolean =>
  coverage.never > 0 && coverage.fresh + notFresh(coverage) === coverage.never;

export const notFetchedText = 'They appear here once a list of your connections has been fetched.';

export const emptyTitle = {
  none: (what: string) => `No ${what} yet`,
  notFetched: (what: string) => `No ${what} fetched yet`,
  noMatch: 'No results',
  noMatchSoFar: 'No results in the lists fetched so far',
};

export const nothingToExport = 'There’s nothing to export.';

export const historyText = {
  bySteward: 'Made in Steward',
  observed: 'Observed at a refresh',
  between: (from: string, at: string) => `Observed between ${from} and ${at}`,
  none: 'No history yet',
  noneYet: 'Changes appear here once you make one, or once a refresh finds one.',
  noMatch: 'No results',
  onlySeen: 'The history has only what Steward changed or observed.',
  withheld: (places: number) =>
    `Observed changes in ${plural(places, 'workspace')} are hidden because their copies are out of date. Refresh them to see these changes.`,
};

export const noneWorkingText = 'None of the selected tokens works any longer.';
export const tooManyPlacesText =
  'A selected person is in more workspaces than are listed here. Remove them in each workspace.';
export const leaveInsteadText = 'This is you. Leave a workspace in its settings.';
export const notActiveText = 'This token no longer works.';

export const freshnessText = {
  title: 'Freshness by connection',
  column: { fresh: 'Fresh', stale: 'Stale', waiting: 'Waiting for confirmation', never: 'Not fetched' },
};

export const tokensNotKnownText =
  'Not all lists of tokens are fetched and complete, or this system lists only your own tokens.';
