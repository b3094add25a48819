import type { DesktopRefusals } from '../../src-preload/contract/desktop.ts';
import { fail, ok } from '../../src-preload/shared/result.ts';
import type { DesktopSettingsFile } from '../app/desktop-settings.ts';
import { plainError } from '../base/errors.ts';
import type { Handlers } from './handle.ts';
import { appText } from './text.ts';

/** `refusals`: what this system can’t do, each with the reason. */
export function desktopHandlers(
  file: DesktopSettingsFile,
  refusals: () => DesktopRefusals,
): Handlers<'desktop'> {
  const answer = () => ok({ settings: file.current(), refusals: refusals() });
  return {
    settings: answer,
    async setSettings(change) {
      try {
        await file.change(change);
      } catch {
        return fail(plainError('store-unavailable', appText.settingNotSaved, appText.freeSpace));
      }
      return answer();
    },
  };
}
