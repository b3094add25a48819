import { useSyncExternalStore } from 'react';

// One timer for everything on screen that shows an age, so that all of it moves at once; none when nothing does.
let now = Date.now();
let timer: ReturnType<typeof setInterval> | null = null;
const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  if (timer === null) {
    timer = setInterval(() => {
      now = Date.now();
      for (const each of listeners) each();
    }, 30_000);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer !== null) {
      clearInterval(timer);
      timer = null;
    }
  };
}

function read() {
  // Something that mounts after a pause of the timer must not show an old age.
  if (timer === null) now = Math.max(now, Date.now() - (Date.now() % 1000));
  return now;
}

/** The time in epoch ms, moving on every 30 s. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, read);
}
