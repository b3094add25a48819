import { constants, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import { invalidError, plainError } from '../base/errors.ts';
import { decodeText } from './decode-text.ts';
import { fileText } from './text.ts';

const megabyte = 1024 * 1024;

/** Reads a file that the user chose or opened, of at most so many megabytes. */
export async function readChosen(path: string, megabytes: number): Promise<Result<Uint8Array>> {
  const name = basename(path);
  try {
    // Opening a pipe would wait for who writes into it.
    const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const about = await handle.stat();
      // A pipe or a device could be read without end.
      if (!about.isFile()) return fail(invalidError(fileText.noFile(name), fileText.chooseFile));
      if (about.size > megabytes * megabyte)
        return fail(invalidError(fileText.tooLarge(name, megabytes), fileText.smallerFile));
      return ok(await handle.readFile());
    } finally {
      await handle.close();
    }
  } catch {
    return fail(plainError('store-unavailable', fileText.notReadable(name), fileText.checkPermissions));
  }
}

/** Reads a text file that the user chose, of at most 1 MB. */
export async function readChosenText(path: string): Promise<Result<string>> {
  const bytes = await readChosen(path, 1);
  if (!bytes.ok) return bytes;
  const text = decodeText(bytes.value);
  return text === null ? fail(invalidError(fileText.notText(basename(path)), fileText.saveAsText)) : ok(text);
}
