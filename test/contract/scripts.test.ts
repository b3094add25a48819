import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };

/*
 * The npm scripts that the documents name and no other test runs, each in its smallest extent. They run in a copy of the repository, so
 * that they replace neither the built app that is tested beside them nor earlier reports.
 */

const root = join(import.meta.dirname, '../..');
const left = new Set(['.git', 'node_modules', 'out', 'test-results']);
const built = ['.steward-build.json', 'main', 'preload', 'renderer'];
let copy: string;
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'steward-scripts-'));
  for (const name of readdirSync(root).filter((one) => !left.has(one)))
    cpSync(join(root, name), join(copy, name), { recursive: true });
  for (const name of built.filter((one) => existsSync(join(root, 'out', one))))
    cpSync(join(root, 'out', name), join(copy, 'out', name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

interface End {
  code: number | null;
  said: string;
}

/** Runs a script as npm does; once it says `until`, it gets Ctrl+C. */
function run(name: keyof typeof manifest.scripts, args: readonly string[], until?: RegExp): Promise<End> {
  const [, ...words] = manifest.scripts[name].split(' ');
  const child = spawn(process.execPath, [...words, ...args], { cwd: copy });
  let said = '';
  let isStopped = false;
  const hear = (data: Buffer) => {
    said += data.toString();
    if (isStopped || until?.test(said) !== true) return;
    isStopped = true;
    child.kill('SIGINT');
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  return new Promise((ended, failed) => {
    child.once('error', failed);
    child.once('close', (code) => ended({ code, said }));
  });
}

it('npm run instance says where it listens, and Ctrl+C ends it', async () => {
  const { code, said } = await run('instance', ['--no-seed', '--port', '0'], /"url":/);
  expect(said).toMatch(/"url":"http:\/\/127\.0\.0\.1:\d+/);
  expect(code, said).toBe(0);
});

it('npm run electron-api finds nothing changed between a version and itself', async () => {
  const definitions = join(root, 'node_modules/electron/electron.d.ts');
  const { code, said } = await run('electron-api', [definitions, definitions]);
  expect(said).toMatch(/^[1-9]\d+ Electron APIs in use: Electron \d/m);
  for (const change of ['gone', 'changed', 'new']) expect(said).toContain(`${change} (0)`);
  expect(code, said).toBe(0);
});

it('npm run bench measures the bundle and leaves a report', async () => {
  const { code, said } = await run('bench', ['--quick', '--only', 'bundle']);
  expect(code, said).toBe(0);
  expect(existsSync(join(copy, 'out/bench.json'))).toBe(true);
});

it('npm run torture applies a random plan', async () => {
  const { code, said } = await run('torture', ['--plans', '1', '--seed', '1']);
  expect(code, said).toBe(0);
});
