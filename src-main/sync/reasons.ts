import { minute, second } from '../../src-preload/shared/units.ts';
import type { StoredFreshness } from '../store/roster/types.ts';
import type { RefreshReason } from './sync.ts';

/** How long after the last refresh the next one is due, in ms; null: only when it's asked for. */
export interface Periods {
  inView: number | null;
  everything: number | null;
}
export const defaultPeriods: Periods = { inView: 5 * minute, everything: 30 * minute };

interface Rule {
  /** Lists fetched more recently than this (ms) are left alone; 0: always fetched. */
  minAge: number;
  /** Without a workspace: also all lists of all its workspaces, so that offline has them. */
  everything: boolean;
  /** The user or an event says that it may work now: waiting out a back-off would be wrong. */
  resetsBackoff: boolean;
}

/** What each reason for a refresh means. */
export const rules: Readonly<Record<RefreshReason, Rule>> = {
  'sign-in': { minAge: 0, everything: true, resetsBackoff: true },
  manual: { minAge: 0, everything: true, resetsBackoff: true },
  network: { minAge: 30 * second, everything: true, resetsBackoff: true },
  resume: { minAge: minute, everything: true, resetsBackoff: true },
  // For a round of the usual period; `minAgeOf` has that of others.
  background: { minAge: 25 * minute, everything: true, resetsBackoff: false },
  'in-view': { minAge: 0, everything: false, resetsBackoff: false },
  change: { minAge: 0, everything: false, resetsBackoff: false },
  // Walking through workspaces with the arrow keys must not become a request per key.
  selection: { minAge: 15 * second, everything: false, resetsBackoff: false },
  focus: { minAge: minute, everything: false, resetsBackoff: false },
};

/**
 * How old a list has to be for this reason. In a round it is a little under the period, so that a list fetched just after the last
 * round isn't left out of two.
 */
export const minAgeOf = (reason: RefreshReason, { everything }: Periods): number =>
  reason === 'background' && everything !== null ? (everything * 5) / 6 : rules[reason].minAge;

/**
 * Whether a list is old enough to be fetched; one whose last try failed always is. What counts is when the server was asked: an
 * inventory that was entered long ago is as old after a fetch as before. One from the future is due: the clock was set back.
 */
export function isDue(freshness: StoredFreshness, minAge: number, now: number): boolean {
  const { fetchedAt, triedAt, error } = freshness;
  if (fetchedAt === null || error !== null) return true;
  const age = now - Math.max(fetchedAt, triedAt ?? 0);
  return age < 0 || age >= minAge;
}
