import { describe, expect, it } from 'vitest';
import { appProgram, hasDisplay, windowlessStart } from '../../../src-main/cli/runtime/app-command.ts';
import { noDisplaySwitch, windowlessSwitch } from '../../../src-main/base/windowless-switches.ts';

describe('the app that a command starts', () => {
  it('is the packages’ own program, whatever a variable says', () => {
    const environment = { STEWARD_APP: '["/opt/other"]' };
    expect(appProgram(environment, true)).toEqual({ program: process.execPath, args: [] });
  });

  it('is what the repository names, or none', () => {
    const named = (text?: string) => appProgram(text === undefined ? {} : { STEWARD_APP: text }, false);
    expect(named('["/electron", "/steward"]')).toEqual({ program: '/electron', args: ['/steward'] });
    expect([named(), named('[]'), named('{}'), named('[1]'), named('no JSON')]).toEqual(
      Array<null>(5).fill(null),
    );
  });

  it.runIf(process.platform === 'linux')(
    'starts without a window, on the profile, with the keyring of its vault and without secrets',
    () => {
      const environment = { STEWARD_TOKEN: 'secret', ELECTRON_RUN_AS_NODE: '1', LANG: 'en' };
      const { args, env } = windowlessStart(
        { program: '/electron', args: ['/steward'] },
        { folder: '/profile', keyring: 'GNOME Keyring', useDisplay: false },
        environment,
      );
      expect(args).toEqual(
        expect.arrayContaining([
          '/steward',
          windowlessSwitch,
          '--user-data-dir=/profile',
          '--password-store=gnome-libsecret',
          noDisplaySwitch,
        ]),
      );
      expect(env['LANG']).toBe('en');
      expect([env['STEWARD_TOKEN'], env['ELECTRON_RUN_AS_NODE']]).toEqual([undefined, undefined]);
    },
  );

  it.runIf(process.platform === 'linux')('has a display where X11 or Wayland name one', () => {
    expect(
      [{}, { DISPLAY: '' }, { DISPLAY: ':0' }, { WAYLAND_DISPLAY: 'wayland-0' }].map(hasDisplay),
    ).toEqual([false, false, true, true]);
  });
});
