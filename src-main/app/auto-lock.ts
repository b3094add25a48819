import type { LockRules } from '../../src-preload/contract/vault.ts';

interface AutoLockParts {
  rules(): LockRules;
  /** Something is under way that locking would lose: it's tried again at the next look. */
  busy(): boolean;
  /** Whether the screen is found locked: not every system says when it becomes so. */
  isScreenLocked(): boolean;
  lock(): void;
  now(): number;
  /** Calls back every so many milliseconds, until the returned function is called. */
  every(ms: number, look: () => void): () => void;
}

export interface AutoLock {
  /** A key or the pointer was used in the window. */
  used(): void;
  /** The computer goes to sleep, or its screen is locked. */
  asleep(): void;
  stop(): void;
}

const lookEveryMs = 5_000;

/**
 * Locks after a while without use, and with the computer, where the user wants that. It counts what is done in Steward's own window: what
 * the system reports of its idle time is missing on some desktops.
 */
export function createAutoLock({ rules, busy, isScreenLocked, lock, now, every }: AutoLockParts): AutoLock {
  let lastUsed = now();
  let wasScreenLocked = false;
  const look = () => {
    const { afterMinutes, onSleep } = rules();
    const screenLocked = onSleep && isScreenLocked();
    if (screenLocked && !wasScreenLocked) lock();
    wasScreenLocked = screenLocked;
    // By the calendar's clock, which also counts the time that the computer slept.
    if (afterMinutes !== null && now() - lastUsed >= afterMinutes * 60_000 && !busy()) lock();
  };
  const stop = every(lookEveryMs, look);
  return {
    used() {
      // Time may have passed since the last look, as while the computer slept.
      look();
      lastUsed = now();
    },
    asleep() {
      if (rules().onSleep) lock();
    },
    stop,
  };
}
