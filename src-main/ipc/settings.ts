import { ok } from '../../src-preload/shared/result.ts';
import type { AppSettings } from '../settings/settings.ts';
import type { Handlers } from './handle.ts';

/** `wholeSettings` reads and changes them wherever they are kept. */
export const settingsHandlers = (wholeSettings: AppSettings): Handlers<'settings'> => ({
  read: () => ok(wholeSettings.state()),
  set: ({ values }) => wholeSettings.set(values),
});
