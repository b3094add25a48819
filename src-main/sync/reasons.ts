import { minute, second } from '../../src-preload/shared/units.ts';
import type { StoredFreshness } from '../store/roster/types.ts';
import type { RefreshReason } from './sync.ts';

export const inViewEvery = 5 * minute;
export const backgroundEvery = 30 * minute;

interface Rule {
  /** Lists fetched more recently than this (ms) are left alone; 0: always fetched. */
  minAge: number;
  /** Without a workspace: also all lists of all its workspaces, so that offline has them. */
  everything: boolean;
  /** Somebody or something says that it may work now: waiting out a back-off would be wrong. */
  resetsBackoff: boolean;
}

/** What each reason for a refresh means. */
export const rules: Readonly<Record<RefreshReason, Rule>> = {
  'sign-in': { minAge: 0, everything: true, resetsBackoff: true },
  manual: { minAge: 0, everything: true, resetsBackoff: true },
  network: { minAge: 30 * second, everything: true, resetsBackoff: true },
  resume: { minAge: minute, everything: true, resetsBackoff: true },
  // A little under the period, so that a list fetched just after the last round isn't left out of two rounds.
  background: { minAge: backgroundEvery - 5 * minute, everything: true, resetsBackoff: false },
  'in-view': { minAge: 0, everything: false, resetsBackoff: false },
  change: { minAge: 0, everything: false, resetsBackoff: false },
  // Walking through workspaces with the arrow keys must not become a request per key.
  selection: { minAge: 15 * second, everything: false, resetsBackoff: false },
  focus: { minAge: minute, everything: false, resetsBackoff: false },
};

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
