import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { dialog, type BrowserWindow, type FileFilter } from 'electron';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import { invalidError, plainError } from '../base/errors.ts';
import { decodeText } from './decode-text.ts';
import { fileText } from './text.ts';
import { writeChosen } from './write-chosen.ts';

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
  /** Reads a text file that the user chooses, at most 1 MB; null when they cancelled. */
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
      return fail(invalidError(fileText.tooLarge(name), fileText.smallerFile));
    }
    const text = decodeText(await readFile(path));
    return text === null ? fail(invalidError(fileText.notText(name), fileText.saveAsText)) : ok(text);
  } catch {
    return fail(plainError('store-unavailable', fileText.notReadable(name), fileText.checkPermissions));
  }
}
