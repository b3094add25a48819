import { codeOf, isFullCode, writeWhole } from '../../base/atomic-file.ts';

/** `full`: there's no room for it on the disk; `unwritable`: anything else is in the way. */
export type OutputEnd = 'written' | 'full' | 'unwritable';

/** Writes the file that a command was given. */
export async function writeOutput(path: string, text: string): Promise<OutputEnd> {
  try {
    await writeWhole(path, text);
    return 'written';
  } catch (cause) {
    return isFullCode(codeOf(cause)) ? 'full' : 'unwritable';
  }
}
