import type { SetTimer } from '../sync/timers.ts';

/** So long a copy without a window waits for the next command: a script runs several, one after the other. */
export const idleMs = 3000;

/** Whether this copy is there for its user, or without a window for the commands of a terminal, and when it ends. */
export interface Presence {
  /** Started by a command, and no window was asked for yet. */
  isWindowless(): boolean;
  /** The user wants a window: here, or from a new copy where this one can't show any. */
  show(): void;
  /** Is called once, before the first window of a copy that was started without one. */
  onShown(listener: () => void): void;
  /** The server of commands listens, and so many commands are connected. */
  commands(count: number): void;
  /** Quitting has begun: no window is opened any more. */
  quitting(): void;
  /** Whether a window was asked for that this copy couldn't show, so that another has to. */
  isWantedAgain(): boolean;
  /** Says what a copy without a window looks at before it ends. */
  watch(work: Work): void;
}

interface PresenceParts {
  isWindowless: boolean;
  /** Whether there's a display to show a window on. */
  hasDisplay: boolean;
  showWindow(): void;
  quit(): void;
  setTimer: SetTimer;
}

interface Work {
  /** A change is under way, whose command may have been ended. */
  isBusy(): boolean;
  /** False: the vault can't be opened, and only another start asks the keyring again. */
  isUsable(): boolean;
}

export function createPresence(parts: PresenceParts): Presence {
  let state: 'windowless' | 'shown' | 'quitting' = parts.isWindowless ? 'windowless' : 'shown';
  // Until it is told what to look at, it is still starting.
  let work: Work = { isBusy: () => true, isUsable: () => true };
  let connected = 0;
  let hadCommands = false;
  let isWantedAgain = false;
  let cancel = () => {};
  const listeners: (() => void)[] = [];

  const endWhenIdle = () => {
    cancel();
    if (state !== 'windowless' || connected > 0) return;
    const wait = isWantedAgain || (hadCommands && !work.isUsable()) ? 0 : idleMs;
    cancel = parts.setTimer(() => {
      if (state !== 'windowless' || connected > 0) return;
      if (work.isBusy()) cancel = parts.setTimer(endWhenIdle, idleMs);
      else parts.quit();
    }, wait);
  };

  return {
    isWindowless: () => state === 'windowless',
    show() {
      if (state === 'quitting' || (state === 'windowless' && !parts.hasDisplay)) {
        isWantedAgain = true;
        endWhenIdle();
        return;
      }
      if (state === 'windowless') {
        state = 'shown';
        cancel();
        for (const listener of listeners) listener();
      }
      parts.showWindow();
    },
    onShown: (listener) => void listeners.push(listener),
    commands(count) {
      connected = count;
      hadCommands ||= count > 0;
      endWhenIdle();
    },
    quitting() {
      state = 'quitting';
      cancel();
    },
    isWantedAgain: () => isWantedAgain,
    watch: (own) => void (work = own),
  };
}
