const first = 5_000;
const longest = 5 * 60_000;

/**
 * How long to wait (ms) after the `failures`th failure in a row: 5 s doubling to 5 min, ±20 % so that many apps
 * behind one broken server don't return together. `random` gives 0 to 1.
 */
export function backoff(failures: number, random: () => number): number {
  const base = Math.min(longest, first * 2 ** Math.min(Math.max(failures, 1) - 1, 16));
  return Math.round(Math.min(longest, base * (0.8 + 0.4 * random())));
}
