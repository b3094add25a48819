import { setImmediate as nextTurn } from 'node:timers/promises';

/** Long work in steps of some milliseconds at most. */
export type Steps<T> = Generator<void, T>;

/** Does all of it, with other work in between. `longest`: so long (ms) it goes on before whatever else waits gets its turn. */
export async function inTurns<T>(steps: Steps<T>, longest = 8): Promise<T> {
  let began = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - began < longest) continue;
    await nextTurn();
    began = performance.now();
  }
}

/** Does all of it at once. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
