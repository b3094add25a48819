import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** The ledger as the version before the update left it, until the new one has started twice. */
export const ledgerBeforeUpdate = (folder: string) => join(folder, 'ledger.db.before-update');

/** The ledger as a version left it that didn't come up. */
export const ledgerOfFailedUpdate = (folder: string) => join(folder, 'ledger.db.failed-update');

/**
 * Puts the ledger back as this version left it: the version that didn't come up may have moved it to a form that this one can't read. Called
 * before it's opened. What that version left is kept beside it.
 */
export function restoreLedger(folder: string): void {
  const before = ledgerBeforeUpdate(folder);
  if (!existsSync(before)) return;
  const ledger = join(folder, 'ledger.db');
  if (existsSync(ledger)) renameSync(ledger, ledgerOfFailedUpdate(folder));
  for (const suffix of ['-wal', '-shm', '-journal']) rmSync(ledger + suffix, { force: true });
  renameSync(before, ledger);
}
