import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase, prepareForReading, schemaVersion, type Db } from '../database.ts';
import { ledgerName, rosterName } from './file-names.ts';
import { takeLock } from './folder-lock.ts';
import { backupOf } from './ledger-backup.ts';
import { latestVersion, type Migration } from './migrate.ts';
import { ledgerMigrations } from './migrations/ledger.ts';
import { rosterMigrations } from './migrations/roster.ts';
import { alwaysCheckedBytes, hasLog } from './open-recovery.ts';

/** Both databases, open to be read, and the folder's lock. */
export interface CleanFolder {
  ledger: Db;
  roster: Db;
  ledgerFile: string;
  rosterFile: string;
  lock: Db;
}

/** What a clean close leaves of the databases. */
const cleanNames = [ledgerName, backupOf(ledgerName), rosterName];
/** What else may lie there says that there is something to do: a file that was set aside or is to be restored, a mark, another version's. */
const isOfDatabase = (name: string) => /^(ledger|roster)[-.\w]*\.db/.test(name);
/** Empty, they are what a reader that was killed left. */
const isOfLog = (name: string) => /\.db-(wal|shm)$/.test(name);

/**
 * Takes a folder whose databases were closed cleanly by this version, and opens them without the writer. null: the writer's opening
 * has something to do there, such as recovering from a crash, a migration, or waiting for another Steward.
 */
export function openCleanFolder(parts: {
  folder: string;
  ledgerKey: Uint8Array;
  rosterKey: Uint8Array;
}): CleanFolder | null {
  const { folder, ledgerKey, rosterKey } = parts;
  const opened: Db[] = [];
  try {
    if (!isClean(folder)) return null;
    // Not waited for: the thread that asks may be a window's.
    const lock = takeLock(folder, 0);
    if (!lock.ok) return null;
    opened.push(lock.value);
    const read = (name: string, key: Uint8Array, steps: readonly Migration[]) => {
      const db = openReader(join(folder, name), key);
      opened.push(db);
      return schemaVersion(db) === latestVersion(steps) && isWhole(db, join(folder, name)) ? db : null;
    };
    // Checked once more: the last holder of the lock may have changed it.
    const ledger = isClean(folder) ? read(ledgerName, ledgerKey, ledgerMigrations) : null;
    const roster = ledger === null ? null : read(rosterName, rosterKey, rosterMigrations);
    if (ledger !== null && roster !== null && !hasHistoryWaiting(roster))
      return {
        ledger,
        roster,
        ledgerFile: join(folder, ledgerName),
        rosterFile: join(folder, rosterName),
        lock: lock.value,
      };
  } catch {
    // Whatever is the matter with it, the writer's opening finds out and says it.
  }
  for (const db of opened.reverse()) db.close();
  return null;
}

function isClean(folder: string): boolean {
  const names = readdirSync(folder).filter((name) => isOfDatabase(name) && !isOfLog(name));
  return (
    cleanNames.every((name) => names.includes(name)) &&
    names.length === cleanNames.length &&
    [ledgerName, rosterName].every(
      (name) => !hasLog(join(folder, name)) && statSync(join(folder, name)).size > 0,
    )
  );
}

/** Able to write, because the last to close has to clear the log away that SQLite makes for every reader; nothing is written through it. */
function openReader(file: string, key: Uint8Array): Db {
  const db = openDatabase(file, key, { readonly: false });
  prepareForReading(db);
  return db;
}

/** Small files are looked through at every opening. */
const isWhole = (db: Db, file: string): boolean =>
  statSync(file).size > alwaysCheckedBytes || db.pragma('quick_check(1)', { simple: true }) === 'ok';

/** Whether differences wait to be handed on to the ledger. */
const hasHistoryWaiting = (roster: Db): boolean =>
  roster.prepare('select 1 from history_outbox limit 1').get() !== undefined;
