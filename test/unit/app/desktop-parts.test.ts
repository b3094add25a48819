import { describe, expect, it } from 'vitest';
import { autostartEntry, autostartFile, type RunningApp } from '../../../src-main/app/desktop/autostart.ts';
import { dotPicture, trayPicture } from '../../../src-main/app/desktop/tray-picture.ts';

describe('the icon in the notification area', () => {
  const alphas = (picture: Buffer) => picture.filter((_byte, at) => at % 4 === 3);

  it.each([16, 22, 44])('is drawn on %d pixels, empty in its corners and full in its middle row', (size) => {
    const picture = trayPicture(size, 'dark');
    expect(picture).toHaveLength(size * size * 4);
    const at = (x: number, y: number) => alphas(picture)[Math.floor(y * size) * size + Math.floor(x * size)];
    expect([at(0, 0), at(0.99, 0.99)]).toEqual([0, 0]);
    expect(at(0.9, 0.5)).toBe(255);
  });

  it('is light for dark bars and dark for light ones, with the same shape', () => {
    const light = trayPicture(22, 'light');
    const dark = trayPicture(22, 'dark');
    expect(alphas(light)).toEqual(alphas(dark));
    expect(Math.max(...light.filter((_byte, at) => at % 4 !== 3))).toBe(255);
    expect(Math.max(...dark.filter((_byte, at) => at % 4 !== 3))).toBe(0);
  });
});

it('the dot of a taskbar is red, whole in its middle and empty in its corners', () => {
  const picture = dotPicture(16);
  const pixel = (x: number, y: number) => [...picture.subarray((y * 16 + x) * 4, (y * 16 + x) * 4 + 4)];
  expect(pixel(0, 0)).toEqual([0, 0, 0, 0]);
  expect(pixel(8, 8)).toEqual([66, 61, 219, 255]);
});

describe('the entry that starts the app at sign-in', () => {
  const packaged: RunningApp = {
    program: '/usr/lib/steward/steward',
    appPath: null,
    appImage: undefined,
    exists: () => false,
  };
  const lineOf = (name: string, app: RunningApp) =>
    new RegExp(`^${name}=(.*)$`, 'm').exec(autostartEntry(app))?.[1];

  it('keeps each word of the command in one piece, by both rules of such files', () => {
    const program = '/opt/my apps/$HOME/100%/"steward"\\';
    expect(lineOf('Exec', { ...packaged, program, appPath: '/srv/app' })).toBe(
      String.raw`"/opt/my apps/\\$HOME/100%%/\\"steward\\"\\\\" "/srv/app" --hidden`,
    );
  });

  it('starts a package by its script, which goes back where an update doesn’t open', () => {
    const exists = (file: string) => file === '/usr/lib/steward/steward.sh';
    expect(lineOf('Exec', { ...packaged, exists })).toBe('"/usr/lib/steward/steward.sh" "--app" --hidden');
    expect(lineOf('Exec', packaged)).toBe('"/usr/lib/steward/steward" --hidden');
  });

  it('starts an AppImage by its file, because its program is gone once it ends', () => {
    const running = {
      ...packaged,
      program: '/tmp/.mount_stewAb/usr/steward',
      appImage: '/home/ana/Steward.AppImage',
    };
    expect(lineOf('Exec', running)).toBe('"/home/ana/Steward.AppImage" --hidden');
  });

  it('shows the app’s icon wherever the app was unpacked', () => {
    const icon = '/home/ana/steward/share/icons/hicolor/256x256/apps/steward.png';
    const unpacked = {
      ...packaged,
      program: '/home/ana/steward/lib/steward/steward',
      exists: (file: string) => file === icon,
    };
    expect(lineOf('Icon', unpacked)).toBe(icon);
    expect(lineOf('Icon', packaged)).toBe('steward');
  });

  it('lies where desktops look, an empty variable or not', () => {
    expect(autostartFile('/home/ana/settings', '/home/ana')).toBe(
      '/home/ana/settings/autostart/steward.desktop',
    );
    for (const none of [undefined, ''])
      expect(autostartFile(none, '/home/ana')).toBe('/home/ana/.config/autostart/steward.desktop');
  });
});
