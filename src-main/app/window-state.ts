import { readFileSync, renameSync } from 'node:fs';
import { z } from 'zod';
import { preferences, type Preferences } from '../../src-preload/contract/app.ts';
import { lockRules, type LockRules } from '../../src-preload/contract/vault.ts';
import { codeOf, removeUnfinished, writeFileAtomic } from '../base/atomic-file.ts';

export const smallest = { width: 900, height: 600 };
/** No screen is larger, and Chromium takes no larger number. */
const largest = 20_000;

export interface WindowBounds {
  x: number | null;
  y: number | null;
  width: number;
  height: number;
  maximized: boolean;
}

interface File {
  version: 1;
  preferences: Preferences;
  lock: LockRules;
  bounds: WindowBounds;
}

const defaults: File = {
  version: 1,
  preferences: { theme: 'system', density: 'normal' },
  lock: { afterMinutes: null, onSleep: false },
  bounds: { x: null, y: null, width: 1280, height: 800, maximized: false },
};

const wholeNumber = (low: number, high: number) =>
  z.number().transform((value) => Math.round(Math.max(low, Math.min(value, high))));
const place = wholeNumber(-largest, largest).nullable().catch(null);

/** Each field on its own: a bad one is clamped or becomes its default, and the others stay. */
const readFields = z.object({
  preferences: z
    .object({
      theme: preferences.shape.theme.catch(defaults.preferences.theme),
      density: preferences.shape.density.catch(defaults.preferences.density),
    })
    .catch(defaults.preferences),
  lock: z
    .object({
      afterMinutes: lockRules.shape.afterMinutes.catch(defaults.lock.afterMinutes),
      onSleep: lockRules.shape.onSleep.catch(defaults.lock.onSleep),
    })
    .catch(defaults.lock),
  bounds: z
    .object({
      x: place,
      y: place,
      width: wholeNumber(smallest.width, largest).catch(defaults.bounds.width),
      height: wholeNumber(smallest.height, largest).catch(defaults.bounds.height),
      maximized: z.boolean().catch(false),
    })
    .catch(defaults.bounds),
});

export interface WindowState {
  preferences(): Preferences;
  setPreferences(change: Partial<Preferences>): Promise<void>;
  lockRules(): LockRules;
  setLockRules(next: LockRules): Promise<void>;
  bounds(): WindowBounds;
  setBounds(next: WindowBounds): Promise<void>;
  /** Resolves when everything set so far is on disk, or couldn't be written. Nothing is written afterwards: the app is quitting. */
  close(): Promise<void>;
}

/**
 * Theme, density, when to lock, and the window's bounds: needed before any database is open, so they are in a file of their own, unencrypted. A file
 * that isn't JSON is set aside as `window.json.corrupt`.
 */
export function openWindowState(path: string): WindowState {
  removeUnfinished(path);
  let state = read(path);
  let writing: Promise<void> = Promise.resolve();
  let closed = false;
  const save = (next: File) => {
    const same = JSON.stringify(next) === JSON.stringify(state);
    state = next;
    if (same || closed) return writing;
    // One after the other: the newest must also be the last.
    const written = writing.then(() => writeFileAtomic(path, JSON.stringify(next)));
    writing = written.catch(() => undefined);
    return written;
  };
  return {
    preferences: () => state.preferences,
    setPreferences: (change) => save({ ...state, preferences: { ...state.preferences, ...change } }),
    lockRules: () => state.lock,
    setLockRules: (next) => save({ ...state, lock: next }),
    bounds: () => state.bounds,
    setBounds: (next) => save({ ...state, bounds: next }),
    close() {
      closed = true;
      return writing;
    },
  };
}

function read(path: string): File {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    if (codeOf(cause) !== 'ENOENT') setAside(path);
    return defaults;
  }
  try {
    return { version: 1, ...readFields.parse(JSON.parse(text)) };
  } catch {
    setAside(path);
    return defaults;
  }
}

function setAside(path: string): void {
  try {
    renameSync(path, `${path}.corrupt`);
  } catch {
    // A folder that can't be written to: the defaults serve all the same.
  }
}
