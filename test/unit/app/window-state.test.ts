import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWindowState } from '../../../src-main/app/windows/window-state.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'steward-window-'));
  file = join(folder, 'window.json');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const dark = { theme: 'dark', density: 'compact', zoom: 1.25 };
const bounds = { x: 10, y: 20, width: 1000, height: 700, maximized: false };
const write = (content: unknown) =>
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));

describe('the window’s file', () => {
  it('gives back what was saved', async () => {
    const state = openWindowState(file);
    await state.setPreferences({ theme: 'dark' });
    await state.setBounds(bounds);
    const again = openWindowState(file);
    expect(again.preferences()).toEqual({ theme: 'dark', density: 'normal', zoom: 1 });
    expect(again.bounds()).toEqual(bounds);
  });

  it.each([
    ['a width that is no number', { ...bounds, width: 'wide' }, { ...bounds, width: 1280 }],
    ['a fraction', { ...bounds, x: 10.5 }, { ...bounds, x: 11 }],
    ['a number beyond all screens', { ...bounds, width: 1e308 }, { ...bounds, width: 20_000 }],
    ['a width below the smallest', { ...bounds, width: 3 }, { ...bounds, width: 900 }],
    ['no place', { width: 1000 }, { x: null, y: null, width: 1000, height: 800, maximized: false }],
    ['no bounds', null, { x: null, y: null, width: 1280, height: 800, maximized: false }],
  ])('keeps theme and density beside bounds with %s', (_what, saved, read) => {
    write({ version: 1, preferences: dark, bounds: saved });
    const state = openWindowState(file);
    expect(state.preferences()).toEqual(dark);
    expect(state.bounds()).toEqual(read);
  });

  it.each(['large', 0, 0.1, 9, NaN, null])(
    'draws the page at its own size where the file says a zoom of %j',
    (zoom) => {
      write({ version: 1, preferences: { ...dark, zoom }, bounds });
      expect(openWindowState(file).preferences()).toEqual({ ...dark, zoom: 1 });
    },
  );

  it('gives back the folder of the last file, and none that isn’t a whole path', async () => {
    await openWindowState(file).setDialogFolder(folder);
    expect(openWindowState(file).dialogFolder()).toBe(folder);
    write({ version: 1, preferences: dark, bounds, dialogFolder: 'exports' });
    expect(openWindowState(file).dialogFolder()).toBeNull();
  });

  it('keeps the density and the bounds beside an unknown theme', () => {
    write({ version: 1, preferences: { theme: 'sepia', density: 'compact' }, bounds });
    const state = openWindowState(file);
    expect(state.preferences()).toEqual({ theme: 'system', density: 'compact', zoom: 1 });
    expect(state.bounds()).toEqual(bounds);
  });

  it.each(['{"version":1,"prefer', '', '[]', 'null', '"text"'])(
    'sets %j aside and starts over',
    (content) => {
      write(content);
      expect(openWindowState(file).preferences()).toEqual({ theme: 'system', density: 'normal', zoom: 1 });
      const [aside] = readdirSync(folder);
      expect(aside).toBe('window.json.corrupt');
      expect(readFileSync(join(folder, aside ?? ''), 'utf8')).toBe(content);
    },
  );

  it('holds what the organization decides over what was chosen, and keeps that', async () => {
    const state = openWindowState(file);
    await state.force({ theme: 'dark' });
    await state.setPreferences({ theme: 'light', zoom: 1.5 });
    // At the next start it holds before the policy is read, and no longer than that.
    const next = openWindowState(file);
    expect(next.preferences()).toMatchObject({ theme: 'dark', zoom: 1.5 });
    await next.force({});
    expect(next.preferences()).toMatchObject({ theme: 'light', zoom: 1.5 });
    expect(openWindowState(file).preferences()).toMatchObject({ theme: 'light', zoom: 1.5 });
  });

  it('keeps one file that was set aside, the newest', () => {
    write('first');
    openWindowState(file);
    write('second');
    openWindowState(file);
    expect(readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual(['second']);
  });

  it('removes what an interrupted save left', () => {
    const left = 'window.json.6f1f0c9e-0000-4000-8000-000000000000.tmp';
    writeFileSync(join(folder, left), '{');
    openWindowState(file);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('writes nothing where nothing changed, nor once the app quits', async () => {
    const state = openWindowState(file);
    await state.setBounds(state.bounds());
    expect(readdirSync(folder)).toEqual([]);
    await state.close();
    await state.setBounds(bounds);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('keeps what is logged, and logs as usual beside an unknown level', async () => {
    await openWindowState(file).setLogLevel('debug');
    expect(openWindowState(file).logLevel()).toBe('debug');
    write({ version: 1, logLevel: 'chatty' });
    expect(openWindowState(file).logLevel()).toBe('info');
  });
});
