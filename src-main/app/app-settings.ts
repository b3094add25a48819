import { nativeTheme } from 'electron';
import type { StewardEvent } from '../../src-preload/contract/events.ts';
import { ok, type Result } from '../../src-preload/shared/result.ts';
import type { SettingKey, Settings } from '../../src-preload/shared/settings/types.ts';
import type { Core } from '../core.ts';
import { createSettings, type AppSettings } from '../settings/settings.ts';
import type { DesktopSettingsFile } from './desktop/desktop-settings.ts';
import { createDeviceHome } from './device-settings.ts';
import type { Log } from './log/log.ts';
import type { WindowState } from './windows/window-state.ts';

interface AppSettingsParts {
  state: WindowState;
  desktop: DesktopSettingsFile;
  core(): Result<Core>;
  managed: Partial<Settings>;
  log: Log;
  /** Draws the page as large as it is set. */
  applyZoom(factor: number): void;
  /** Looks for updates, where that was switched on. */
  updatesChanged(): void;
  /** Settings were kept and have taken effect. */
  changed(keys: readonly SettingKey[]): void;
  emit(event: StewardEvent): void;
}

/** All settings, each of which takes effect as soon as it is kept. */
export function createAppSettings({
  state,
  desktop,
  core,
  managed,
  log,
  applyZoom,
  updatesChanged,
  changed,
  emit,
}: AppSettingsParts): AppSettings {
  const device = createDeviceHome(state, desktop);
  const settings = createSettings({
    homes: {
      device: () => ok(device),
      ledger() {
        const opened = core();
        return opened.ok ? ok(opened.value.settingsHome) : opened;
      },
      vault() {
        const opened = core();
        return opened.ok ? ok(opened.value.secondPersons.settingsHome) : opened;
      },
    },
    managed,
    onChange(keys) {
      apply(keys);
      changed(keys);
      emit({ topic: 'settings' });
    },
  });

  function apply(keys: readonly SettingKey[]): void {
    if (keys.includes('theme')) nativeTheme.themeSource = settings.value('theme');
    if (keys.includes('logLevel')) log.level = settings.value('logLevel');
    if (keys.includes('zoom')) applyZoom(settings.value('zoom'));
    if (keys.some((key) => key === 'theme' || key === 'density' || key === 'zoom'))
      emit({ topic: 'preferences' });
    if (keys.includes('checkForUpdates')) updatesChanged();
    const opened = core();
    if (!opened.ok) return;
    opened.value.settingsChanged();
    if (keys.some((key) => key === 'historyDays' || key === 'eraseAfterDays'))
      opened.value.retentionChanged();
    // Other copies may be too old to be shown now.
    if (keys.includes('hideAfterDays')) opened.value.listsChanged();
    // What failed behind the proxy before may work now.
    if (keys.some((key) => key.startsWith('proxy'))) opened.value.networkChanged();
  }

  apply(['theme', 'logLevel']);
  return settings;
}
