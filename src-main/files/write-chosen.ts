import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import { codeOf, isFullCode, writeWhole } from '../base/atomic-file.ts';
import { plainError } from '../base/errors.ts';
import { fileText } from './text.ts';

/** Writes a file that the user chose; a failed write leaves nothing behind. `what` begins the sentence if it fails ("The receipt"). */
export async function writeChosen(
  path: string,
  content: Parameters<typeof writeWhole>[1],
  what: string,
): Promise<Result<null>> {
  try {
    await writeWhole(path, content);
    return ok(null);
  } catch (cause) {
    if (codeOf(cause) === '') throw cause;
    return fail(
      isFullCode(codeOf(cause))
        ? plainError('disk-full', fileText.diskFull(what), fileText.otherDisk)
        : plainError('store-unavailable', fileText.notWritable(what), fileText.otherFolder),
    );
  }
}
