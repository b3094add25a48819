import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../support/app.ts';
import { copyRepository, type RepositoryCopy } from '../support/npm-scripts.ts';

/* The npm scripts that open a window, each in its smallest extent. */

// Windows has no Ctrl+C for a process that another one started: it ends at once, and leaves the app open.
test.skip(process.platform === 'win32', 'Ctrl+C can’t be sent to a script here');
test.setTimeout(180_000);

/** As on a computer without a display, where the scripts make one of their own. */
const noDisplay = process.platform === 'linux' ? { DISPLAY: undefined, WAYLAND_DISPLAY: undefined } : {};

let copy: RepositoryCopy;
test.beforeAll(() => {
  copy = copyRepository();
});
test.afterAll(() => copy.remove());

test('npm run tour plays a chapter and leaves its pictures with a page about them', async () => {
  const { code, said } = await copy.run('tour', ['--only', 'welcome'], { env: noDisplay });
  expect(code, said).toBe(0);
  expect(said).toMatch(/Welcome: [1-9]\d* pictures/);
  const album = readdirSync(join(copy.folder, 'out/tour'));
  expect(album).toContain('README.md');
  expect(album.filter((name) => name.endsWith('.png')).length).toBeGreaterThan(1);
});

test('npm run torture sends bad input on every call of the real app', async () => {
  const { code, said } = await copy.run('torture', ['--ipc', '--rounds', '1', '--seed', '1', '--json'], {
    env: noDisplay,
  });
  expect(said).toMatch(/"calls": [1-9]\d+,\s+"problems": \[\]/);
  expect(code, said).toBe(0);
});

test('npm start builds the app, opens it in the folder it is given, and Ctrl+C ends it', async ({
  userData,
}) => {
  const picture = join(copy.folder, 'out/start.png');
  const { code, said } = await copy.run('start', [`--user-data-dir=${userData}`], {
    env: { ...noDisplay, STEWARD_SCREENSHOT: picture },
    until: (text) => (process.platform === 'linux' ? text.includes('out/start.png') : existsSync(picture)),
  });
  expect(code, said).toBe(0);
  expect(existsSync(picture)).toBe(true);
  expect(readdirSync(userData)).toContain('window.json');
});

test('npm run dev opens the app from its sources, and Ctrl+C ends it', async ({ userData }) => {
  const picture = join(userData, 'first.png');
  const { code, said } = await copy.run('dev', [`--user-data-dir=${userData}`], {
    env: { ...noDisplay, STEWARD_SCREENSHOT: picture },
    until: () => existsSync(picture),
  });
  expect(code, said).toBe(0);
  expect(said).toMatch(/dev server running.*http:\/\/localhost:\d+/s);
});
