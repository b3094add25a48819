import Database from 'better-sqlite3';
import { closeSync, existsSync, openSync } from 'node:fs';

export type Db = Database.Database;

/**
 * Opens an encrypted database. The key is not tried yet: a wrong one shows as SQLITE_NOTADB at the first statement.
 * `temp_store` is memory because SQLite does not encrypt its temporary files.
 */
export function openDatabase(
  file: string,
  key: Uint8Array,
  options: { readonly: boolean; timeout?: number },
): Db {
  // Created here, so that a new file is the owner's only, whatever the umask.
  if (!options.readonly && !existsSync(file)) closeSync(openSync(file, 'a', 0o600));
  const db = new Database(file, {
    readonly: options.readonly,
    fileMustExist: true,
    timeout: options.timeout ?? 5000,
  });
  try {
    db.pragma("cipher='sqlcipher'");
    db.pragma(`key="x'${Buffer.from(key).toString('hex')}'"`);
    db.pragma('temp_store=MEMORY');
    if (options.readonly) prepareForReading(db);
  } catch (cause) {
    db.close();
    throw cause;
  }
  return db;
}

/** Settings of a connection through which nothing is written. */
export function prepareForReading(db: Db): void {
  db.pragma('query_only=ON');
  // KiB. Looking at rows here and there in a big roster decrypts their pages each time, unless they are kept.
  db.pragma('cache_size=-16384');
}

/** Settings of a writing connection. They touch the file, so they fail where the key is wrong. */
export function prepareForWriting(db: Db, synchronous: 'FULL' | 'NORMAL'): void {
  db.pragma('journal_mode=WAL');
  db.pragma(`synchronous=${synchronous}`);
  db.pragma('foreign_keys=ON');
  db.pragma('secure_delete=ON');
  // A big swap makes a big log once; without a limit the file would keep that size.
  db.pragma('journal_size_limit=4194304');
  // KiB. Rows of a big swap go to several places at once; pages that fall out are encrypted and decrypted each time.
  db.pragma('cache_size=-131072');
}

/** Writes the log back into the database and empties it. False when somebody reads from the log right now. */
export function truncateLog(db: Db): boolean {
  return db.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) === 0;
}

export const schemaVersion = (db: Db): number => Number(db.pragma('user_version', { simple: true }));
