import { copyFileSync, existsSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { fail, ok } from '../../../src-preload/shared/result.ts';
import type { EarlierLedger } from '../../../src-preload/contract/storage.ts';
import { errorFrom } from '../../base/errors.ts';
import { openDatabase, schemaVersion, type Db } from '../database.ts';
import { ledgerName, rosterName } from './file-names.ts';
import { flushFile } from './flush.ts';
import { backupOf, saveLedger } from './ledger-backup.ts';
import { latestVersion } from './migrate.ts';
import { ledgerMigrations } from './migrations/ledger.ts';
import { freeFile, isSetAsideLedger } from './set-aside.ts';
import { requestRestore } from './restore-ledger.ts';
import { text } from './text.ts';
import type { StoreNotice, SyncEarlierLedgers } from './types.ts';

/*
 * A ledger is set aside when the vault has another key than it was written with: the vault was lost, or another one was put in its place.
 * When the key comes back, so can the ledger.
 */

/** The preference with the names of those that aren't to be offered. */
const declinedKey = 'declinedLedgers';

interface Folder {
  ledgerFile: string;
  ledgerKey: Uint8Array;
}

/** The ledgers set aside that can be opened with the vault's present key and are whole, the one used last first. */
export function earlierLedgers(
  { ledgerFile, ledgerKey }: Folder,
  isAsked = isSetAsideLedger,
): EarlierLedger[] {
  const folder = dirname(ledgerFile);
  const found = readdirSync(folder)
    .filter(isAsked)
    .flatMap((name) => {
      const inside = lookInto(join(folder, name), ledgerKey);
      return inside === null ? [] : [{ name, ...inside }];
    });
  // A ledger and its backup are set aside together: the ledger knows as much or more.
  const names = new Set(found.map(({ name }) => name));
  return found
    .filter(({ name }) => name === ledgerOf(name) || !names.has(ledgerOf(name)))
    .sort((a, b) => b.usedAt - a.usedAt);
}

/**
 * Offers the one that was used last of those set aside because nothing could read them. One that was replaced by another isn't offered:
 * the user chose that.
 */
export function offerOf(folder: Folder, ledger: Db): StoreNotice | null {
  const declined = declinedIn(ledger);
  const [earlier] = earlierLedgers(
    folder,
    (name) => isSetAsideLedger(name) && name.includes('.corrupt-') && !declined.includes(ledgerOf(name)),
  );
  if (earlier === undefined) return null;
  const { name, usedAt, connections, receipts } = earlier;
  return {
    level: 'info',
    ...text.earlierLedger(name, usedAt, connections.length, receipts),
    earlierLedger: name,
  };
}

/** The name of the ledger that a backup was set aside with; of a ledger, its own. */
const ledgerOf = (name: string) => name.replace('.backup.', '.');

/** Exceptions of SQLite and the file system pass through; the writer thread turns them into errors. */
export function createEarlierLedgers(
  folder: Folder & { rosterKey: Uint8Array },
  ledger: Db,
): SyncEarlierLedgers {
  const savePreference = ledger.prepare<[string, string]>(
    'insert into preferences (key, json) values (?, ?) on conflict do update set json = excluded.json',
  );
  return {
    list: () => ok(earlierLedgers(folder)),
    restore(name) {
      const isReadable = earlierLedgers(folder, (one) => one === name && isSetAsideLedger(one)).length > 0;
      if (!isReadable) return fail(errorFrom('not-found', text.earlierLedgerUnusable(name)));
      requestRestore(folder.ledgerFile, { ledger: restorableOf(folder, name), ...besides(folder, name) });
      return ok(null);
    },
    save: () => ok({ name: saveLedger(ledger, folder.ledgerFile, Date.now()) }),
    decline(name) {
      const names = new Set([...declinedIn(ledger), ledgerOf(name)]);
      savePreference.run(declinedKey, JSON.stringify([...names]));
      return ok(null);
    },
  };
}

/** What takes the ledger's place: of a backup that the user made a copy, so that the backup stays. */
function restorableOf({ ledgerFile }: Folder, name: string): string {
  if (!name.includes('.saved-')) return name;
  const copy = freeFile(ledgerFile, 'replaced', Date.now());
  try {
    copyFileSync(join(dirname(ledgerFile), name), copy);
    flushFile(copy);
  } catch (cause) {
    rmSync(copy, { force: true });
    throw cause;
  }
  return basename(copy);
}

/** The backup and the offline copies that were set aside in the same opening, where they can be read as well. */
function besides({ ledgerFile, ledgerKey, rosterKey }: Folder & { rosterKey: Uint8Array }, name: string) {
  const beside = (of: string, key: Uint8Array) => {
    const other = ledgerOf(name).replace(ledgerName, of);
    const file = join(dirname(ledgerFile), other);
    return other !== name && existsSync(file) && isWhole(file, key) ? other : null;
  };
  return { backup: beside(backupOf(ledgerName), ledgerKey), roster: beside(rosterName, rosterKey) };
}

function declinedIn(ledger: Db): string[] {
  const row = ledger
    .prepare<[string], { json: string }>('select json from preferences where key = ?')
    .get(declinedKey);
  return row === undefined ? [] : (z.array(z.string()).safeParse(JSON.parse(row.json)).data ?? []);
}

function lookInto(file: string, key: Uint8Array): Omit<EarlierLedger, 'name'> | null {
  const times = [file, `${file}-wal`].filter(existsSync).map((one) => statSync(one).mtimeMs);
  const usedAt = Math.round(Math.max(...times));
  const inside = whileOpen(file, key, (db) => {
    if (schemaVersion(db) > latestVersion(ledgerMigrations)) return null;
    const labels = db.prepare<[], string>(
      `select coalesce(json ->> 'label', '') from connections order by position`,
    );
    const receipts = db.prepare<[], number>(`select count(*) from plans where status <> 'draft'`);
    return { connections: labels.pluck().all(), receipts: receipts.pluck().get() ?? 0 };
  });
  if (inside === null) return null;
  // What was in its log has been brought into it just now: its age is another's still.
  utimesSync(file, new Date(), new Date(usedAt));
  return { usedAt, ...inside };
}

const isWhole = (file: string, key: Uint8Array) => whileOpen(file, key, () => true) ?? false;

/** null where the key is another's or the file is damaged. Opened for writing, so that nothing is left beside it. */
function whileOpen<T>(file: string, key: Uint8Array, look: (db: Db) => T): T | null {
  let db: Db | null = null;
  try {
    db = openDatabase(file, key, { readonly: false, timeout: 0 });
    if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') return null;
    return look(db);
  } catch {
    return null;
  } finally {
    db?.close();
  }
}
