import type { StaleCopy } from '../../src-preload/contract/freshness.ts';
import { formatDate } from '../../src-preload/shared/format/dates.ts';

/** Why a copy isn't shown. */
export const hiddenTitle = ({ since }: StaleCopy): string =>
  `Hidden because it hasn’t been refreshed since ${formatDate(since)}.`;

/** What becomes of a copy that isn't shown; `now` in epoch ms. Nothing is erased before a server has confirmed the date. */
export function hiddenFuture({ erasedAfter, whole }: StaleCopy, now: number): string {
  const doubt = whole
    ? 'All copies of this connection are hidden, because they may be out of date.'
    : 'It may be out of date.';
  if (erasedAfter === null) return `${doubt} It’s kept until you erase it.`;
  const date = formatDate(erasedAfter);
  return erasedAfter > now
    ? `${doubt} It will be erased on ${date} unless it’s refreshed first.`
    : `${doubt} It was due to be erased on ${date}: that happens once a server confirms today’s date, unless it’s refreshed first.`;
}
