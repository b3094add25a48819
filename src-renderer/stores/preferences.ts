import { create } from 'zustand';
import type { Preferences } from '../../src-preload/contract/app.ts';
import type { AppError } from '../../src-preload/contract/result.ts';
import { onTopic } from './events.ts';

interface PreferencesStore {
  preferences: Preferences;
  /** Why the last change could not be kept. */
  error: AppError | null;
}

export const usePreferences = create<PreferencesStore>(() => ({
  preferences: { theme: 'system', density: 'normal', zoom: 1 },
  error: null,
}));

const darkSystem = () => window.matchMedia('(prefers-color-scheme: dark)');

function paint() {
  const { theme, density } = usePreferences.getState().preferences;
  const dark = theme === 'dark' || (theme === 'system' && darkSystem().matches);
  document.documentElement.classList.toggle('dark', dark);
  document.documentElement.classList.toggle('light', !dark);
  document.documentElement.dataset.density = density;
}

async function load() {
  const read = await window.steward.app.preferences({});
  if (read.ok) usePreferences.setState({ preferences: read.value });
}

/** Reads the preferences, puts theme and density on <html>, and follows changes of both and of the system's theme. */
export async function startPreferences(): Promise<void> {
  usePreferences.subscribe(paint);
  darkSystem().addEventListener('change', paint);
  onTopic('preferences', () => void load());
  paint();
  await load();
}

/** Shows the change at once; it is taken back when it could not be kept. */
export async function setPreferences(change: Partial<Preferences>): Promise<void> {
  const before = usePreferences.getState().preferences;
  usePreferences.setState({ preferences: { ...before, ...change }, error: null });
  const kept = await window.steward.app.setPreferences(change);
  usePreferences.setState(kept.ok ? { preferences: kept.value } : { preferences: before, error: kept.error });
}

/** The height of a row of a table in px. */
export const useRowHeight = () =>
  usePreferences((state) => (state.preferences.density === 'compact' ? 28 : 36));
