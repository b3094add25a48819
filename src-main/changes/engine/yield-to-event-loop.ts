import { setImmediate as nextTurn } from 'node:timers/promises';

/** So long (ms) long work goes on before whatever else waits gets its turn. */
const longest = 10;

/** Lets others have their turn within a loop over thousands: `if (turns.isDue()) await turns.next();`. */
export interface EventLoopYield {
  isDue(): boolean;
  next(): Promise<void>;
}

/** Of all such work together, because one loop follows another in the same turn. */
let lastTurn = 0;

export function createEventLoopYield(): EventLoopYield {
  return {
    isDue: () => performance.now() - lastTurn >= longest,
    async next() {
      await nextTurn();
      lastTurn = performance.now();
    },
  };
}
