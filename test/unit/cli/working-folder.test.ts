import { describe, expect, it } from 'vitest';
import { workingFolder } from '../../../src-main/cli/runtime/working-folder.ts';

const mebibyte = 2 ** 20;
const chosen = (memory: number | null, disk: number | null, platform: NodeJS.Platform = 'linux') =>
  workingFolder(platform, (folder) => (folder === 'memory' ? memory : disk), ['memory', 'disk']);

describe('the working copy of a command that keeps nothing', () => {
  it.each([
    ['memory', 'memory has room', 2048 * mebibyte, 90_000 * mebibyte],
    ['disk', 'a container’s memory is small', 64 * mebibyte, 90_000 * mebibyte],
    ['memory', 'the disk has even less', 64 * mebibyte, 1 * mebibyte],
    ['memory', 'nothing can be written to the disk', 64 * mebibyte, null],
    ['disk', 'there’s no folder in memory', null, 90_000 * mebibyte],
  ])('is in %s where %s', (folder, _, memory, disk) => {
    expect(chosen(memory, disk)).toBe(folder);
  });

  it('is on disk where the system has no folder in memory', () => {
    expect(chosen(2048 * mebibyte, 1, 'darwin')).toBe('disk');
  });
});
