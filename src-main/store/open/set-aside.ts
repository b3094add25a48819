import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { timeForFileName } from '../../base/atomic-file.ts';
import { checkMark } from './file-names.ts';

/** The file beside this one, named by what became of it and when, that isn't there yet. */
export function freeFile(file: string, word: string, now: number): string {
  const stem = `${file}.${word}-${timeForFileName(now)}`;
  let target = stem;
  for (let n = 2; existsSync(target); n += 1) target = `${stem}-${n}`;
  return target;
}

/** Renames a database, its log too, and gives the new name. Never replaces an earlier one. */
export function setAside(file: string, word: string, now: number): string {
  const target = freeFile(file, word, now);
  if (existsSync(file)) renameSync(file, target);
  if (existsSync(`${file}-wal`)) renameSync(`${file}-wal`, `${target}-wal`);
  // The index of the log is rebuilt from the log.
  rmSync(`${file}-shm`, { force: true });
  rmSync(checkMark(file), { force: true });
  return basename(target);
}

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

/** Set aside because nothing could read it or because an earlier one was opened in its place, or saved by the user. */
export const isSetAsideLedger = (name: string): boolean =>
  /^ledger\.db(\.backup)?\.(corrupt|replaced|saved)-\d{8}T\d{6}Z(-\d+)?$/.test(name);

/** Deletes the backups that the user made: what is erased of the ledger must not stay in them. */
export function removeSavedLedgers(ledgerFile: string): void {
  const folder = dirname(ledgerFile);
  for (const name of readdirSync(folder))
    if (name.startsWith(`${basename(ledgerFile)}.saved-`)) rmSync(join(folder, name), { force: true });
}

/**
 * Deletes ledgers that were set aside or saved, and backups of them. Nothing of a ledger is thrown away otherwise; but when a connection is removed
 * its e-mails must not stay in them, and what can't be read can't be cleared of one connection alone.
 */
export function removeSetAsideLedgers(ledgerFile: string): void {
  const folder = dirname(ledgerFile);
  for (const name of readdirSync(folder))
    if (/^ledger\.db(\.backup)?\.(corrupt|replaced|saved)-/.test(name))
      rmSync(join(folder, name), { force: true });
}
