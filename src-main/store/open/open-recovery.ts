import { existsSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { errorFrom } from '../../base/errors.ts';
import { makePrivateFolder } from '../../base/private-folder.ts';
import { openDatabase, prepareForWriting, schemaVersion, truncateLog, type Db } from '../database.ts';
import { offerOf } from './earlier-ledgers.ts';
import { checkMark, ledgerName, rosterName } from './file-names.ts';
import { takeLock } from './folder-lock.ts';
import { backupTime, backupLedger, backupOf, hasBackup, restoreBackup } from './ledger-backup.ts';
import { latestVersion, migrate, type Migration } from './migrate.ts';
import { ledgerMigrations } from './migrations/ledger.ts';
import { rosterMigrations } from './migrations/roster.ts';
import { moveIn } from './moved-in.ts';
import { setAside } from './set-aside.ts';
import { storeError, troubleOf } from '../store-errors.ts';
import { restored, restoreLedger } from './restore-ledger.ts';
import { text } from './text.ts';
import type { StoreNotice } from './types.ts';

export interface OpenFilesOptions {
  folder: string;
  ledgerKey: Uint8Array;
  rosterKey: Uint8Array;
  now: () => number;
  /** How long (ms) each of the two tries waits for a file that another process holds. */
  timeoutMs: number;
  /** The caller has the folder's lock. */
  isLocked?: boolean;
}

export interface OpenedFiles {
  ledger: Db;
  roster: Db;
  ledgerFile: string;
  rosterFile: string;
  /** Held open, with an exclusive lock that the operating system gives back when this process ends, however it ends. null: the caller has it. */
  lock: Db | null;
  /** The session before didn't close: whatever it was doing may be half done. */
  afterCrash: boolean;
  notices: StoreNotice[];
}

/** One opening: all that is set aside in it gets the same time in its name, which shows that it belongs together. */
interface Opening extends OpenFilesOptions {
  startedAt: number;
  notices: StoreNotice[];
}

/** Bigger files are checked whole only after a crash or when damage was met: it would slow every start. */
export const alwaysCheckedBytes = 4 * 1024 * 1024;

type Attempt =
  | { end: 'opened'; db: Db }
  /** `wholly`: not even the first page can be read, as with another key. */
  | { end: 'damaged'; wholly: boolean }
  | { end: 'newer'; version: number }
  | { end: 'failed'; error: AppError };

/**
 * Opens both databases for writing, and recovers from what is wrong with them: busy, damaged, of a newer version, not writable. Nothing is
 * deleted: a file that can't be used is set aside.
 */
export function openFiles(options: OpenFilesOptions): Result<OpenedFiles> {
  const opening: Opening = { ...options, startedAt: options.now(), notices: [] };
  const { notices } = opening;
  const opened: Db[] = [];
  const giveUp = (error: AppError) => {
    for (const db of opened) db.close();
    return fail(error);
  };
  try {
    makePrivateFolder(options.folder);
    const lock = options.isLocked === true ? ok(null) : takeLock(options.folder, options.timeoutMs);
    if (!lock.ok) return lock;
    if (lock.value !== null) opened.push(lock.value);
    const ledgerFile = join(options.folder, ledgerName);
    moveIn(options.folder, options, opening.startedAt);
    const taken = restoreLedger(options.folder);
    if (taken !== null) notices.push(taken);
    const afterCrash = hasLog(ledgerFile);
    const ledger = openLedger(ledgerFile, opening);
    if (!ledger.ok) return giveUp(ledger.error);
    opened.push(ledger.value);
    const roster = openRoster(opening);
    if (!roster.ok) return giveUp(roster.error);
    opened.push(roster.value.db);
    if (taken !== null) restored(options.folder);
    const offer = offered(opening, ledgerFile, ledger.value);
    // First: what else is said here of another key has its answer in it.
    if (offer !== null) notices.unshift(offer);
    return ok({
      ledger: ledger.value,
      roster: roster.value.db,
      ledgerFile,
      rosterFile: roster.value.file,
      lock: lock.value,
      afterCrash,
      notices,
    });
  } catch (cause) {
    return giveUp(storeError(cause));
  }
}

/** Whatever is the matter with files that lie beside, the present one is opened. */
function offered({ ledgerKey }: Opening, ledgerFile: string, ledger: Db): StoreNotice | null {
  try {
    return offerOf({ ledgerFile, ledgerKey }, ledger);
  } catch {
    return null;
  }
}

function openLedger(file: string, opening: Opening): Result<Db> {
  const { notices } = opening;
  const backup = backupOf(file);
  const attempt = () => tryOpen(file, opening.ledgerKey, ledgerMigrations, opening.timeoutMs, backupLedger);
  const lost = !existsSync(file) || statSync(file).size === 0;
  if (lost && existsSync(backup)) restoreBackup(backup, file);
  const first = attempt();
  if (first.end === 'opened' && lost && existsSync(backup)) {
    notices.push({ level: 'warn', ...text.ledgerMissing(backupTime(backup)) });
  }
  if (first.end !== 'damaged') return ledgerEnd(first);

  const aside = setAside(file, 'corrupt', opening.startedAt);
  if (existsSync(backup)) {
    restoreBackup(backup, file);
    const second = attempt();
    if (second.end === 'opened') {
      notices.push({ level: 'warn', ...text.ledgerDamaged(aside, backupTime(backup)) });
    }
    if (second.end !== 'damaged') return ledgerEnd(second);
    // What was restored is only a copy of the backup, which is kept itself.
    rmSync(file, { force: true });
    setAside(backup, 'corrupt', opening.startedAt);
  }
  const fresh = attempt();
  if (fresh.end === 'opened') {
    notices.push({
      level: 'error',
      ...(first.wholly ? text.ledgerOfAnotherKey(aside) : text.ledgerWithoutBackup(aside)),
    });
  }
  return ledgerEnd(fresh);
}

function ledgerEnd(attempt: Attempt): Result<Db> {
  switch (attempt.end) {
    case 'opened':
      return ok(attempt.db);
    case 'failed':
      return fail(attempt.error);
    case 'newer':
      return fail(
        errorFrom(
          'other-version',
          text.ledgerOfNewerVersion(attempt.version, latestVersion(ledgerMigrations)),
        ),
      );
    case 'damaged':
      return fail(errorFrom('store-unavailable', text.ledgerUnusable));
  }
}

function openRoster(opening: Opening): Result<{ db: Db; file: string }> {
  const { notices } = opening;
  let file = join(opening.folder, rosterName);
  const attempt = () =>
    tryOpen(file, opening.rosterKey, rosterMigrations, opening.timeoutMs, () => undefined);
  let result = attempt();
  if (result.end === 'newer') {
    notices.push({ level: 'info', ...text.rosterOfNewerVersion(rosterName) });
    file = join(opening.folder, `roster-v${latestVersion(rosterMigrations)}.db`);
    result = attempt();
  }
  if (result.end === 'damaged') {
    const aside = setAside(file, 'corrupt', opening.startedAt);
    notices.push({ level: 'warn', ...text.rosterDamaged(basename(file), aside) });
    result = attempt();
  }
  switch (result.end) {
    case 'opened':
      return ok({ db: result.db, file });
    case 'failed':
      return fail(result.error);
    case 'newer':
    case 'damaged':
      return fail(errorFrom('store-unavailable', text.rosterUnusable(basename(file))));
  }
}

/** Busy is tried twice; everything else is judged at once. The file is as it was unless the end is `opened`. */
function tryOpen(
  file: string,
  key: Uint8Array,
  steps: readonly Migration[],
  timeoutMs: number,
  beforeMigration: (db: Db, file: string) => void,
): Attempt {
  const once = (): Attempt & { busy?: boolean } => {
    let db: Db | null = null;
    try {
      const check = needsCheck(file);
      db = openDatabase(file, key, { readonly: false, timeout: timeoutMs });
      const opened = db;
      const version = schemaVersion(opened);
      if (version > latestVersion(steps)) {
        opened.close();
        return { end: 'newer', version };
      }
      // The roster too: the ledger must never be ahead of it, not even when the power fails.
      prepareForWriting(opened, 'FULL');
      if (check && opened.pragma('quick_check(1)', { simple: true }) !== 'ok') {
        opened.close();
        return { end: 'damaged', wholly: false };
      }
      migrate(opened, steps, () => beforeMigration(opened, file));
      rmSync(checkMark(file), { force: true });
      return { end: 'opened', db: opened };
    } catch (cause) {
      db?.close();
      const trouble = troubleOf(cause);
      if (trouble === 'damaged')
        return {
          end: 'damaged',
          wholly: cause instanceof Error && 'code' in cause && cause.code === 'SQLITE_NOTADB',
        };
      return { end: 'failed', error: storeError(cause), busy: trouble === 'busy' };
    }
  };
  const first = once();
  return first.busy ? once() : first;
}

function needsCheck(file: string): boolean {
  if (existsSync(checkMark(file))) return true;
  if (!existsSync(file)) return false;
  return statSync(file).size <= alwaysCheckedBytes || hasLog(file);
}

/** A clean close leaves none. */
export function hasLog(file: string): boolean {
  const log = `${file}-wal`;
  return existsSync(log) && statSync(log).size > 0;
}

/**
 * Closes both, so that a copy of the folder is whole; the ledger's backup is made when something changed. After a crash it is made again
 * anyhow: a removal that was cut short left its e-mails there, and in the free parts of pages.
 */
export function closeFiles(files: OpenedFiles, ledgerChanged: boolean): void {
  try {
    if (files.afterCrash) files.ledger.exec('vacuum');
    if (files.afterCrash || ledgerChanged || !hasBackup(files.ledgerFile))
      backupLedger(files.ledger, files.ledgerFile);
  } catch {
    // A full disk must not keep the app from closing; the backup before stays.
  }
  for (const db of [files.ledger, files.roster]) {
    try {
      truncateLog(db);
    } catch {
      // The log stays and is read at the next opening.
    }
    db.close();
  }
  files.lock?.close();
}
