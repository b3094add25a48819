/** For how long a plan has been running: its time before the last pause (ms), and since when (epoch ms) it runs; null: it is paused. */
export interface Pace {
  ranMs: number;
  since: number | null;
}

const ran = ({ ranMs, since }: Pace, now: number): number => ranMs + (since === null ? 0 : now - since);

export const paceFrom = (now: number): Pace => ({ ranMs: 0, since: now });
export const pausePace = (pace: Pace, now: number): Pace => ({ ranMs: ran(pace, now), since: null });
export const resumePace = (pace: Pace, now: number): Pace => ({ ranMs: ran(pace, now), since: now });

/** Before that the rate is a guess. */
const least = { ms: 3000, done: 20 };

/** How fast it is, and how much longer it takes at that rate; null: too little was done to estimate it. */
export function estimate(
  pace: Pace,
  now: number,
  done: number,
  total: number,
): { perMinute: number; leftMs: number } | null {
  const ms = ran(pace, now);
  if (ms < least.ms || done < least.done) return null;
  return { perMinute: (done / ms) * 60_000, leftMs: (ms / done) * (total - done) };
}
