import type { AppError } from '../../src-preload/contract/result.ts';
import { bugError, plainError } from '../base/errors.ts';
import { codeOf } from '../base/atomic-file.ts';

/** What an exception of SQLite or the file system means to the ladder and to callers. */
export type Trouble = 'busy' | 'damaged' | 'full' | 'unwritable' | 'io' | 'other';

export function troubleOf(cause: unknown): Trouble {
  const code = codeOf(cause);
  if (/^SQLITE_(BUSY|LOCKED|PROTOCOL)/.test(code)) return 'busy';
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return 'damaged';
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return 'full';
  if (/^SQLITE_(READONLY|PERM|CANTOPEN|AUTH)/.test(code)) return 'unwritable';
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EISDIR', 'ENOENT'].includes(code)) return 'unwritable';
  if (/^SQLITE_IOERR/.test(code) || /^E[A-Z]+$/.test(code)) return 'io';
  return 'other';
}

/** The words for an exception in the store. Its message is left out: SQLite quotes statements and values there. */
export function storeError(cause: unknown): AppError {
  const detail = codeOf(cause) || null;
  switch (troubleOf(cause)) {
    case 'busy':
      return plainError(
        'store-unavailable',
        'Another program is using Steward’s files on this device.',
        'Close the other copy of Steward (or the program that scans its folder) and try again.',
        detail,
      );
    case 'damaged':
      return plainError(
        'store-unavailable',
        'Steward’s files on this device are damaged.',
        'Quit and start Steward again: it sets the damaged file aside and goes on from the last good copy.',
        detail,
      );
    case 'full':
      return plainError(
        'disk-full',
        'The disk is full, so nothing was saved.',
        'Free some space and try again; what was there before is unchanged.',
        detail,
      );
    case 'unwritable':
      return plainError(
        'store-unavailable',
        'Steward may not write its files on this device.',
        'Check who owns the folder and whether its disk is write-protected, then start Steward again.',
        detail,
      );
    case 'io':
      return plainError(
        'store-unavailable',
        'The disk did not take or give Steward’s data.',
        'Check the disk, then try again.',
        detail,
      );
    case 'other':
      return bugError(cause);
  }
}

export const writerStopped: AppError = plainError(
  'store-unavailable',
  'The part of Steward that writes to the disk stopped.',
  'Try again; if it happens again, quit and start Steward.',
);

export const readOnlyStore: AppError = plainError(
  'store-unavailable',
  'Steward can only read its files here, so nothing is saved.',
  'Make its folder writable and start Steward again.',
);
