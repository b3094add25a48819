import { timeAgo } from './format/dates.ts';
import { day, minute, week } from './units.ts';

/** A fetch can seem this far in the future (ms), because clocks are corrected by small amounts. */
const clockTolerance = 2 * minute;

/** How old a list is, in the bands that all screens use; `unknown`: the clock was set back since. */
export type AgeBand = 'fresh' | 'today' | 'week' | 'old' | 'unknown';

/**
 * How far a list can be trusted by its age: under 15 minutes without a note; under a day "as of"; up to a week with a caution; then it is
 * old. Both times are epoch ms of this computer's clock; what seems to be from the future is never fresh.
 */
export function bandOf(fetchedAt: number | null, now: number): AgeBand | 'never' {
  if (fetchedAt === null) return 'never';
  const age = now - fetchedAt;
  if (age < -clockTolerance) return 'unknown';
  if (age < 15 * minute) return 'fresh';
  if (age < day) return 'today';
  return age <= week ? 'week' : 'old';
}

/** "As of 3 min ago"; the clock on screen moves every 30 s, so what was fetched since is not "in a moment". Both epoch ms. */
export function ageText(fetchedAt: number | null, now: number): string {
  switch (bandOf(fetchedAt, now)) {
    case 'never':
      return 'Not fetched yet';
    case 'unknown':
      return 'Age unknown';
    default:
      return `As of ${timeAgo(fetchedAt ?? now, now)}`;
  }
}
