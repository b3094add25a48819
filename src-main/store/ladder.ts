import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fail, ok, type AppError, type Result } from '../../src-preload/contract/result.ts';
import { plainError } from '../errors.ts';
import { timeForFileName } from '../files.ts';
import { openDatabase, prepareForWriting, schemaVersion, truncateLog, type Db } from './database.ts';
import { latestVersion, migrate, type Migration } from './migrate.ts';
import { ledgerMigrations } from './migrations/ledger.ts';
import { rosterMigrations } from './migrations/roster.ts';
import { storeError, troubleOf } from './store-errors.ts';
import type { StoreNotice } from './types.ts';

export interface LadderOptions {
  folder: string;
  ledgerKey: Uint8Array;
  rosterKey: Uint8Array;
  now: () => number;
  /** How long (ms) each of the two tries waits for a file that another process holds. */
  patience: number;
}

export interface OpenedFiles {
  ledger: Db;
  roster: Db;
  ledgerFile: string;
  rosterFile: string;
  /** Held open, with an exclusive lock that the operating system gives back when this process ends, however it ends. */
  lock: Db;
  /** The session before didn't close: whatever it was doing may be half done. */
  afterCrash: boolean;
  notices: StoreNotice[];
}

export const ledgerName = 'ledger.db';
export const rosterName = 'roster.db';
const backupOf = (file: string) => `${file}.backup`;
/** Left by a reader that met damage: the next opening checks the whole file. */
export const checkMark = (file: string) => `${file}.check`;
/** Bigger files are checked whole only after a crash or when damage was met: it would slow every start. */
const alwaysCheckedBytes = 4 * 1024 * 1024;

type Attempt =
  | { end: 'opened'; db: Db }
  /** `wholly`: not even the first page can be read, as with another key. */
  | { end: 'damaged'; wholly: boolean }
  | { end: 'newer'; version: number }
  | { end: 'failed'; error: AppError };

