import { readFileSync } from 'node:fs';
import { desktopSettings, type DesktopSettings } from '../../src-preload/contract/desktop.ts';
import { removeUnfinished, writeFileAtomic } from '../base/atomic-file.ts';

export interface DesktopSettingsFile {
  current(): DesktopSettings;
  /** Rejects where it can’t be written; the settings are as before then. */
  change(change: Partial<DesktopSettings>): Promise<DesktopSettings>;
  /** Calls back after each change. */
  onChanged(listener: (settings: DesktopSettings) => void): void;
}

/** The settings of what Steward does outside of its window, in a file of their own: they hold while the vault is locked too. */
export function openDesktopSettings(path: string): DesktopSettingsFile {
  removeUnfinished(path);
  let settings = read(path);
  const listeners: ((settings: DesktopSettings) => void)[] = [];
  let writing: Promise<unknown> = Promise.resolve();
  return {
    current: () => settings,
    change(change) {
      const written = writing.then(async () => {
        const next = { ...settings, ...change };
        await writeFileAtomic(path, JSON.stringify(next));
        settings = next;
        for (const listener of listeners) listener(next);
        return next;
      });
      // One after the other, so that no change is lost; a failed one doesn’t stop the next.
      writing = written.catch(() => undefined);
      return written;
    },
    onChanged: (listener) => void listeners.push(listener),
  };
}

const defaults = desktopSettings.parse({});

/** Each setting on its own: a bad one is off, and the others stay. */
function read(path: string): DesktopSettings {
  try {
    const file: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof file !== 'object' || file === null) return defaults;
    const kept = Object.keys(defaults).filter((name) => typeof Reflect.get(file, name) === 'boolean');
    return desktopSettings.parse(Object.fromEntries(kept.map((name) => [name, Reflect.get(file, name)])));
  } catch {
    // Nothing was set yet, or what is there can’t be read.
    return defaults;
  }
}
