import type { KeyringOffer, VaultStatus, VaultTarget } from '../../src-preload/contract/vault.ts';
import type { AppError } from '../../src-preload/contract/result.ts';
import type { Result } from '../../src-preload/shared/result.ts';

/** The operating system's keyring, behind one adapter (`electron-keyring.ts`), so that the vault runs in plain Node. */
export interface Keyring {
  state(): Promise<KeyringState>;
  encrypt(plain: Buffer): Promise<Result<Buffer>>;
  decrypt(cipher: Buffer): Promise<Result<Decrypted>>;
}

/** `none` is a definite absence (Linux `basic_text`); `unavailable` may come back. */
export type KeyringState =
  { state: 'ready'; name: string } | { state: 'none'; why: string } | { state: 'unavailable'; why: string };

export interface Decrypted {
  plain: Buffer;
  /** The keyring has a newer key, with which it wants this encrypted again. */
  outdated: boolean;
}

/** Further secrets of one connection, by names that its provider chooses and that aren't secret themselves. */
export interface HeldSecrets {
  get(name: string): Result<string | null>;
  put(name: string, secret: string): Promise<Result<null>>;
  drop(name: string): Promise<Result<null>>;
}

/**
 * Holds every secret: credentials of connections by id, what else a connection holds, and the two database keys. One file, `vault.json`, with the backend's
 * name beside what it wrapped, written atomically. A secret that can't be read is `unavailable`, never absent, and never cleared.
 */
export interface Vault {
  /** Resolves once the file was read and the keyring has answered; until then it's unavailable. */
  ready(): Promise<void>;
  status(): VaultStatus;
  choosePassphrase(passphrase: string): Promise<Result<VaultStatus>>;
  unlock(passphrase: string): Promise<Result<VaultStatus>>;
  chooseMemory(): Promise<Result<VaultStatus>>;
  retry(): Promise<Result<VaultStatus>>;
  /**
   * Sets a vault aside that can't be opened (passphrase forgotten, keyring gone) and begins as if there were none. Put back by hand, it
   * opens what it opened before.
   */
  startOver(): Promise<Result<VaultStatus>>;
  /** Why it can't be locked, or null. In memory only there would be nothing to open it with again. */
  cannotLock(): AppError | null;
  /** Forgets the key and every secret; what was asked for before is finished first. */
  lock(): Promise<Result<VaultStatus>>;
  /**
   * Wraps the key in another way. The secrets stay, sealed as they are. `beforeFirstFile`: what has to succeed before a vault that was in
   * memory only is written to the disk.
   */
  change(
    to: VaultTarget,
    current: string | null,
    beforeFirstFile?: () => Promise<Result<null>>,
  ): Promise<Result<VaultStatus>>;
  keyring(): Promise<KeyringOffer>;
  /** Creates the key on first use. Only while the status is `open`. */
  databaseKey(name: 'ledger' | 'roster'): Promise<Result<Buffer>>;
  credential(connectionId: string): Result<string | null>;
  setCredential(connectionId: string, secret: string): Promise<Result<null>>;
  deleteCredential(connectionId: string): Promise<Result<null>>;
  held(connectionId: string): HeldSecrets;
  /** All that this connection holds beside its credential: for removing it, not for signing out. */
  deleteHeld(connectionId: string): Promise<Result<null>>;
  /** Seals the last screen for the next start, which opens it before all else. null: the vault isn't one that the keyring opens. */
  sealScreen(plain: Buffer): Buffer | null;
  /** Which kinds of secrets are kept of this connection and how many, never what they are. Empty while the vault isn't open. */
  kinds(connectionId: string): { kind: string; count: number }[];
}