/** Opens both databases for writing, doing what the design's ladder says on every trouble. Nothing is ever deleted here. */
export function openFiles(options: LadderOptions): Result<OpenedFiles> {
  const notices: StoreNotice[] = [];
  const opened: Db[] = [];
  const giveUp = (error: AppError) => {
    for (const db of opened) db.close();
    return fail(error);
  };
  try {
    mkdirSync(options.folder, { recursive: true, mode: 0o700 });
    const lock = takeLock(join(options.folder, 'store.lock'), options.patience);
    if (!lock.ok) return lock;
    opened.push(lock.value);
    const ledgerFile = join(options.folder, ledgerName);
    const afterCrash = hasLog(ledgerFile);
    const ledger = openLedger(ledgerFile, options, notices);
    if (!ledger.ok) return giveUp(ledger.error);
    opened.push(ledger.value);
    const roster = openRoster(options, notices);
    if (!roster.ok) return giveUp(roster.error);
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

function takeLock(file: string, patience: number): Result<Db> {
  const attempt = (): Result<Db> => {
    // Not encrypted: it stays empty.
    const lock = openDatabase(file, Buffer.alloc(32), { readonly: false, timeout: patience });
    try {
      lock.pragma('journal_mode=MEMORY');
      lock.exec('begin exclusive');
      return ok(lock);
    } catch (cause) {
      lock.close();
      const trouble = troubleOf(cause);
      // Something wrote into it. Emptied and not replaced: the lock of another one who was just as fast is on this very file.
      if (trouble === 'damaged') truncateSync(file);
      else if (trouble !== 'busy') throw cause;
      return fail(
        plainError(
          'store-unavailable',
          'Another Steward is using this folder.',
          'Go on in its window, or quit it and start Steward again.',
        ),
      );
    }
  };
  const first = attempt();
  return first.ok ? first : attempt();
}

function openLedger(file: string, options: LadderOptions, notices: StoreNotice[]): Result<Db> {
  const backup = backupOf(file);
  const attempt = () => tryOpen(file, options.ledgerKey, ledgerMigrations, options.patience, backupLedger);
  const lost = !existsSync(file) || statSync(file).size === 0;
  if (lost && existsSync(backup)) restore(backup, file);
  const first = attempt();
  if (first.end === 'opened' && lost && existsSync(backup)) {
    notices.push({
      level: 'warn',
      sentence: `The file ${ledgerName} was missing; Steward took its backup of ${ageOf(backup)}.`,
      nextStep: 'Connections, notes and receipts from after that time are missing: check them.',
    });
  }
  if (first.end !== 'damaged') return ledgerEnd(first);

  const aside = setAside(file, 'corrupt', options.now());
  if (existsSync(backup)) {
    restore(backup, file);
    const second = attempt();
    if (second.end === 'opened') {
      notices.push({
        level: 'warn',
        sentence: `The file ${ledgerName} was damaged; Steward set it aside as ${aside} and took its backup of ${ageOf(backup)}.`,
        nextStep: 'Connections, notes and receipts from after that time are missing: check them.',
      });
    }
    if (second.end !== 'damaged') return ledgerEnd(second);
    // What was restored is only a copy of the backup, which is kept itself.
    rmSync(file, { force: true });
    setAside(backup, 'corrupt', options.now());
  }
  const fresh = attempt();
  if (fresh.end === 'opened') {
    notices.push({
      level: 'error',
      sentence: first.wholly
        ? `The file ${ledgerName} can’t be read with the key of this device’s vault; Steward set it aside as ${aside} and began a new one.`
        : `The file ${ledgerName} was damaged and there was no good backup; Steward set it aside as ${aside} and began a new one.`,
      nextStep: 'Add your connections again, or put back a copy of the whole folder from your own backups.',
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
        plainError(
          'store-unavailable',
          `A newer Steward wrote the file ${ledgerName} (version ${attempt.version}; this one knows ${latestVersion(ledgerMigrations)}).`,
          'Start the newer Steward. This one changed nothing.',
        ),
      );
    case 'damaged':
      return fail(
        plainError(
          'store-unavailable',
          `A new ${ledgerName} can’t be read back after it was written.`,
          'Check the disk, then start Steward again.',
        ),
      );
  }
}

function openRoster(options: LadderOptions, notices: StoreNotice[]): Result<{ db: Db; file: string }> {
  let file = join(options.folder, rosterName);
  const attempt = () => tryOpen(file, options.rosterKey, rosterMigrations, options.patience, () => undefined);
  let result = attempt();
  if (result.end === 'newer') {
    notices.push({
      level: 'info',
      sentence: `A newer Steward wrote the file ${rosterName}; this one left it alone and keeps its own copies beside it.`,
      nextStep: 'Nothing to do: the lists are fetched again.',
    });
    file = join(options.folder, `roster-v${latestVersion(rosterMigrations)}.db`);
    result = attempt();
  }
  if (result.end === 'damaged') {
    const aside = setAside(file, 'corrupt', options.now());
    notices.push({
      level: 'warn',
      sentence: `The offline copies in ${basename(file)} were damaged or can’t be read with this device’s key; Steward set them aside as ${aside}.`,
      nextStep: 'Nothing to do: the lists are fetched again.',
    });
    result = attempt();
  }
  switch (result.end) {
    case 'opened':
      return ok({ db: result.db, file });
    case 'failed':
      return fail(result.error);
    case 'newer':
    case 'damaged':
      return fail(
        plainError(
          'store-unavailable',
          `The file ${basename(file)} can’t be used.`,
          'Move it out of Steward’s folder and start again; the lists are fetched again.',
        ),
      );
  }
}

/** Busy is tried twice; everything else is judged at once. The file is as it was unless the end is `opened`. */
function tryOpen(
  file: string,
  key: Uint8Array,
  steps: readonly Migration[],
  patience: number,
  beforeMigration: (db: Db, file: string) => void,
): Attempt {
  const once = (): Attempt & { busy?: boolean } => {
    let db: Db | null = null;
    try {
      const check = needsCheck(file);
      db = openDatabase(file, key, { readonly: false, timeout: patience });
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
function hasLog(file: string): boolean {
  const log = `${file}-wal`;
  return existsSync(log) && statSync(log).size > 0;
}

/** Renames a database, its log too, and gives the new name. Never replaces an earlier one. */
function setAside(file: string, word: string, now: number): string {
  const stem = `${file}.${word}-${timeForFileName(now)}`;
  let target = stem;
  for (let n = 2; existsSync(target); n += 1) target = `${stem}-${n}`;
  if (existsSync(file)) renameSync(file, target);
  if (existsSync(`${file}-wal`)) renameSync(`${file}-wal`, `${target}-wal`);
  // The index of the log is rebuilt from the log.
  rmSync(`${file}-shm`, { force: true });
  rmSync(checkMark(file), { force: true });
  return basename(target);
}

function restore(backup: string, file: string): void {
  for (const ending of ['-wal', '-shm']) rmSync(`${file}${ending}`, { force: true });
  const beside = `${file}.restoring`;
  copyFileSync(backup, beside);
  flush(beside);
  renameSync(beside, file);
}

/** Writes the backup anew, encrypted with the same key: from then on it holds nothing that the ledger doesn't. */
export function backupLedger(ledger: Db, file: string): void {
  const beside = `${backupOf(file)}.tmp`;
  rmSync(beside, { force: true });
  try {
    ledger.prepare('vacuum into ?').run(beside);
    flush(beside);
    renameSync(beside, backupOf(file));
  } catch (cause) {
    rmSync(beside, { force: true });
    throw cause;
  }
}

export const hasBackup = (ledgerFile: string): boolean => existsSync(backupOf(ledgerFile));

/**
 * Deletes the copies of a roster that lie beside the one in use (set aside as damaged, or of a newer Steward): when a connection
 * is erased its e-mails must not stay in them, and a roster can always be fetched again.
 */
export function removeOtherRosters(rosterFile: string): void {
  const folder = dirname(rosterFile);
  const mine = basename(rosterFile);
  for (const name of readdirSync(folder)) {
    const isMine = [mine, `${mine}-wal`, `${mine}-shm`].includes(name);
    if (/^roster(-v\d+)?\.db/.test(name) && !isMine) rmSync(join(folder, name), { force: true });
  }
}

/**
 * Deletes ledgers that were set aside, and backups of them. Nothing of a ledger is thrown away otherwise; but when a connection is removed
 * its e-mails must not stay in them, and what can't be read can't be cleared of one connection alone.
 */
export function removeSetAsideLedgers(ledgerFile: string): void {
  const folder = dirname(ledgerFile);
  for (const name of readdirSync(folder))
    if (/^ledger\.db(\.backup)?\.corrupt-/.test(name)) rmSync(join(folder, name), { force: true });
}

/**
 * Closes both, so that a copy of the folder is whole; the ledger's backup is made when something changed. After a crash it is made anew
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
  files.lock.close();
}

function flush(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

const ageOf = (file: string) =>
  new Date(statSync(file).mtimeMs).toISOString().slice(0, 16).replace('T', ' ') + ' UTC';
