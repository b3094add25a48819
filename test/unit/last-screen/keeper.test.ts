import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { LastScreen } from '../../../src-preload/contract/last-screen.ts';
import { readSealed, unpacked } from '../../../src-main/last-screen/file.ts';
import { createLastScreenKeeper } from '../../../src-main/last-screen/keeper.ts';
import { screen, surroundings } from './screens.ts';

const place = { connectionId: 'c', workspaceId: 'w' };
const drawn: LastScreen = {
  place,
  density: surroundings.density,
  dark: surroundings.dark,
  size: surroundings.size,
  nodes: screen({}).nodes,
};

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'steward-last-screen-'));
  file = join(folder, 'last-screen.sealed');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A keeper that seals by turning every bit, at a time that the test moves. */
function keeperWith(change: Partial<Parameters<typeof createLastScreenKeeper>[0]> = {}) {
  const clock = { now: 1000 };
  const keeper = createLastScreenKeeper({
    file,
    seal: (plain) => plain.map((byte) => byte ^ 255) as Buffer,
    surroundings: () => surroundings,
    shownUntil: () => 2000,
    now: () => clock.now,
    ...change,
  });
  return { keeper, clock };
}

const opened = () => {
  const box = readSealed(file);
  return box === null ? null : unpacked(Buffer.from(box.map((byte) => byte ^ 255)));
};

it('keeps a screen sealed, readable by its owner only, with how and until when it may be shown', async () => {
  expect(await keeperWith().keeper.keep(drawn)).toBe(true);
  expect(readFileSync(file, 'latin1')).not.toContain('Ana');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(opened()).toEqual(screen({}));
});

it('erases the screen of the last run when it is made', async () => {
  await keeperWith().keeper.keep(drawn);
  keeperWith();
  expect(existsSync(file)).toBe(false);
});

it('keeps nothing where nothing is sealed', async () => {
  expect(await keeperWith({ seal: () => null }).keeper.keep(drawn)).toBe(false);
  expect(existsSync(file)).toBe(false);
});

it('keeps nothing that may not be shown again', async () => {
  expect(await keeperWith({ shownUntil: () => null }).keeper.keep(drawn)).toBe(false);
});

it('keeps nothing that was drawn in another way than the window is now', async () => {
  expect(await keeperWith({ surroundings: () => null }).keeper.keep(drawn)).toBe(false);
  expect(await keeperWith().keeper.keep({ ...drawn, dark: true })).toBe(false);
  expect(await keeperWith().keeper.keep({ ...drawn, size: { width: 640, height: 400 } })).toBe(false);
});

it('erases a screen at once when something changes', async () => {
  const { keeper } = keeperWith();
  await keeper.keep(drawn);
  keeper.changed();
  expect(existsSync(file)).toBe(false);
});

it('erases a screen that something changes under while it is written', async () => {
  const { keeper } = keeperWith();
  const answer = keeper.keep(drawn);
  await Promise.resolve();
  keeper.changed();
  expect(await answer).toBe(false);
  expect(existsSync(file)).toBe(false);
});

it('takes no screen that was drawn so shortly after a change that it may not show it', async () => {
  const { keeper, clock } = keeperWith();
  keeper.changed();
  clock.now += 999;
  expect(await keeper.keep(drawn)).toBe(false);
  clock.now += 1;
  expect(await keeper.keep(drawn)).toBe(true);
});

it('erases the screen of a place that the next start doesn’t open, and no other', async () => {
  const { keeper } = keeperWith();
  await keeper.keep(drawn);
  keeper.movedTo({ ...place, tab: 'members' });
  expect(existsSync(file)).toBe(true);
  keeper.movedTo({ ...place, tab: 'tokens' });
  expect(existsSync(file)).toBe(false);
  await keeper.keep(drawn);
  keeper.movedTo({ ...place, workspaceId: 'other', tab: 'members' });
  expect(existsSync(file)).toBe(false);
});

it('leaves the screen for the next start when the app quits, whatever changes on the way', async () => {
  const { keeper } = keeperWith();
  await keeper.keep(drawn);
  await keeper.close();
  keeper.changed();
  expect(existsSync(file)).toBe(true);
  expect(await keeper.keep(drawn)).toBe(false);
});

it('reads no file that is larger than a screen', () => {
  writeFileSync(file, Buffer.alloc(2 * 1024 * 1024 + 1));
  expect(readSealed(file)).toBeNull();
});

it('has nothing to read where there is no file', () => {
  expect(readSealed(file)).toBeNull();
});

it('takes nothing that another version wrote, or that isn’t a screen', () => {
  expect(unpacked(Buffer.from('{"version":2}'))).toBeNull();
  expect(unpacked(Buffer.from('no JSON'))).toBeNull();
});
