import { formatDateTime } from '../../src-preload/shared/format/dates.ts';

interface Counts {
  at: number;
  members: number | null;
  pending: number | null;
}

/** The chart in words; `firstKnown`: the first count there is. */
export const chartText = (first: Counts, last: Counts, firstKnown: number | null) =>
  `Members from ${formatDateTime(first.at)} to ${formatDateTime(last.at)}. First known count: ${firstKnown ?? 'unknown'}. Last: ${last.members ?? 'unknown'}, including ${last.pending ?? 'an unknown number'} pending. The table lists every change.`;

export const countChartText = {
  tableCaption: 'Every change in the counts, with the first and the last point',
  carriedOn: 'Since the last fetch (may have changed)',
};
