import { LoaderCircle } from 'lucide-react';
import type { Freshness } from '../../src-preload/contract/freshness.ts';
import { absoluteTime, relativeTime } from '../lib/format.ts';
import { Tooltip } from './Tooltip.tsx';
import css from './Freshness.module.css';

const minute = 60_000;
const day = 24 * 60 * minute;

export type Band = 'never' | 'fresh' | 'recent' | 'stale' | 'old';

/** How far a list may be trusted by its age: under 15 min, a day, a week, or older. Epoch ms. */
export function bandOf(fetchedAt: number | null, now: number): Band {
  if (fetchedAt === null) return 'never';
  const age = now - fetchedAt;
  if (age < 15 * minute) return 'fresh';
  if (age < day) return 'recent';
  return age <= 7 * day ? 'stale' : 'old';
}

/** "As of 3 min ago", in a tone that follows the age; says also that the last try failed, and why on hover. */
export function AsOf({ freshness, now }: { freshness: Freshness; now: number }) {
  const { fetchedAt, error, refreshing, unreadable } = freshness;
  // The clock on screen moves every 30 s: what was fetched since is not "in a moment".
  const age = fetchedAt === null ? 'Never read' : `As of ${relativeTime(Math.min(fetchedAt, now), now)}`;
  const detail = [
    fetchedAt === null ? 'This list was never read whole.' : `Read whole on ${absoluteTime(fetchedAt)}.`,
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
    <Tooltip words={detail} side="bottom">
      <span className={`${css.asOf} ${css[bandOf(fetchedAt, now)]}`} tabIndex={failed ? 0 : undefined}>
        {refreshing ? <LoaderCircle aria-hidden className={css.spin} /> : null}
        {refreshing ? 'Refreshing… ' : null}
        {refreshing && fetchedAt === null ? null : age}
        {failed ? <span className={css.failed}>Last try failed</span> : null}
        {unreadable > 0 ? <span className={css.failed}>{unreadable} unreadable</span> : null}
      </span>
    </Tooltip>
  );
}
