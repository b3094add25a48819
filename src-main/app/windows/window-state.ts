import { readFileSync, renameSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import type { Preferences } from '../../../src-preload/contract/app.ts';
import type { LockRules } from '../../../src-preload/contract/vault.ts';
import { defaultSettings } from '../../../src-preload/shared/settings/table.ts';
import type { Settings } from '../../../src-preload/shared/settings/types.ts';
import { isValueOf } from '../../../src-preload/shared/settings/values.ts';
import { codeOf, removeUnfinished, writeFileAtomic } from '../../base/atomic-file.ts';

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
  logLevel: Settings['logLevel'];
  bounds: WindowBounds;
  /** Where the user last chose a file. */
  dialogFolder: string | null;
  /** What the organization decided of the preferences at the last start: the next window is opened before its policy is read. */
  forced: Partial<Preferences>;
}

const defaults: File = {
  version: 1,
  preferences: {
    theme: defaultSettings.theme,
    density: defaultSettings.density,
    zoom: defaultSettings.zoom,
  },
  lock: { afterMinutes: defaultSettings.lockAfterMinutes, onSleep: defaultSettings.lockOnSleep },
  logLevel: defaultSettings.logLevel,
  bounds: { x: null, y: null, width: 1280, height: 800, maximized: false },
  dialogFolder: null,
  forced: {},
};

/** Each field on its own: a bad one is clamped or becomes its default, and the others stay. By hand, because zod would slow the start. */
function fieldsOf(file: unknown): Omit<File, 'version'> {
  if (file === null || typeof file !== 'object' || Array.isArray(file)) throw new TypeError('not an object');
  const { preferences, lock, bounds } = defaults;
  const inFile = fieldIn(file, 'preferences');
  const rules = fieldIn(file, 'lock');
  const place = fieldIn(file, 'bounds');
  const theme = fieldIn(inFile, 'theme');
  const density = fieldIn(inFile, 'density');
  const zoom = fieldIn(inFile, 'zoom');
  const maximized = fieldIn(place, 'maximized');
  const afterMinutes = fieldIn(rules, 'afterMinutes');
  const onSleep = fieldIn(rules, 'onSleep');
  const logLevel = fieldIn(file, 'logLevel');
  const folder = fieldIn(file, 'dialogFolder');
  const forced = fieldIn(file, 'forced');
  return {
    forced: validLook(fieldIn(forced, 'theme'), fieldIn(forced, 'density'), fieldIn(forced, 'zoom')),
    dialogFolder: typeof folder === 'string' && isAbsolute(folder) ? folder : null,
    preferences: {
      theme: isValueOf('theme', theme) ? theme : preferences.theme,
      density: isValueOf('density', density) ? density : preferences.density,
      zoom: isValueOf('zoom', zoom) ? zoom : preferences.zoom,
    },
    lock: {
      afterMinutes: isValueOf('lockAfterMinutes', afterMinutes) ? afterMinutes : lock.afterMinutes,
      onSleep: typeof onSleep === 'boolean' ? onSleep : lock.onSleep,
    },
    logLevel: isValueOf('logLevel', logLevel) ? logLevel : defaults.logLevel,
    bounds: {
      x: wholeNumber(fieldIn(place, 'x'), -largest, largest) ?? bounds.x,
      y: wholeNumber(fieldIn(place, 'y'), -largest, largest) ?? bounds.y,
      width: wholeNumber(fieldIn(place, 'width'), smallest.width, largest) ?? bounds.width,
      height: wholeNumber(fieldIn(place, 'height'), smallest.height, largest) ?? bounds.height,
      maximized: typeof maximized === 'boolean' ? maximized : false,
    },
  };
}

const validLook = (theme: unknown, density: unknown, zoom: unknown): Partial<Preferences> => ({
  ...(isValueOf('theme', theme) ? { theme } : {}),
  ...(isValueOf('density', density) ? { density } : {}),
  ...(isValueOf('zoom', zoom) ? { zoom } : {}),
});

const fieldIn = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

const wholeNumber = (value: unknown, low: number, high: number): number | null =>
  typeof value === 'number' && Number.isFinite(value)
    ? Math.round(Math.max(low, Math.min(value, high)))
    : null;

export interface WindowState {
  /** How windows look: as it was chosen, where the organization decides nothing else. */
  preferences(): Preferences;
  /** Has these hold over what was chosen, which stays in the file for when the policy goes. They hold at the next start from the first paint on. */
  force(managed: Partial<Settings>): Promise<void>;
  setPreferences(change: Partial<Preferences>): Promise<void>;
  lockRules(): LockRules;
  setLockRules(next: LockRules): Promise<void>;
  logLevel(): Settings['logLevel'];
  setLogLevel(next: Settings['logLevel']): Promise<void>;
  bounds(): WindowBounds;
  setBounds(next: WindowBounds): Promise<void>;
  dialogFolder(): string | null;
  setDialogFolder(next: string): Promise<void>;
  /** Resolves when everything set so far is on disk, or couldn't be written. Nothing is written afterwards: the app is quitting. */
  close(): Promise<void>;
}

/**
 * Theme, density, zoom, when to lock, what to log, and the window's bounds: needed before any database is open, so they are in a file of their own, unencrypted. A file
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
    preferences: () => ({ ...state.preferences, ...state.forced }),
    force: ({ theme, density, zoom }) => save({ ...state, forced: validLook(theme, density, zoom) }),
    setPreferences: (change) => save({ ...state, preferences: { ...state.preferences, ...change } }),
    lockRules: () => state.lock,
    setLockRules: (next) => save({ ...state, lock: next }),
    logLevel: () => state.logLevel,
    setLogLevel: (next) => save({ ...state, logLevel: next }),
    bounds: () => state.bounds,
    setBounds: (next) => save({ ...state, bounds: next }),
    dialogFolder: () => state.dialogFolder,
    setDialogFolder: (next) => save({ ...state, dialogFolder: next }),
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
    return { version: 1, ...fieldsOf(JSON.parse(text)) };
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
