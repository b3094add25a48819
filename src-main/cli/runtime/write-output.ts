import { realpath, stat, writeFile } from 'node:fs/promises';
import { codeOf, isFullCode, writeFileAtomic } from '../../base/atomic-file.ts';

/** `full`: there's no room for it on the disk; `unwritable`: anything else is in the way. */
export type OutputEnd = 'written' | 'full' | 'unwritable';

/**
 * Writes the file that a command was given, readable by its owner only: whole, or the file that was there stays. What isn't a file (a pipe,
 * /dev/stdout) is written to, and a link is followed.
 */
export async function writeOutput(path: string, text: string): Promise<OutputEnd> {
  try {
    const place = await placeOf(path);
    if (place.isFile) await writeFileAtomic(place.path, text);
    else await writeFile(path, text);
    return 'written';
  } catch (cause) {
    return isFullCode(codeOf(cause)) ? 'full' : 'unwritable';
  }
}

async function placeOf(path: string): Promise<{ path: string; isFile: boolean }> {
  try {
    if (!(await stat(path)).isFile()) return { path, isFile: false };
    return { path: await realpath(path), isFile: true };
  } catch (cause) {
    if (codeOf(cause) !== 'ENOENT') throw cause;
    return { path, isFile: true };
  }
}
