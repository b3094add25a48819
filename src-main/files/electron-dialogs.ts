import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { dialog, type BrowserWindow, type FileFilter } from 'electron';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import { invalidError, plainError } from '../base/errors.ts';
import { codeOf, writeFileAtomic } from '../base/atomic-file.ts';

export interface Dialogs {
  /** Where the user wants a file; null when they cancelled. */
  chooseFile(file: { title: string; defaultPath: string; filters: FileFilter[] }): Promise<string | null>;
  /** Writes a text where the user chooses; false when they cancelled. `what` begins the sentence if it fails ("The receipt"). */
  saveText(file: {
    title: string;
    defaultPath: string;
    filters: FileFilter[];
    content: string;
    what: string;
  }): Promise<Result<boolean>>;
  /** Reads a text file that the user chooses, at most 1 MB of UTF-8; null when they cancelled. */
  openText(title: string): Promise<Result<string | null>>;
}

type WindowOf = () => BrowserWindow | null;

const largestText = 1024 * 1024;

/** The native dialogs for files, in front of the window where there is one. */
export const createDialogs = (window: WindowOf): Dialogs => ({
  chooseFile: (file) => chooseFile(window, file),
  saveText: (file) => saveText(window, file),
  openText: (title) => openText(window, title),
});

async function saveText(
  window: WindowOf,
  { title, defaultPath, filters, content, what }: Parameters<Dialogs['saveText']>[0],
): Promise<Result<boolean>> {
  const path = await chooseFile(window, { title, defaultPath, filters });
  if (path === null) return ok(false);
  const written = await writeChosen(path, content, what);
  return written.ok ? ok(true) : written;
}

async function chooseFile(
  window: WindowOf,
  options: Parameters<Dialogs['chooseFile']>[0],
): Promise<string | null> {
  const parent = window();
  const chosen = parent ? await dialog.showSaveDialog(parent, options) : await dialog.showSaveDialog(options);
  return chosen.canceled || !chosen.filePath ? null : chosen.filePath;
}

/** Writes a file that the user chose, whole or not at all. `what` begins the sentence if it fails. */
export async function writeChosen(
  path: string,
  content: Parameters<typeof writeFileAtomic>[1],
  what: string,
): Promise<Result<null>> {
  try {
    await writeFileAtomic(path, content);
    return ok(null);
  } catch (cause) {
    if (codeOf(cause) === '') throw cause;
    return fail(
      codeOf(cause) === 'ENOSPC'
        ? plainError('disk-full', `${what} could not be written: the disk is full.`, 'Choose another disk.')
        : plainError('store-unavailable', `${what} could not be written there.`, 'Choose another folder.'),
    );
  }
}

async function openText(window: WindowOf, title: string): Promise<Result<string | null>> {
  const options = {
    title,
    properties: ['openFile' as const],
    filters: [
      { name: 'Text, CSV and JSON', extensions: ['txt', 'csv', 'tsv', 'json'] },
      { name: 'All files', extensions: ['*'] },
    ],
  };
  const parent = window();
  const chosen = parent ? await dialog.showOpenDialog(parent, options) : await dialog.showOpenDialog(options);
  const [path] = chosen.filePaths;
  if (chosen.canceled || path === undefined) return ok(null);
  const name = basename(path);
  try {
    if ((await stat(path)).size > largestText) {
      return fail(
        invalidError(`${name} is larger than 1 MB.`, 'Choose a smaller file, or paste a part of it.'),
      );
    }
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path)));
  } catch (cause) {
    return fail(
      cause instanceof TypeError
        ? invalidError(`${name} is not a text in UTF-8.`, 'Save it as UTF-8 and open it again.')
        : plainError(
            'store-unavailable',
            `${name} can’t be read.`,
            'Check who may read it, or choose another.',
          ),
    );
  }
}
