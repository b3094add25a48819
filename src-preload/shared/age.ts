import { day, minute } from './units.ts';
/** A fetch may seem this far ahead of the clock (ms): clocks are read at different moments, and corrected by little. */
const slack = 2 * minute;

/** How old a list is, in the bands that every screen says alike; `unknown`: its age isn't known, because the clock was set back since. */
export type AgeBand = 'fresh' | 'today' | 'week' | 'old' | 'unknown';

/**
 * How far a list may be trusted by its age: under 15 minutes nothing is said of it; under a day "as of"; up to 7 days with a caution;
 * beyond it is old. Both are epoch ms of this computer's clock; what seems to come from the future is never fresh.
 */
export function bandOf(fetchedAt: number | null, now: number): AgeBand | 'never' {
  if (fetchedAt === null) return 'never';
  const age = now - fetchedAt;
  if (age < -slack) return 'unknown';
  if (age < 15 * minute) return 'fresh';
  if (age < day) return 'today';
  return age <= 7 * day ? 'week' : 'old';
}
