import { LoaderCircle } from 'lucide-react';
import { bandOf } from '../../src-preload/shared/age.ts';
import type { Freshness } from '../../src-preload/contract/freshness.ts';
import { formatDateTime, relativeTime, timeAgo } from '../../src-preload/shared/format/dates.ts';
import { Tooltip } from './Tooltip.tsx';
import css from './Freshness.module.css';

/** "As of 3 min ago"; the clock on screen moves every 30 s, so what was fetched since is not "in a moment". Both epoch ms. */
export function ageWords(fetchedAt: number | null, now: number): string {
  switch (bandOf(fetchedAt, now)) {
    case 'never':
      return 'Never read';
    case 'unknown':
      return 'Age not known';
    default:
      return `As of ${timeAgo(fetchedAt ?? now, now)}`;
  }
}

/** "As of 3 min ago", in a tone that follows the age; says also that the last try failed, and why on hover. */
export function AsOf({ freshness, now }: { freshness: Freshness; now: number }) {
  const { fetchedAt, error, refreshing, unreadable } = freshness;
  const band = bandOf(fetchedAt, now);
  const age = ageWords(fetchedAt, now);
  const detail = [
    fetchedAt === null ? 'This list was never read whole.' : `Read whole on ${formatDateTime(fetchedAt)}.`,
    band === 'unknown' ? 'That is in the future: the clock of this computer was set back since.' : null,
    error === null
      ? null
      : `The last try${freshness.triedAt === null ? '' : `, ${relativeTime(freshness.triedAt, now)},`} failed: ${error.sentence} ${error.nextStep}`,
    unreadable > 0
      ? `${unreadable} ${unreadable === 1 ? 'record' : 'records'} could not be read and were left out.`
      : null,
  ]
    .filter((part) => part !== null)
    .join(' ');
  const failed = error !== null && !refreshing;
  return (
    <Tooltip text={detail} side="bottom">
      <span className={`${css.asOf} ${css[band]}`} tabIndex={failed ? 0 : undefined}>
        {refreshing ? <LoaderCircle aria-hidden className={css.spin} /> : null}
        {refreshing ? 'Refreshing… ' : null}
        {refreshing && fetchedAt === null ? null : age}
        {failed ? <span className={css.failed}>Last try failed</span> : null}
        {unreadable > 0 ? <span className={css.failed}>{unreadable} unreadable</span> : null}
      </span>
    </Tooltip>
  );
}
