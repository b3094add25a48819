import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makePrivateFolder } from '../../../src-main/base/private-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'steward-private-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});
const rights = (path: string) => statSync(path).mode & 0o1777;

describe.skipIf(process.platform === 'win32')('a folder of the app’s', () => {
  it('is its owner’s only, whatever the umask', () => {
    const before = process.umask(0);
    makePrivateFolder(join(folder, 'a', 'b'));
    process.umask(before);
    expect(rights(join(folder, 'a', 'b'))).toBe(0o700);
  });

  it('becomes its owner’s only where it was open to others', () => {
    const open = join(folder, 'open');
    mkdirSync(open);
    chmodSync(open, 0o755);
    makePrivateFolder(open);
    expect(rights(open)).toBe(0o700);
  });

  it('stays as it is where all users share it', () => {
    const shared = join(folder, 'shared');
    mkdirSync(shared);
    chmodSync(shared, 0o1777);
    makePrivateFolder(shared);
    expect(rights(shared)).toBe(0o1777);
  });
});
