import { dirname, join } from 'node:path';
import { dialog, type BrowserWindow, type FileFilter } from 'electron';
import { ok, type Result } from '../../src-preload/shared/result.ts';
import { readChosenText } from './read-chosen.ts';
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
  /** A file that the user chooses to open; null when they cancelled. */
  choosePath(file: { title: string; filters: FileFilter[] }): Promise<string | null>;
  /** Reads a text file that the user chooses, at most 1 MB; null when they cancelled. */
  openText(title: string): Promise<Result<string | null>>;
}

type WindowOf = () => BrowserWindow | null;

/** The folder that a file was last chosen in. */
export interface DialogFolder {
  current(): string | null;
  keep(folder: string): void;
}

/** The native dialogs for files, in front of the window where there is one. */
export function createDialogs(window: WindowOf, folder: DialogFolder): Dialogs {
  const remembered = (path: string | null) => {
    if (path !== null) folder.keep(dirname(path));
    return path;
  };
  const chooseFile: Dialogs['chooseFile'] = async ({ defaultPath, ...file }) =>
    remembered(
      await chooseToSave(window, { ...file, defaultPath: join(folder.current() ?? '', defaultPath) }),
    );
  const choosePath: Dialogs['choosePath'] = async (file) =>
    remembered(await chooseToOpen(window, file, folder.current()));
  return {
    chooseFile,
    async saveText({ content, what, ...file }) {
      const path = await chooseFile(file);
      if (path === null) return ok(false);
      const written = await writeChosen(path, content, what);
      return written.ok ? ok(true) : written;
    },
    choosePath,
    async openText(title) {
      const path = await choosePath({ title, filters: textFilters });
      return path === null ? ok(null) : readChosenText(path);
    },
  };
}

async function chooseToSave(
  window: WindowOf,
  options: Parameters<Dialogs['chooseFile']>[0],
): Promise<string | null> {
  const parent = window();
  const chosen = parent ? await dialog.showSaveDialog(parent, options) : await dialog.showSaveDialog(options);
  return chosen.canceled || !chosen.filePath ? null : chosen.filePath;
}

const textFilters = [
  { name: 'Text, CSV and JSON', extensions: ['txt', 'csv', 'tsv', 'json'] },
  { name: 'All files', extensions: ['*'] },
];

async function chooseToOpen(
  window: WindowOf,
  { title, filters }: Parameters<Dialogs['choosePath']>[0],
  folder: string | null,
): Promise<string | null> {
  const options = {
    title,
    properties: ['openFile' as const],
    filters,
    ...(folder === null ? {} : { defaultPath: folder }),
  };
  const parent = window();
  const chosen = parent ? await dialog.showOpenDialog(parent, options) : await dialog.showOpenDialog(options);
  const [path] = chosen.filePaths;
  return chosen.canceled || path === undefined ? null : path;
}
