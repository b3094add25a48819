/** In milliseconds. */
export const rateWindow = 60_000;
export const defaultRateLimit = 120;

/**
 * Counts the requests of each caller over the last minute. Returns 0 where the request may pass, else after how many whole seconds
 * the next may. Refused requests don't count.
 */
export function createRateLimit(limit: number, now: () => number): (caller: string) => number {
  const passed = new Map<string, number[]>();
  return (caller) => {
    const since = now() - rateWindow;
    for (const [one, times] of passed) if ((times.at(-1) ?? 0) <= since) passed.delete(one);
    const recent = (passed.get(caller) ?? []).filter((time) => time > since);
    const first = recent[0];
    if (recent.length >= limit && first !== undefined) return Math.max(1, Math.ceil((first - since) / 1000));
    recent.push(now());
    passed.set(caller, recent);
    return 0;
  };
}
