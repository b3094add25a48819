import { createHash } from 'node:crypto';

export interface RateLimit {
  /** Counts one request. `resetAt`: Unix seconds at which the count starts over. */
  count(token: string): { readonly allowed: boolean; readonly resetAt: number };
}

const window = 60_000;

/** So many requests per token in each minute that begins with its first request. */
export function createRateLimit(perMinute: number, now: () => number): RateLimit {
  const windows = new Map<string, { readonly until: number; used: number }>();

  return {
    count(token) {
      const time = now();
      for (const [key, { until }] of windows) if (until <= time) windows.delete(key);
      const key = createHash('sha256').update(token).digest('base64url');
      const current = windows.get(key) ?? { until: time + window, used: 0 };
      windows.set(key, current);
      current.used += 1;
      return { allowed: current.used <= perMinute, resetAt: Math.ceil(current.until / 1000) };
    },
  };
}
