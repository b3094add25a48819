import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { copyRepository, type RepositoryCopy } from '../support/npm-scripts.ts';

/*
 * The npm scripts that the documents name and no other test runs, each in its smallest extent. Those that open a window are in
 * test/e2e/scripts.spec.ts.
 */

/** Windows has no Ctrl+C for a process that another one started. */
const canInterrupt = process.platform !== 'win32';

let copy: RepositoryCopy;
beforeAll(() => {
  copy = copyRepository();
});
afterAll(() => copy.remove());

it.skipIf(!canInterrupt)('npm run instance says where it listens, and Ctrl+C ends it', async () => {
  const { code, said } = await copy.run('instance', ['--no-seed', '--port', '0'], {
    until: (text) => text.includes('"url":'),
  });
  expect(said).toMatch(/"url":"http:\/\/127\.0\.0\.1:\d+/);
  expect(code, said).toBe(0);
});

it('npm run electron-api finds nothing changed between a version and itself', async () => {
  const definitions = join(copy.folder, 'node_modules/electron/electron.d.ts');
  const { code, said } = await copy.run('electron-api', [definitions, definitions]);
  expect(said).toMatch(/^[1-9]\d+ Electron APIs in use: Electron \d/m);
  for (const change of ['gone', 'changed', 'new']) expect(said).toContain(`${change} (0)`);
  expect(code, said).toBe(0);
});

it('npm run bench measures the bundle and leaves a report', async () => {
  const { code, said } = await copy.run('bench', ['--quick', '--only', 'bundle']);
  expect(code, said).toBe(0);
  expect(existsSync(join(copy.folder, 'out/bench.json'))).toBe(true);
});

it('npm run torture applies a random plan', async () => {
  const { code, said } = await copy.run('torture', ['--plans', '1', '--seed', '1']);
  expect(code, said).toBe(0);
});

it('npm run torture kills a working store once and says what it found', async () => {
  const { code, said } = await copy.run('torture', [
    '--rounds',
    '1',
    '--only',
    'kill',
    '--seed',
    '1',
    '--json',
  ]);
  expect(said).toMatch(/"kind": "kill",\s+"wanted": 1,\s+"rounds": 1,\s+"failed": 0/);
  expect(code, said).toBe(0);
});

it.skipIf(!canInterrupt)(
  'npm run torture tells lies until Ctrl+C, which ends all it started and leaves the results',
  async () => {
    const results = join(copy.folder, 'out/lies.jsonl');
    const { code, said } = await copy.run('torture', ['--lies', '--only', 'modbox', '--results', results], {
      until: (text) => text.includes('25 tried'),
    });
    expect(code, said).toBe(130);
    expect(readFileSync(results, 'utf8').split('\n').length).toBeGreaterThan(25);
  },
);

it('npm run torture names the kinds of rounds there are, where it is asked for another', async () => {
  const { code, said } = await copy.run('torture', ['--only', 'nothing']);
  expect(said).toContain('kill, erase, erase-cut, full, read-only, two, clock, damage');
  expect(code).toBe(2);
});
