import { readdirSync, rmSync } from 'node:fs';
import { open, readlink, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

type Content = string | Uint8Array | AsyncIterable<string | Uint8Array>;

/**
 * Replaces a file in one step: readers see the old content or the new, also after a power cut. Rejects with what the file system
 * says (ENOSPC, EACCES …), or with what the maker of the pieces does; the old file is untouched then, and nothing is left of the new
 * one. `mode` defaults to readable by the owner only.
 */
export async function writeFileAtomic(file: string, content: Content, mode = 0o600): Promise<void> {
  // Loaded with the first write, because the code before the window reads such files, and this would hold it up.
  const { randomUUID } = await import('node:crypto');
  const beside = `${file}.${randomUUID()}.tmp`;
  try {
    const handle = await open(beside, 'wx', mode);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (cause) {
    await rm(beside, { force: true });
    throw cause;
  }
  await syncFolder(dirname(file));
}

/**
 * Writes a file that the user names, readable by its owner only: whole, or the file that was there stays. What isn't a file (a pipe,
 * /dev/stdout) is written to, and a link is followed.
 */
export async function writeWhole(path: string, content: Content): Promise<void> {
  const place = await placeOf(path);
  if (place.isFile) await writeFileAtomic(place.path, content);
  else await writeFile(place.path, content);
}

async function placeOf(path: string): Promise<{ path: string; isFile: boolean }> {
  try {
    if (!(await stat(path)).isFile()) return { path, isFile: false };
    return { path: await realpath(path), isFile: true };
  } catch (cause) {
    if (codeOf(cause) !== 'ENOENT') throw cause;
  }
  try {
    // A link to nothing: a loop of them isn't found to lead to nothing.
    return await placeOf(resolve(dirname(path), await readlink(path)));
  } catch (cause) {
    if (codeOf(cause) !== 'ENOENT') throw cause;
    return { path, isFile: true };
  }
}

/** Removes what a process that was killed while writing left beside the file: it may hold secrets that would never be deleted. */
export function removeUnfinished(file: string): void {
  try {
    for (const name of readdirSync(dirname(file)))
      if (name.startsWith(`${basename(file)}.`) && /\.[0-9a-f-]{36}\.tmp$/.test(name))
        rmSync(join(dirname(file), name), { force: true });
  } catch {
    // No folder yet, or one that can't be written.
  }
}

/**
 * Makes a rename in a folder durable, where that can be: a folder that can't be read and some network file systems refuse it, and the file
 * is in its place all the same. Windows can't open folders, and NTFS journals renames anyway.
 */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch (cause) {
    if (codeOf(cause) === '') throw cause;
  }
}

/** The `code` of a Node or SQLite error ("ENOSPC", "SQLITE_FULL"), or an empty string. */
export function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
}

/** Whether such a code says that no room is left, on the disk or in what the user may take of it. */
export const isFullCode = (code: string): boolean => code === 'ENOSPC' || code === 'EDQUOT';

/** A time as part of a file name: "20261122T143005Z". */
export const timeForFileName = (at: number): string =>
  new Date(at).toISOString().replace(/\.\d+/, '').replace(/[-:]/g, '');
