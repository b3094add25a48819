import { closeSync, existsSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ok, type Result } from '../../../src-preload/shared/result.ts';
import { makePrivateFolder } from '../../base/private-folder.ts';
import { openDatabase, type Db } from '../database.ts';
import { ledgerName, rosterName } from './file-names.ts';
import { flushFile, flushFolder } from './flush.ts';
import { backupOf } from './ledger-backup.ts';
import { setAside } from './set-aside.ts';
import { troubleOf } from '../store-errors.ts';

/*
 * What was in memory only comes to the disk in two steps: copies are laid beside the databases' places, under the keys that they have, and
 * once the vault has kept those keys, the next opening puts the copies into their places. Copies of a vault that was never kept can't be
 * opened by any key: they are deleted.
 */

/** Where a copy lies until it is put into its place. */
const copyOf = (file: string) => `${file}.moved-in`;

interface Databases {
  ledger: Db;
  roster: Db;
}

/** Copies both databases into a folder, whole or not at all. Exceptions of SQLite and the file system pass through. */
export function copyInto(folder: string, { ledger, roster }: Databases): Result<null> {
  makePrivateFolder(folder);
  try {
    for (const [db, name] of [
      [ledger, ledgerName],
      [roster, rosterName],
    ] as const) {
      const copy = copyOf(join(folder, name));
      rmSync(copy, { force: true });
      // SQLite fills an empty file that is there; one of its own would be readable to others.
      closeSync(openSync(copy, 'wx', 0o600));
      db.prepare('vacuum into ?').run(copy);
      flushFile(copy);
    }
    flushFolder(folder);
    return ok(null);
  } catch (cause) {
    discardCopies(folder);
    throw cause;
  }
}

/** Deletes copies that aren't wanted, where there are any. */
export function discardCopies(folder: string): void {
  for (const name of [ledgerName, rosterName]) rmSync(copyOf(join(folder, name)), { force: true });
}

/**
 * Puts copies into the places of the databases, which are set aside where there are any. Cut short anywhere, the next opening continues
 * with it. Called with the folder's lock held and nothing open.
 */
export function moveIn(
  folder: string,
  keys: { ledgerKey: Uint8Array; rosterKey: Uint8Array },
  now: number,
): void {
  const ledgerFile = join(folder, ledgerName);
  // The backup first: once the ledger is in its place, nothing shows that the backup is another's.
  put(
    ledgerFile,
    keys.ledgerKey,
    () => existsSync(backupOf(ledgerFile)) && setAside(backupOf(ledgerFile), 'replaced', now),
    now,
  );
  put(join(folder, rosterName), keys.rosterKey, () => undefined, now);
}

function put(file: string, key: Uint8Array, prepare: () => unknown, now: number): void {
  const copy = copyOf(file);
  if (!existsSync(copy)) return;
  if (isOfAnotherKey(copy, key)) {
    rmSync(copy, { force: true });
    return;
  }
  prepare();
  if (existsSync(file)) setAside(file, 'replaced', now);
  renameSync(copy, file);
  flushFolder(dirname(file));
}

/** A copy that can't be read for another reason, such as a failing disk, isn't judged: opening it says what is wrong. */
function isOfAnotherKey(file: string, key: Uint8Array): boolean {
  let db: Db | null = null;
  try {
    db = openDatabase(file, key, { readonly: false, timeout: 0 });
    db.prepare('select count(*) from sqlite_schema').get();
    return false;
  } catch (cause) {
    return troubleOf(cause) === 'damaged';
  } finally {
    db?.close();
  }
}
