import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesktopSettings } from '../../../src-main/app/desktop-settings.ts';

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
    expect(new Set(Object.values(openDesktopSettings(file).current()))).toEqual(new Set([false]));
  });

  it('give back what was saved, and say so to who listens', async () => {
    const settings = openDesktopSettings(file);
    const heard: boolean[] = [];
    settings.onChanged(({ trayIcon }) => heard.push(trayIcon));
    await Promise.all([settings.change({ trayIcon: true }), settings.change({ badge: true })]);
    expect(openDesktopSettings(file).current()).toMatchObject({ trayIcon: true, badge: true });
    expect(heard).toEqual([true, true]);
  });

  it.each(['', '[]', 'null', '{"trayIcon":"yes","badge":true}', '{"badge":true,"unknown":1}'])(
    'keep what can be read of %j',
    (content) => {
      writeFileSync(file, content);
      expect(openDesktopSettings(file).current()).toMatchObject({
        trayIcon: false,
        badge: content.includes('badge'),
      });
    },
  );

  it('stay as they were where they can’t be saved', async () => {
    const settings = openDesktopSettings(join(folder, 'nowhere', 'desktop.json'));
    await expect(settings.change({ badge: true })).rejects.toThrow('ENOENT');
    expect(settings.current().badge).toBe(false);
  });
});
