import { formatDateTime } from '../../src-preload/shared/format/dates.ts';
import { formatNumber, plural } from '../../src-preload/shared/format/numbers.ts';

interface Counts {
  at: number;
  members: number | null;
  pending: number | null;
}

/** The chart in words; `firstKnown`: the first count there is. */
export const chartText = (first: Counts, last: Counts, firstKnown: number | null) =>
  `Members from ${formatDateTime(first.at)} to ${formatDateTime(last.at)}. First known count: ${firstKnown ?? 'unknown'}. Last: ${last.members ?? 'unknown'}, including ${last.pending ?? 'an unknown number'} pending. The table lists every change.`;

/** "17 Nov 2026, 14:00 · 47 members · 6 pending": one point of the chart. */
export function pointText({ at, members, pending, known }: Counts & { known: boolean }): string {
  if (members === null) return `${formatDateTime(at)} · ${countChartText.unknown}`;
  const waiting = pending === null || pending === 0 ? '' : ` · ${formatNumber(pending)} pending`;
  const since = known ? '' : ` · ${countChartText.mayHaveChanged}`;
  return `${formatDateTime(at)} · ${plural(members, 'member')}${waiting}${since}`;
}

export const countChartText = {
  read: 'Members over time',
  unknown: 'not known',
  mayHaveChanged: 'may have changed since the last fetch',
  tableCaption: 'Every change in the counts, with the first and the last point',
  carriedOn: 'Since the last fetch (may have changed)',
};
