import { LoaderCircle } from 'lucide-react';
import { ageText, bandOf } from '../../src-preload/shared/age.ts';
import type { Freshness } from '../../src-preload/contract/freshness.ts';
import { formatDateTime, timeAgo } from '../../src-preload/shared/format/dates.ts';
import { Tooltip } from './overlays/Tooltip.tsx';
import { doubtText } from '../lib/doubt-text.ts';
import css from './Freshness.module.css';
import { plural } from '../../src-preload/shared/format/numbers.ts';

/**
 * "As of 3 min ago", in a tone that follows the age; shows also that the last refresh failed, or that what it brought waits for
 * confirmation, and why on hover.
 */
export function AsOf({ freshness, now }: { freshness: Freshness; now: number }) {
  const { fetchedAt, error, refreshing, unreadable, doubt } = freshness;
  const band = bandOf(fetchedAt, now);
  const age = ageText(fetchedAt, now);
  const detail = [
    fetchedAt === null
      ? 'Not fetched completely yet.'
      : `Fetched completely on ${formatDateTime(fetchedAt)}.`,
    band === 'unknown' ? 'This date is in the future because this computer’s clock was set back.' : null,
    doubt === null ? null : `${doubt.sentence} ${doubtText.confirming}`,
    error === null || error.sentence === doubt?.sentence
      ? null
      : `Last refresh failed${freshness.triedAt === null ? '' : ` (${timeAgo(freshness.triedAt, now)})`}: ${error.sentence} ${error.nextStep}`,
    unreadable > 0
      ? `${plural(unreadable, 'record')} couldn’t be read and ${unreadable === 1 ? 'was' : 'were'} skipped.`
      : null,
  ]
    .filter((part) => part !== null)
    .join(' ');
  const doubted = doubt !== null && !refreshing;
  const failed = error !== null && error.sentence !== doubt?.sentence && !refreshing;
  return (
    <Tooltip text={detail} side="bottom">
      <span
        className={`${css.asOf} ${css[band]}`}
        tabIndex={failed || doubted ? 0 : undefined}
        data-fetched-at={fetchedAt ?? undefined}
      >
        {refreshing ? <LoaderCircle aria-hidden className={css.spin} /> : null}
        {/* Beside its age the turning icon says it: words would take the room of the buttons. */}
        {refreshing ? (
          <span className={fetchedAt === null ? undefined : 'hidden-words'}>Refreshing…</span>
        ) : null}
        {refreshing && fetchedAt === null ? null : age}
        {doubted ? <span className={css.failed}>{doubtText.badge}</span> : null}
        {failed ? <span className={css.failed}>Refresh failed</span> : null}
        {unreadable > 0 ? <span className={css.failed}>{unreadable} unreadable</span> : null}
      </span>
    </Tooltip>
  );
}
