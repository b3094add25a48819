import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesktopSettings } from '../../../src-main/app/desktop/desktop-settings.ts';
import { settingsOf } from '../../../src-preload/shared/settings/sections.ts';
import { defaultSettings } from '../../../src-preload/shared/settings/table.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'steward-desktop-'));
  file = join(folder, 'desktop.json');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the settings of the desktop', () => {
  it('are all off until something is asked for', () => {
    expect(settingsOf('desktop').map((key) => defaultSettings[key])).toEqual([
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
    expect(openDesktopSettings(file).current()).toEqual({});
  });

  it('give back what was saved, two changes at once included', async () => {
    const settings = openDesktopSettings(file);
    await Promise.all([settings.write({ trayIcon: true }), settings.write({ badge: true, theme: 'dark' })]);
    expect(openDesktopSettings(file).current()).toEqual({ trayIcon: true, badge: true });
  });

  it('write nothing where none of them changes', async () => {
    await openDesktopSettings(file).write({ theme: 'dark' });
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['', {}],
    ['[]', {}],
    ['null', {}],
    ['{"trayIcon":"yes","badge":true}', { badge: true }],
    ['{"badge":true,"unknown":1}', { badge: true }],
  ])('keep what can be read of %j', (content, read) => {
    writeFileSync(file, content);
    expect(openDesktopSettings(file).current()).toEqual(read);
  });

  it('stay as they were where they can’t be saved', async () => {
    const settings = openDesktopSettings(join(folder, 'nowhere', 'desktop.json'));
    await expect(settings.write({ badge: true })).rejects.toThrow('ENOENT');
    expect(settings.current()).toEqual({});
  });
});
