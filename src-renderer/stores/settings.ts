import { create } from 'zustand';
import type { AppError } from '../../src-preload/contract/result.ts';
import type { SettingsState } from '../../src-preload/contract/settings.ts';
import { settingsTable } from '../../src-preload/shared/settings/table.ts';
import type { SettingChanges, SettingKey, Settings } from '../../src-preload/shared/settings/types.ts';
import { onTopic } from './events.ts';

interface SettingsStore {
  /** null until the first answer. */
  state: SettingsState | null;
  /** Why the last change, or reading them, failed. */
  error: AppError | null;
}

export const useSettings = create<SettingsStore>(() => ({ state: null, error: null }));

let asked = 0;

async function load(): Promise<void> {
  const turn = (asked += 1);
  const read = await window.steward.settings.read({});
  // A change made meanwhile knows better.
  if (turn !== asked) return;
  useSettings.setState(read.ok ? { state: read.value, error: null } : { error: read.error });
}

/** Reads the settings and follows their changes, until the returned function is called. */
export function watchSettings(): () => void {
  void load();
  return onTopic('settings', () => void load());
}

/** Shows the change at once; it is taken back where it couldn't be kept. */
export async function changeSettings(changes: SettingChanges): Promise<boolean> {
  const before = useSettings.getState().state;
  if (before === null) return false;
  asked += 1;
  // The changes are of these very keys.
  const values = { ...before.values, ...changes } as Settings;
  useSettings.setState({ state: { ...before, values }, error: null });
  const kept = await window.steward.settings.set({ values: changes });
  useSettings.setState(kept.ok ? { state: kept.value } : { state: before, error: kept.error });
  return kept.ok;
}

/** Sets settings back to what they are where nothing was chosen. */
export const resetSettings = (keys: readonly SettingKey[]): Promise<boolean> =>
  changeSettings(Object.fromEntries(keys.map((key) => [key, settingsTable[key].default])));
