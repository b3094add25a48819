import { useEffect } from 'react';

/** After so long (ms) it is loaded even while the window is busy. */
const longestWaitMs = 5000;

/**
 * Loads the code of what isn't on the first screen once the window is idle: it is there before it is needed, and doesn't hold up the start.
 * `load` must be the same function each time.
 */
export function useIdlePreload(load: () => Promise<unknown>): void {
  useEffect(() => {
    const idle = requestIdleCallback(() => void load(), { timeout: longestWaitMs });
    return () => cancelIdleCallback(idle);
  }, [load]);
}
