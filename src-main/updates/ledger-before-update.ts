import { createReadStream, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import { codeOf, isFullCode, writeFileAtomic } from '../base/atomic-file.ts';
import { errorFrom } from '../base/errors.ts';
import { updatesText } from './text.ts';

/** The ledger as the version before the update left it, until the new one has started twice. */
export const ledgerBeforeUpdate = (folder: string) => join(folder, 'ledger.db.before-update');

/** The ledger as a version left it that didn't come up. */
export const ledgerOfFailedUpdate = (folder: string) => join(folder, 'ledger.db.failed-update');

/** Copies the ledger’s backup, whole or not at all. Where nothing is kept on the disk, there is nothing to copy. */
export async function backUpLedger(folder: string): Promise<Result<null>> {
  const backup = join(folder, 'ledger.db.backup');
  try {
    if (existsSync(backup)) await writeFileAtomic(ledgerBeforeUpdate(folder), createReadStream(backup));
    return ok(null);
  } catch (cause) {
    const code = codeOf(cause);
    return fail(
      isFullCode(code)
        ? errorFrom('disk-full', updatesText.diskFull)
        : errorFrom('store-unavailable', updatesText.ledgerNotCopied, code || null),
    );
  }
}

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
