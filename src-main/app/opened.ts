import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openedExtension } from '../../src-preload/shared/opened-names.ts';
import { addressScheme } from '../../src-preload/shared/place-address.ts';

/** A link, or the path of a file, that the system opened Steward with. */
export type Opened = { kind: 'link'; link: string } | { kind: 'file'; path: string };

/** What the system opened Steward with. A page takes one after the other, once it can show them: unlocked, and with its lists. */
export interface OpenedQueue {
  /** Keeps the links and files among the words of a command line that was given in `folder`. */
  put(words: readonly string[], folder: string): void;
  /** The oldest that waits, once. */
  take(): Opened | null;
  /** Is called whenever something came to wait. */
  onPut(listener: () => void): void;
}

/** A page could open links without end; a person opens only a few. */
const mostWaiting = 10;

export function createOpenedQueue(): OpenedQueue {
  let waiting: readonly Opened[] = [];
  const listeners: (() => void)[] = [];
  return {
    put(words, folder) {
      const found = words.flatMap((word) => openedIn(word, folder) ?? []);
      if (found.length === 0) return;
      const repeated = new Set(found.map((one) => JSON.stringify(one)));
      const others = waiting.filter((one) => !repeated.has(JSON.stringify(one)));
      waiting = [...others, ...found].slice(-mostWaiting);
      for (const listener of listeners) listener();
    },
    take() {
      const [first = null, ...rest] = waiting;
      waiting = rest;
      return first;
    },
    onPut: (listener) => void listeners.push(listener),
  };
}

function openedIn(word: string, folder: string): Opened | null {
  if (word.toLowerCase().startsWith(`${addressScheme}//`)) return { kind: 'link', link: word };
  const isUrl = word.toLowerCase().startsWith('file:');
  // Only an address is a file for sure, and refused with the reason where it's of another kind.
  if (word.startsWith('-') || (!isUrl && openedExtension(word) === null)) return null;
  if (!isUrl) return { kind: 'file', path: resolve(folder, word) };
  try {
    // Desktops give a file as its path or as its URL; one with a host is on another computer.
    return new URL(word).host === '' ? { kind: 'file', path: fileURLToPath(word) } : null;
  } catch {
    return null;
  }
}
