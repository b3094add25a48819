import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

const root = join(import.meta.dirname, '../..');

/** What the tests install: the packages of one state of the sources, made once for all of them. */
export interface Packages {
  /** With the packages, and everything that the tests unpack. */
  folder: string;
  /** As `npm run package` makes them; `again` is a second build of the same state. */
  made: string;
  again: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    packages: Packages | null;
  }
}

/** Installing gives files to root, and Chromium's sandbox is tried by a user who isn't root. */
const canInstall =
  process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/dpkg-deb');

export default async function ({ provide }: TestProject): Promise<(() => void) | undefined> {
  if (!canInstall) {
    provide('packages', null);
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), 'steward-package-'));
  await promisify(execFile)('chmod', ['755', folder]);
  const [made, again] = [join(folder, 'made'), join(folder, 'again')];
  const make = async (output: string) => {
    mkdirSync(output);
    await promisify(execFile)(process.execPath, [join(root, 'scripts/package.mjs'), 'deb'], {
      cwd: root,
      env: {
        ...process.env,
        STEWARD_PACKAGE_FOLDER: output,
        STEWARD_PACKAGE_COMPRESSION: 'none',
      },
      maxBuffer: 10_000_000,
    });
  };
  // Both at once: each keeps one core busy.
  await Promise.all([make(made), make(again)]);
  provide('packages', { folder, made, again });
  return () => rmSync(folder, { recursive: true, force: true });
}
