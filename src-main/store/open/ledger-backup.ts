import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import type { Db } from '../database.ts';
import { flushFile } from './flush.ts';

export const backupOf = (file: string): string => `${file}.backup`;

export const hasBackup = (ledgerFile: string): boolean => existsSync(backupOf(ledgerFile));

/** Puts a copy of the backup in the place of a ledger that is gone; a log that is still there would not be its own. */
export function restoreBackup(backup: string, file: string): void {
  for (const ending of ['-wal', '-shm']) rmSync(`${file}${ending}`, { force: true });
  const beside = `${file}.restoring`;
  copyFileSync(backup, beside);
  chmodSync(beside, 0o600);
  flushFile(beside);
  renameSync(beside, file);
}

/** Rewrites the backup, encrypted with the same key: from then on it holds nothing that the ledger doesn't. */
export function backupLedger(ledger: Db, file: string): void {
  const beside = `${backupOf(file)}.tmp`;
  rmSync(beside, { force: true });
  try {
    // SQLite fills an empty file that is there; one of its own would be readable to others.
    closeSync(openSync(beside, 'wx', 0o600));
    ledger.prepare('vacuum into ?').run(beside);
    flushFile(beside);
    renameSync(beside, backupOf(file));
  } catch (cause) {
    rmSync(beside, { force: true });
    throw cause;
  }
}

/** When the backup was made, as notices show it. */
export const backupTime = (backup: string): string =>
  new Date(statSync(backup).mtimeMs).toISOString().slice(0, 16).replace('T', ' ') + ' UTC';
