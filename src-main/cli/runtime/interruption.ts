import { setTimeout as wait } from 'node:timers/promises';

/** What ends a command from outside: Ctrl+C, a service manager or `kill`, and the end of its terminal. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
type Interruption = (typeof signals)[number];
type Handler = (signal: Interruption) => void;

const handlers: Handler[] = [];
const onSignal = (signal: Interruption) => handlers.at(-1)?.(signal);

/** Handles the next interruption here, before any handler that was set earlier. Returns a function that removes this one. */
export function whenInterrupted(handler: Handler): () => void {
  if (handlers.length === 0) for (const signal of signals) process.on(signal, onSignal);
  handlers.push(handler);
  return () => {
    const at = handlers.lastIndexOf(handler);
    if (at >= 0) handlers.splice(at, 1);
    if (handlers.length === 0) for (const signal of signals) process.off(signal, onSignal);
  };
}

/** Ends the process by the signal itself, so that a shell ends the loop or the script that the command is in. */
function endBy(signal: Interruption): void {
  handlers.length = 0;
  for (const one of signals) process.off(one, onSignal);
  process.kill(process.pid, signal);
}

/** What is closed on the way is worth so long a wait. */
const longestCloseMs = 2000;

/** Gives back what the command holds, and ends it; a second interruption ends it at once. */
export async function closeAndEnd(signal: Interruption, close: () => Promise<unknown>): Promise<void> {
  whenInterrupted(endBy);
  await Promise.race([close().catch(() => undefined), wait(longestCloseMs)]);
  endBy(signal);
}
