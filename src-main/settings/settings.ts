import type { SettingsState } from '../../src-preload/contract/settings.ts';
import { ok, fail, type Result } from '../../src-preload/shared/result.ts';
import { settingKeys, settingsTable } from '../../src-preload/shared/settings/table.ts';
import type { SettingChanges, SettingKey, Settings } from '../../src-preload/shared/settings/types.ts';
import { isValueOf } from '../../src-preload/shared/settings/values.ts';
import { errorFrom } from '../base/errors.ts';
import { settingsText } from './text.ts';

/** Where settings are kept. What it reads may be of another version, or nothing. */
export interface SettingsHome {
  read(key: SettingKey): unknown;
  write(values: SettingChanges): Promise<Result<null>>;
}

export interface AppSettings {
  state(): SettingsState;
  value<K extends SettingKey>(key: K): Settings[K];
  /** All of them or none; refused where the organization's policy decides one of them. */
  set(values: SettingChanges): Promise<Result<SettingsState>>;
}

interface SettingsParts {
  /** Those of the device, of the ledger and of the vault; one that isn't open gives an error. */
  homes: Record<'device' | 'ledger' | 'vault', () => Result<SettingsHome>>;
  /** What the organization's policy decides. */
  managed: Partial<Settings>;
  /** Called once they are kept. */
  onChange?: (keys: readonly SettingKey[]) => void;
}

/** Reads and changes settings, wherever each is kept. A value that isn't one is read as the default. */
export function createSettings({ homes, managed, onChange }: SettingsParts): AppSettings {
  const managedKeys = settingKeys.filter((key) => managed[key] !== undefined);

  function value<K extends SettingKey>(key: K): Settings[K] {
    const forced = managed[key];
    if (forced !== undefined) return forced;
    const home = homes[settingsTable[key].keptIn]();
    const kept = home.ok ? home.value.read(key) : undefined;
    return isValueOf(key, kept) ? kept : settingsTable[key].default;
  }

  const state = (): SettingsState => ({
    // One value for each key of the table, as `Settings` has them.
    values: Object.fromEntries(settingKeys.map((key) => [key, value(key)])) as unknown as Settings,
    managed: managedKeys,
  });

  return {
    state,
    value,
    async set(values) {
      const keys = settingKeys.filter((key) => values[key] !== undefined);
      const decided = keys.find((key) => managedKeys.includes(key));
      if (decided !== undefined)
        return fail(errorFrom('not-allowed', settingsText.managed(settingsTable[decided].title)));
      // The vault first: it refuses what needs a second person.
      for (const where of ['vault', 'device', 'ledger'] as const) {
        const here = keys.filter((key) => settingsTable[key].keptIn === where);
        if (here.length === 0) continue;
        const home = homes[where]();
        if (!home.ok) return home;
        const part: SettingChanges = Object.fromEntries(here.map((key) => [key, values[key]]));
        const written = await home.value.write(part);
        if (!written.ok) return written;
      }
      if (keys.length > 0) onChange?.(keys);
      return ok(state());
    },
  };
}
