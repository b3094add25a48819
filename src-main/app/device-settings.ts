import { fail, ok } from '../../src-preload/shared/result.ts';
import type { SettingsHome } from '../settings/settings.ts';
import { plainError } from '../base/errors.ts';
import { deviceSettingsText } from './text.ts';
import type { WindowState } from './window-state.ts';

/** The settings that are needed before the databases are open, in the window's file. */
export function createDeviceHome(state: WindowState): SettingsHome {
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
          return undefined;
      }
    },
    async write({ theme, density, zoom, lockAfterMinutes, lockOnSleep, logLevel }) {
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
