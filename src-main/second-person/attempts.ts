import type { SecondPersonRecord } from './record.ts';

/** So many wrong passphrases are free: people mistype. */
const freeAttempts = 3;
const firstWaitMs = 30_000;
const longestWaitMs = 15 * 60_000;

/** How long no passphrase is taken any more (ms): it doubles with each wrong one. */
export function waitAfter({ count, at }: SecondPersonRecord['wrong'], now: number): number {
  if (count < freeAttempts) return 0;
  const wait = Math.min(longestWaitMs, firstWaitMs * 2 ** (count - freeAttempts));
  // A clock that was set back begins the wait again instead of making it longer.
  return Math.max(0, wait - Math.max(0, now - at));
}
