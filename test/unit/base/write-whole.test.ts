import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeWhole } from '../../../src-main/base/atomic-file.ts';

let folder: string;
beforeEach(() => (folder = realpathSync(mkdtempSync(join(tmpdir(), 'steward-whole-')))));
afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true, force: true });
});

const isWindows = process.platform === 'win32';

async function* pieces() {
  yield 'in ';
  yield 'pieces';
}

describe('a file that the user names', () => {
  it.skipIf(isWindows)('is readable by its owner only', async () => {
    await writeWhole(join(folder, 'new.csv'), 'whole');
    expect(statSync(join(folder, 'new.csv')).mode & 0o777).toBe(0o600);
  });

  it.skipIf(isWindows)('takes the place of what a link leads to, and the link stays', async () => {
    writeFileSync(join(folder, 'members.csv'), 'earlier');
    symlinkSync('members.csv', join(folder, 'latest.csv'));
    await writeWhole(join(folder, 'latest.csv'), pieces());
    expect(readFileSync(join(folder, 'members.csv'), 'utf8')).toBe('in pieces');
    expect(lstatSync(join(folder, 'latest.csv')).isSymbolicLink()).toBe(true);
  });

  it.skipIf(isWindows)('is made where a link leads to nothing yet', async () => {
    symlinkSync('members.csv', join(folder, 'latest.csv'));
    await writeWhole(join(folder, 'latest.csv'), 'whole');
    expect(readFileSync(join(folder, 'members.csv'), 'utf8')).toBe('whole');
  });

  // Root may read every folder, so another user writes.
  it.skipIf(isWindows)('is written in a folder whose names can’t be read', () => {
    const isRoot = process.getuid?.() === 0;
    if (isRoot) chownSync(folder, 65_534, 65_534);
    chmodSync(folder, 0o300);
    const source = pathToFileURL(join(import.meta.dirname, '../../../src-main/base/atomic-file.ts')).href;
    const program = `const { writeFileAtomic } = await import(${JSON.stringify(source)});
      await writeFileAtomic(${JSON.stringify(join(folder, 'new.csv'))}, 'whole');`;
    const { stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
      encoding: 'utf8',
      ...(isRoot ? { uid: 65_534, gid: 65_534 } : {}),
    });
    chmodSync(folder, 0o700);
    expect(stderr).toBe('');
    expect(readFileSync(join(folder, 'new.csv'), 'utf8')).toBe('whole');
    expect(readdirSync(folder)).toEqual(['new.csv']);
  });
});
