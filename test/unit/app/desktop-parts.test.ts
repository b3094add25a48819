import { describe, expect, it } from 'vitest';
import { autostartEntry } from '../../../src-main/app/desktop/autostart.ts';
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
  it('keeps each word of the command in one piece', () => {
    const entry = autostartEntry(['/opt/my apps/$HOME/100%/"steward"', '/srv/app']);
    expect(entry).toContain('Exec="/opt/my apps/\\$HOME/100%%/\\"steward\\"" "/srv/app" --hidden\n');
  });
});
