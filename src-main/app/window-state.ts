import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { preferences, type Preferences } from '../../src-preload/contract/app.ts';
import { writeFileAtomic } from '../base/atomic-file.ts';

const bounds = z.object({
  x: z.int().nullable(),
  y: z.int().nullable(),
  width: z.int().min(900),
  height: z.int().min(600),
  maximized: z.boolean(),
});
export type WindowBounds = z.infer<typeof bounds>;

const file = z.object({ version: z.literal(1), preferences, bounds });
type File = z.infer<typeof file>;

const defaults: File = {
  version: 1,
  preferences: { theme: 'system', density: 'normal' },
  bounds: { x: null, y: null, width: 1280, height: 800, maximized: false },
};

export interface WindowState {
  preferences(): Preferences;
  setPreferences(change: Partial<Preferences>): Promise<void>;
  bounds(): WindowBounds;
  setBounds(next: WindowBounds): Promise<void>;
  /** Resolves when everything set so far is on disk, or couldn't be written. */
  saved(): Promise<void>;
}

/**
 * Theme, density and the window's bounds: needed before any database is open, so they are in a file of their own, unencrypted. A damaged
 * file means the defaults, without a notice.
 */
export function openWindowState(path: string): WindowState {
  let state = defaults;
  if (existsSync(path)) {
    try {
      const parsed = file.safeParse(JSON.parse(readFileSync(path, 'utf8')));
      if (parsed.success) state = parsed.data;
    } catch {
      state = defaults;
    }
  }
  let writing: Promise<void> = Promise.resolve();
  const save = (next: File) => {
    state = next;
    // One after the other: the newest must also be the last.
    const written = writing.then(() => writeFileAtomic(path, JSON.stringify(next)));
    writing = written.catch(() => undefined);
    return written;
  };
  return {
    preferences: () => state.preferences,
    setPreferences: (change) => save({ ...state, preferences: { ...state.preferences, ...change } }),
    bounds: () => state.bounds,
    setBounds: (next) => save({ ...state, bounds: next }),
    saved: () => writing,
  };
}
