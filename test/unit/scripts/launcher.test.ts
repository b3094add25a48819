import { execFile } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const launcher = join(import.meta.dirname, '../../../scripts/packaging/assets/steward.sh');
let folder: string;
let root: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'steward-launcher-'));
  root = join(folder, 'steward');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A version whose program notes its name and how it was called, and then does what the lines say. */
function layOut(at: string, name: string, ...lines: string[]): void {
  const app = join(at, 'lib/steward');
  mkdirSync(app, { recursive: true });
  copyFileSync(launcher, join(app, 'steward.sh'));
  const noted = `echo "${name} $*\${STEWARD_WENT_BACK:+ after going back}\${ELECTRON_RUN_AS_NODE:+ as Node}" >> "${folder}/noted"`;
  writeFileSync(join(app, 'steward'), ['#!/bin/sh', noted, ...lines, ''].join('\n'));
  for (const file of ['steward', 'steward.sh']) chmodSync(join(app, file), 0o755);
}

/** Starts it, and answers with its code. */
const start = (...args: string[]): Promise<number> =>
  new Promise((ended) => {
    execFile(join(root, 'lib/steward/steward.sh'), args, (error) => ended(Number(error?.code ?? 0)));
  });
const noted = () =>
  readFileSync(join(folder, 'noted'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.trim());

describe.skipIf(process.platform === 'win32')('the command of a Linux package', () => {
  it.each([
    { args: [], called: 'new' },
    { args: ['--app', '--user-data-dir=/srv/one'], called: 'new --user-data-dir=/srv/one' },
    { args: ['steward://plan/1'], called: 'new steward://plan/1' },
  ])('it opens the app with $args', async ({ args, called }) => {
    layOut(root, 'new', 'exit 3');
    expect(await start(...args)).toBe(3);
    expect(noted()).toEqual([called]);
  });

  it('anything else is for the command line', async () => {
    layOut(root, 'new');
    await start('who', 'ana@example.com');
    const commandLine = join(root, 'lib/steward/resources/app.asar.unpacked/out/cli/steward.cjs');
    expect(noted()).toEqual([`new ${commandLine} who ana@example.com as Node`]);
  });

  it('a new version that came up goes on as it is', async () => {
    layOut(root, 'new', `rm -r "${root}.previous"`, 'exit 5');
    layOut(`${root}.previous`, 'old');
    expect(await start('--app')).toBe(5);
    expect(noted()).toEqual(['new']);
  });

  it('where a new version ends before it came up, the one before takes its place and is told', async () => {
    layOut(root, 'new', 'exit 1');
    layOut(`${root}.previous`, 'old');
    expect(await start('--app', '--one')).toBe(0);
    expect(noted()).toEqual(['new --one', 'old --one after going back']);
    await start('--app');
    expect(noted().at(-1)).toBe('old');
    for (const beside of ['previous', 'failed']) expect(existsSync(`${root}.${beside}`)).toBe(false);
  });

  it('a new version that was quit before it came up is tried again', async () => {
    layOut(root, 'new', 'exit 0');
    layOut(`${root}.previous`, 'old');
    await start('--app');
    await start('--app');
    expect(noted()).toEqual(['new', 'new']);
  });
});
