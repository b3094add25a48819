import type { AppError } from '../../src-preload/contract/result.ts';
import { bugError, errorFrom } from '../base/errors.ts';
import { codeOf, isFullCode } from '../base/atomic-file.ts';
import { text } from './text.ts';

/** What an exception of SQLite or the file system means to opening and to callers. */
export type Trouble = 'busy' | 'damaged' | 'full' | 'unwritable' | 'io' | 'other';

export function troubleOf(cause: unknown): Trouble {
  const code = codeOf(cause);
  if (/^SQLITE_(BUSY|LOCKED|PROTOCOL)/.test(code)) return 'busy';
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return 'damaged';
  // The second: SQLite makes a file for its log's index beside the database, and the disk has no room for it.
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_SHMSIZE' || isFullCode(code)) return 'full';
  if (/^SQLITE_(READONLY|PERM|CANTOPEN|AUTH)/.test(code)) return 'unwritable';
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EISDIR', 'ENOENT'].includes(code)) return 'unwritable';
  if (/^SQLITE_IOERR/.test(code) || /^E[A-Z]+$/.test(code)) return 'io';
  return 'other';
}

/** The error for an exception in the store. Its message is left out: SQLite quotes statements and values there. */
export function storeError(cause: unknown): AppError {
  const detail = codeOf(cause) || null;
  switch (troubleOf(cause)) {
    case 'busy':
      return errorFrom('store-unavailable', text.busy, detail);
    case 'damaged':
      return errorFrom('store-unavailable', text.damaged, detail);
    case 'full':
      return errorFrom('disk-full', text.diskFull, detail);
    case 'unwritable':
      return errorFrom('store-unavailable', text.notWritable, detail);
    case 'io':
      return errorFrom('store-unavailable', text.diskFailed, detail);
    case 'other':
      return bugError(cause);
  }
}

export const writerStopped: AppError = errorFrom('store-unavailable', text.writerStopped);

export const readOnlyStore: AppError = errorFrom('store-unavailable', text.readOnly);
