import { execFile } from 'node:child_process';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeOutput } from '../../../src-main/cli/runtime/write-output.ts';

let folder: string;
beforeEach(() => (folder = realpathSync(mkdtempSync(join(tmpdir(), 'steward-output-')))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the file that a command writes', () => {
  it.skipIf(process.platform === 'win32')(
    'stays as it was where the new one doesn’t fit, with nothing left beside it',
    async () => {
      const file = join(folder, 'members.csv');
      writeFileSync(file, 'earlier');
      const output = pathToFileURL(
        join(import.meta.dirname, '../../../src-main/cli/runtime/write-output.ts'),
      ).href;
      const program = `const { writeOutput } = await import(${JSON.stringify(output)});
      await writeOutput(${JSON.stringify(file)}, 'x'.repeat(100_000))
        .then((end) => console.log(end));`;
      // The system writes no more than 4 KiB of a file of this process: the first part is on the disk by then.
      const { stdout } = await promisify(execFile)('sh', [
        '-c',
        `trap '' XFSZ; ulimit -f 8; exec "$0" --input-type=module -e "$1"`,
        process.execPath,
        program,
      ]);
      expect(stdout.trim()).toBe('unwritable');
      expect(readFileSync(file, 'utf8')).toBe('earlier');
      expect(readdirSync(folder)).toEqual(['members.csv']);
    },
  );

  it.skipIf(process.platform !== 'linux')('can be a device, and a full disk is said as such', async () => {
    expect(await writeOutput('/dev/full', 'whole')).toBe('full');
    expect(await writeOutput('/dev/null', 'whole')).toBe('written');
    expect(statSync('/dev/null').isFile()).toBe(false);
  });
});
