import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Db } from '../database.ts';
import { flushFile } from './flush.ts';
import { freeFile, isSetAsideLedger } from './set-aside.ts';

export const backupOf = (file: string): string => `${file}.backup`;

export const hasBackup = (ledgerFile: string): boolean => existsSync(backupOf(ledgerFile));

/** Puts a copy of the backup in the place of a ledger that is gone; a log that is still there would not be its own. */
export function restoreBackup(backup: string, file: string): void {
  for (const ending of ['-wal', '-shm']) rmSync(`${file}${ending}`, { force: true });
  const beside = `${file}.restoring`;
  try {
    copyFileSync(backup, beside);
    chmodSync(beside, 0o600);
    flushFile(beside);
    renameSync(beside, file);
  } catch (cause) {
    rmSync(beside, { force: true });
    throw cause;
  }
}

/** Rewrites the backup, encrypted with the same key: from then on it holds nothing that the ledger doesn't. */
export const backupLedger = (ledger: Db, file: string): void =>
  writeCopy(ledger, backupOf(file), `${backupOf(file)}.tmp`);

/** How many backups that the user made are kept. */
const mostSaved = 3;

/** Makes a backup that stays as it is, and deletes all but the newest ones. Gives its name. */
export function saveLedger(ledger: Db, file: string, now: number): string {
  const target = freeFile(file, 'saved', now);
  writeCopy(ledger, target, `${file}.saving`);
  const folder = dirname(file);
  const saved = readdirSync(folder)
    .filter((name) => name.startsWith(`${basename(file)}.saved-`) && isSetAsideLedger(name))
    .map((name) => ({ name, at: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at || (a.name < b.name ? 1 : -1));
  for (const { name } of saved.slice(mostSaved)) rmSync(join(folder, name), { force: true });
  return basename(target);
}

/** Whole or not at all, encrypted with the ledger's key; what an interrupted copy left `beside` goes with the next one. */
function writeCopy(ledger: Db, target: string, beside: string): void {
  rmSync(beside, { force: true });
  try {
    // SQLite fills an empty file that is there; one of its own would be readable to others.
    closeSync(openSync(beside, 'wx', 0o600));
    ledger.prepare('vacuum into ?').run(beside);
    flushFile(beside);
    renameSync(beside, target);
  } catch (cause) {
    rmSync(beside, { force: true });
    throw cause;
  }
}

/** When the backup was made, as notices show it. */
export const backupTime = (backup: string): string =>
  new Date(statSync(backup).mtimeMs).toISOString().slice(0, 16).replace('T', ' ') + ' UTC';
