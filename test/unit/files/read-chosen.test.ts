import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readChosenText } from '../../../src-main/files/read-chosen.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'steward-chosen-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const refusedAt = async (path: string) => {
  const read = await readChosenText(path);
  return read.ok ? null : read.error.sentence;
};

describe('a text file that the user chooses', () => {
  it('is read whatever wrote it', async () => {
    writeFileSync(join(folder, 'list.txt'), Buffer.from('\uFEFFJosé\r\n', 'utf16le'));
    expect(await readChosenText(join(folder, 'list.txt'))).toEqual({ ok: true, value: 'José\r\n' });
    writeFileSync(join(folder, 'empty.txt'), '');
    expect(await readChosenText(join(folder, 'empty.txt'))).toEqual({ ok: true, value: '' });
  });

  it('is refused where it isn’t there, is a folder, is too large, or is no text', async () => {
    expect(await refusedAt(join(folder, 'gone.csv'))).toBe('“gone.csv” can’t be read.');
    mkdirSync(join(folder, 'folder'));
    expect(await refusedAt(join(folder, 'folder'))).toBe('“folder” isn’t a file.');
    writeFileSync(join(folder, 'large.csv'), '');
    truncateSync(join(folder, 'large.csv'), 1024 * 1024 + 1);
    expect(await refusedAt(join(folder, 'large.csv'))).toBe('“large.csv” is larger than 1 MB.');
    writeFileSync(join(folder, 'photo.csv'), Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0x61, 0x62, 0x63, 0x64]));
    expect(await refusedAt(join(folder, 'photo.csv'))).toBe('“photo.csv” isn’t a text file.');
  });

  it.runIf(process.platform === 'linux')(
    'is refused where it is a pipe or a device, without waiting for it',
    async () => {
      execFileSync('mkfifo', [join(folder, 'pipe.csv')]);
      expect(await refusedAt(join(folder, 'pipe.csv'))).toBe('“pipe.csv” isn’t a file.');
      expect(await refusedAt('/dev/zero')).toBe('“zero” isn’t a file.');
    },
  );
});
