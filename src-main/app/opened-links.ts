import { addressScheme } from '../../src-preload/shared/place-address.ts';

/** Links to places that the system opened Steward with. The page takes one when it can show it: unlocked, and with its lists. */
export interface OpenedLinks {
  /** Keeps the link among these words of a command line, if there is one, until it is taken. */
  put(words: readonly string[]): void;
  /** The newest, once. */
  take(): string | null;
}

export function createOpenedLinks(onLink: () => void): OpenedLinks {
  let waiting: string | null = null;
  return {
    put(words) {
      const link = words.find((word) => word.toLowerCase().startsWith(`${addressScheme}//`));
      if (link === undefined) return;
      waiting = link;
      onLink();
    },
    take() {
      const link = waiting;
      waiting = null;
      return link;
    },
  };
}
