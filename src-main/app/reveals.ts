import { randomUUID } from 'node:crypto';
import { clipboard } from 'electron';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import { errorFrom } from '../base/errors.ts';
import { revealText } from './text.ts';

const clearAfterMs = 60_000;

const gone = () => fail(errorFrom('not-found', revealText.gone));

export interface Reveals {
  put(secret: string): string;
  /** The secret, the first time; afterwards only copying works. */
  reveal(id: string): Result<{ secret: string }>;
  copy(id: string): Promise<Result<{ clearsAt: number }>>;
  /** Copies a secret that is kept nowhere here; the clipboard is cleared after 60 s if it still holds it. */
  copyText(secret: string): Promise<{ clearsAt: number }>;
  forget(id: string): void;
  /** Secrets that wait to be stored. */
  waiting(): number;
  forgetAll(): void;
  /** Empties the clipboard if it still holds a secret of ours; for quitting. */
  clearClipboard(): Promise<void>;
}

/** Secrets of new tokens between their creation and the end of the reveal dialog: in memory, under random ids. */
export function createReveals(): Reveals {
  const held = new Map<string, { secret: string; shown: boolean }>();
  let copied: { text: string; timer: NodeJS.Timeout } | null = null;

  // The clipboard's calls return promises from Electron 45 on, and values before: `await` works for both.
  const clearClipboard = async () => {
    const ours = copied;
    if (!ours) return;
    copied = null;
    clearTimeout(ours.timer);
    if ((await clipboard.readText()) === ours.text) clipboard.clear();
  };
  const copyText = async (text: string) => {
    if (copied) clearTimeout(copied.timer);
    await clipboard.writeText(text);
    copied = { text, timer: setTimeout(() => void clearClipboard(), clearAfterMs) };
    return { clearsAt: Date.now() + clearAfterMs };
  };
  return {
    put(secret) {
      const id = randomUUID();
      held.set(id, { secret, shown: false });
      return id;
    },
    reveal(id) {
      const entry = held.get(id);
      if (!entry || entry.shown) return gone();
      entry.shown = true;
      return ok({ secret: entry.secret });
    },
    async copy(id) {
      const entry = held.get(id);
      return entry ? ok(await copyText(entry.secret)) : gone();
    },
    copyText,
    forget: (id) => void held.delete(id),
    waiting: () => held.size,
    forgetAll: () => held.clear(),
    clearClipboard,
  };
}
