import type { VaultStatus } from '../../src-preload/contract/vault.ts';
import type { Result } from '../../src-preload/contract/result.ts';

/** The operating system's keyring, behind one adapter (`electron-keyring.ts`), so that the vault runs in plain Node. */
export interface Keyring {
  /** `none` is a definite absence (Linux `basic_text`); `unavailable` may come back. */
  state():
    { state: 'ready'; name: string } | { state: 'none'; why: string } | { state: 'unavailable'; why: string };
  encrypt(plain: Buffer): Result<Buffer>;
  decrypt(cipher: Buffer): Result<Buffer>;
}

/**
 * Holds every secret: credentials of connections by id, and the two database keys. One file, `vault.json`, with the backend's
 * name beside what it wrapped, written atomically. A secret that can't be read is `unavailable`, never absent, and never cleared.
 */
export interface Vault {
  status(): VaultStatus;
  choosePassphrase(passphrase: string): Promise<Result<VaultStatus>>;
  unlock(passphrase: string): Promise<Result<VaultStatus>>;
  chooseMemory(): Promise<Result<VaultStatus>>;
  retry(): Promise<Result<VaultStatus>>;
  /** Creates the key on first use. Only while the status is `open`. */
  databaseKey(name: 'ledger' | 'roster'): Promise<Result<Buffer>>;
  /** Makes a new key, for a database that is rebuilt because its key is lost. */
  renewDatabaseKey(name: 'ledger' | 'roster'): Promise<Result<Buffer>>;
  credential(connectionId: string): Result<string | null>;
  setCredential(connectionId: string, secret: string): Promise<Result<null>>;
  deleteCredential(connectionId: string): Promise<Result<null>>;
}
