import { setImmediate as nextTurn } from 'node:timers/promises';

/** So long (ms) background work goes on before a search that came meanwhile is answered. */
const turnMs = 30;

export interface FairTurns {
  /** Runs the steps of background work, with searches in between. */
  inTurns(steps: Iterator<void>): Promise<void>;
  /** Answers a search. */
  search<T>(work: () => T): T;
}

/**
 * Shares a thread between searches and the work that makes the next ones quick. That gets as much time as the searches took: in short turns
 * alone it would never be done while somebody types, because each search takes long until it is.
 */
export function createFairTurns(now: () => number = () => performance.now()): FairTurns {
  let searchedMs = 0;
  return {
    async inTurns(steps) {
      for (;;) {
        const until = now() + Math.max(turnMs, searchedMs);
        searchedMs = 0;
        do if (steps.next().done === true) return;
        while (now() < until);
        await nextTurn();
      }
    },
    search(work) {
      const began = now();
      try {
        return work();
      } finally {
        searchedMs += now() - began;
      }
    },
  };
}
