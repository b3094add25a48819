import { fail, ok } from '../../src-preload/shared/result.ts';
import type { SettingsHome } from '../settings/settings.ts';
import { plainError } from '../base/errors.ts';
import type { DesktopSettingsFile } from './desktop/desktop-settings.ts';
import { deviceSettingsText } from './text.ts';
import type { WindowState } from './windows/window-state.ts';

/** The settings that are needed before the databases are open, in the files of the window and the desktop. */
export function createDeviceHome(state: WindowState, desktop: DesktopSettingsFile): SettingsHome {
  return {
    read(key) {
      switch (key) {
        case 'theme':
        case 'density':
        case 'zoom':
          return state.preferences()[key];
        case 'lockAfterMinutes':
          return state.lockRules().afterMinutes;
        case 'lockOnSleep':
          return state.lockRules().onSleep;
        case 'logLevel':
          return state.logLevel();
        default:
          return desktop.current()[key];
      }
    },
    async write(values) {
      const { theme, density, zoom, lockAfterMinutes, lockOnSleep, logLevel } = values;
      const rules = state.lockRules();
      try {
        await state.setPreferences({
          ...(theme === undefined ? {} : { theme }),
          ...(density === undefined ? {} : { density }),
          ...(zoom === undefined ? {} : { zoom }),
        });
        await state.setLockRules({
          afterMinutes: lockAfterMinutes === undefined ? rules.afterMinutes : lockAfterMinutes,
          onSleep: lockOnSleep ?? rules.onSleep,
        });
        await desktop.write(values);
        if (logLevel !== undefined) await state.setLogLevel(logLevel);
        return ok(null);
      } catch {
        return fail(
          plainError('store-unavailable', deviceSettingsText.notSaved, deviceSettingsText.freeSpace),
        );
      }
    },
  };
}
