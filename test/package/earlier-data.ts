import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openDatabase, prepareForWriting, schemaVersion } from '../../src-main/store/database.ts';
import { migrate } from '../../src-main/store/open/migrate.ts';
import { ledgerMigrations } from '../../src-main/store/open/migrations/ledger.ts';
import { createVault } from '../../src-main/vault/create-vault.ts';
import { valueOf } from '../support/results.ts';
import { connectionRecord } from '../support/rows.ts';
import type { User } from './user.ts';

const why = 'This test has no keyring.';
const notUsed = (): never => {
  throw new Error(why);
};
const vaultIn = (folder: string) =>
  createVault({
    file: join(folder, 'vault.json'),
    keyring: { state: async () => ({ state: 'none', why }), encrypt: notUsed, decrypt: notUsed },
  });

/** The data of somebody who used the first version: a ledger in its first form, with one connection. */
export async function leaveEarlierData(
  folder: string,
  user: User,
  passphrase: string,
  label: string,
): Promise<void> {
  const vault = vaultIn(folder);
  valueOf(await vault.choosePassphrase(passphrase));
  const db = openDatabase(join(folder, 'ledger.db'), valueOf(await vault.databaseKey('ledger')), {
    readonly: false,
  });
  prepareForWriting(db, 'FULL');
  migrate(db, ledgerMigrations.slice(0, 1), () => undefined);
  // Later versions added these.
  const { apiVariant, options, startsAt, ...record } = connectionRecord('first', { label });
  db.prepare('insert into connections values (?, 0, ?)').run('first', JSON.stringify(record));
  db.close();
  await promisify(execFile)('chown', ['-R', `${user.uid}:${user.uid}`, folder]);
}

/** Which form the ledger has now. */
export async function ledgerVersion(folder: string, passphrase: string): Promise<number> {
  const vault = vaultIn(folder);
  valueOf(await vault.unlock(passphrase));
  const db = openDatabase(join(folder, 'ledger.db'), valueOf(await vault.databaseKey('ledger')), {
    readonly: true,
  });
  try {
    return schemaVersion(db);
  } finally {
    db.close();
  }
}
