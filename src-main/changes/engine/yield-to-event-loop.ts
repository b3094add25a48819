import { setImmediate as nextTurn } from 'node:timers/promises';

/** So long (ms) long work goes on before whatever else waits gets its turn. */
const longest = 10;

/** Lets others have their turn within a loop over thousands: `if (turns.isDue()) await turns.next();`. */
export interface EventLoopYield {
  isDue(): boolean;
  next(): Promise<void>;
}

export function createEventLoopYield(): EventLoopYield {
  let since = performance.now();
  return {
    isDue: () => performance.now() - since >= longest,
    async next() {
      await nextTurn();
      since = performance.now();
    },
  };
}
