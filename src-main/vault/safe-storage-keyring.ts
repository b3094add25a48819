import type { AppError } from '../../src-preload/contract/result.ts';
import { fail, ok } from '../../src-preload/shared/result.ts';
import { errorFrom } from '../base/errors.ts';
import { text } from './text.ts';
import type { Keyring } from './vault.ts';

/** Electron's `safeStorage`. The synchronous calls are announced for removal in Electron 46; the asynchronous ones are missing in older versions. */
export interface SafeStorage {
  getSelectedStorageBackend(): string;
  isAsyncEncryptionAvailable?(): Promise<boolean>;
  encryptStringAsync?(plain: string): Promise<Buffer>;
  decryptStringAsync?(cipher: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }>;
  isEncryptionAvailable?(): boolean;
  encryptString?(plain: string): Buffer;
  decryptString?(cipher: Buffer): string;
}

const linuxNames: Record<string, string> = {
  gnome_libsecret: 'GNOME Keyring',
  kwallet: 'KWallet',
  kwallet5: 'KWallet 5',
  kwallet6: 'KWallet 6',
};

/** Chromium's name, for its switch `--password-store`, of the keyring on Linux that a vault's file names; null: not known. */
export function passwordStoreOf(name: string): string | null {
  const backend = Object.keys(linuxNames).find((key) => linuxNames[key] === name);
  return backend?.replace('_', '-') ?? null;
}

/** The operating system's keyring through Electron. What the synchronous calls have encrypted, the asynchronous ones decrypt. */
export function createSafeStorageKeyring(storage: SafeStorage, platform: NodeJS.Platform): Keyring {
  const name = () => {
    switch (platform) {
      case 'darwin':
        return 'macOS Keychain';
      case 'win32':
        return 'Windows data protection';
      default:
        return linuxNames[storage.getSelectedStorageBackend()] ?? 'System keyring';
    }
  };
  const isAvailable = async () =>
    storage.isAsyncEncryptionAvailable
      ? storage.isAsyncEncryptionAvailable()
      : storage.isEncryptionAvailable?.();
  const encrypt = async (plain: string) =>
    storage.encryptStringAsync ? storage.encryptStringAsync(plain) : storage.encryptString?.(plain);
  const decrypt = async (cipher: Buffer) => {
    if (storage.decryptStringAsync) return storage.decryptStringAsync(cipher);
    const result = storage.decryptString?.(cipher);
    return result === undefined ? undefined : { result, shouldReEncrypt: false };
  };
  const refused = () => fail(keyringError(name()));
  return {
    async state() {
      try {
        // `basic_text` encrypts with a password that is in Chromium's source, so it counts as no keyring.
        if (platform === 'linux' && storage.getSelectedStorageBackend() === 'basic_text')
          return { state: 'none', why: text.noKeyring };
        if (await isAvailable()) return { state: 'ready', name: name() };
        return { state: 'unavailable', why: text.keyringLocked(name()) };
      } catch {
        return { state: 'unavailable', why: text.keyringSilent };
      }
    },
    async encrypt(plain) {
      try {
        const cipher = await encrypt(plain.toString('base64'));
        return cipher === undefined ? refused() : ok(cipher);
      } catch {
        return refused();
      }
    },
    async decrypt(cipher) {
      try {
        const opened = await decrypt(cipher);
        if (opened === undefined) return refused();
        return ok({ plain: Buffer.from(opened.result, 'base64'), outdated: opened.shouldReEncrypt });
      } catch {
        return refused();
      }
    },
  };
}

const keyringError = (name: string): AppError => errorFrom('vault-unavailable', text.keyringRefused(name));
