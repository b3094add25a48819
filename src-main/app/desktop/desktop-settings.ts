import { readFileSync } from 'node:fs';
import { settingsOf } from '../../../src-preload/shared/settings/sections.ts';
import type { SettingChanges } from '../../../src-preload/shared/settings/types.ts';
import { isValueOf } from '../../../src-preload/shared/settings/values.ts';
import { removeUnfinished, writeFileAtomic } from '../../base/atomic-file.ts';

export interface DesktopSettingsFile {
  current(): SettingChanges;
  /** Keeps those of them that belong here. Rejects where they can’t be written; they are as before then. */
  write(values: SettingChanges): Promise<void>;
}

/** The settings of what Steward does outside of its windows, in a file of their own: they hold while the vault is locked too. */
export function openDesktopSettings(path: string): DesktopSettingsFile {
  removeUnfinished(path);
  let settings = read(path);
  let writing: Promise<void> = Promise.resolve();
  return {
    current: () => settings,
    write(values) {
      const ours = kept(values);
      if (Object.keys(ours).length === 0) return Promise.resolve();
      const written = writing.then(async () => {
        const next = { ...settings, ...ours };
        await writeFileAtomic(path, JSON.stringify(next));
        settings = next;
      });
      // One after the other, so that no change is lost; a failed one doesn’t stop the next.
      writing = written.catch(() => undefined);
      return written;
    },
  };
}

/** Each setting on its own: a bad one is left out, and the others stay. */
function kept(values: object): SettingChanges {
  const entries = settingsOf('desktop').map((key) => [key, Reflect.get(values, key)] as const);
  return Object.fromEntries(entries.filter(([key, value]) => isValueOf(key, value)));
}

function read(path: string): SettingChanges {
  try {
    const file: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof file === 'object' && file !== null ? kept(file) : {};
  } catch {
    // Nothing was set yet, or what is there can’t be read.
    return {};
  }
}
