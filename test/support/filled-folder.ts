import { join } from 'node:path';
import { openVaultStore } from '../../src-main/store/open/open-with-vault.ts';
import type { Store } from '../../src-main/store/types.ts';
import { createVault } from '../../src-main/vault/create-vault.ts';
import { valueOf } from './results.ts';
import { writerFile } from './writer.ts';

/** Writes what a run of the app would leave in its folder: a vault behind this passphrase, and what `fill` puts into the databases. */
export async function fillFolder(
  folder: string,
  passphrase: string,
  fill: (store: Store) => Promise<void>,
): Promise<void> {
  const why = 'This test has no keyring.';
  const notUsed = (): never => {
    throw new Error(why);
  };
  const vault = createVault({
    file: join(folder, 'vault.json'),
    keyring: { state: async () => ({ state: 'none', why }), encrypt: notUsed, decrypt: notUsed },
  });
  valueOf(await vault.choosePassphrase(passphrase));
  const store = valueOf(await openVaultStore({ vault, folder, writerFile }));
  await fill(store);
  await store.close();
}
