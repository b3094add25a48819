/** How fast a plan goes. A pause doesn’t count. */
export interface Pace {
  /** How long it ran before its last pause (ms), and since when (epoch ms) it runs; null: it is paused. */
  ranMs: number;
  since: number | null;
  /** How much of it was done when it last got further, and how long it had run by then (ms): changes are proven many at once. */
  done: number;
  doneAfterMs: number;
}

const ran = ({ ranMs, since }: Pace, now: number): number => ranMs + (since === null ? 0 : now - since);

export const paceFrom = (now: number): Pace => ({ ranMs: 0, since: now, done: 0, doneAfterMs: 0 });
export const pausePace = (pace: Pace, now: number): Pace => ({ ...pace, ranMs: ran(pace, now), since: null });
export const resumePace = (pace: Pace, now: number): Pace => ({ ...pace, ranMs: ran(pace, now), since: now });
export const advancePace = (pace: Pace, now: number, done: number): Pace =>
  done === pace.done ? pace : { ...pace, done, doneAfterMs: ran(pace, now) };

/** Before that the rate is a guess. */
const least = { ms: 3000, done: 20 };

/** Whether a plan is so long that its speed can be estimated at some time. */
export const isPaced = (total: number): boolean => total > least.done;

/** How fast it is, and how much longer it takes at that rate; null: too little was done to estimate it. */
export function estimate(
  pace: Pace,
  now: number,
  total: number,
): { perMinute: number; leftMs: number } | null {
  const { done, doneAfterMs } = pace;
  if (doneAfterMs < least.ms || done < least.done) return null;
  const left = (doneAfterMs / done) * (total - done) - (ran(pace, now) - doneAfterMs);
  return { perMinute: (done / doneAfterMs) * 60_000, leftMs: Math.max(0, left) };
}
