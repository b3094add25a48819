import type { Result } from '../../../src-preload/shared/result.ts';
import type { Vault } from '../../vault/vault.ts';
import { openStore } from './open-store.ts';
import type { Store } from '../types.ts';
import type { LoadWriter } from '../writer/writer-here.ts';

/**
 * Opens the store with the keys of an open vault. With the memory backend nothing is kept: neither keys nor databases.
 * Errors: those of the vault while it isn't open, and of `openStore`.
 */
export async function openVaultStore(parts: {
  vault: Vault;
  folder: string;
  writerFile?: string;
  loadWriter?: LoadWriter;
  searchFile?: string;
  temporaryIn?: string;
}): Promise<Result<Store>> {
  const { vault, folder, writerFile, searchFile, temporaryIn, loadWriter } = parts;
  const ledgerKey = await vault.databaseKey('ledger');
  if (!ledgerKey.ok) return ledgerKey;
  const rosterKey = await vault.databaseKey('roster');
  if (!rosterKey.ok) return rosterKey;
  const status = vault.status();
  return openStore({
    folder,
    ledgerKey: ledgerKey.value,
    rosterKey: rosterKey.value,
    ephemeral: status.state === 'open' && status.backend === 'memory',
    ...(writerFile === undefined ? {} : { writerFile }),
    ...(loadWriter === undefined ? {} : { loadWriter }),
    ...(searchFile === undefined ? {} : { searchFile }),
    ...(temporaryIn === undefined ? {} : { temporaryIn }),
  });
}
