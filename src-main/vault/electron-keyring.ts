import { safeStorage } from 'electron';
import type { AppError } from '../../src-preload/contract/result.ts';
import { fail, ok } from '../../src-preload/shared/result.ts';
import { errorFrom } from '../base/errors.ts';
import { text } from './text.ts';
import type { Keyring } from './vault.ts';

const linuxNames: Record<string, string> = {
  gnome_libsecret: 'GNOME Keyring',
  kwallet: 'KWallet',
  kwallet5: 'KWallet 5',
  kwallet6: 'KWallet 6',
};

/**
 * The operating system's keyring through Electron, to be used after `ready`. The synchronous calls of `safeStorage` are announced for
 * removal in Electron 46; they are used nowhere else.
 */
export function createElectronKeyring(): Keyring {
  const name = () => {
    switch (process.platform) {
      case 'darwin':
        return 'macOS Keychain';
      case 'win32':
        return 'Windows data protection';
      default:
        return linuxNames[safeStorage.getSelectedStorageBackend()] ?? 'System keyring';
    }
  };
  return {
    state() {
      try {
        // `basic_text` encrypts with a password that is in Chromium's source, so it counts as no keyring.
        if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text')
          return { state: 'none', why: text.noKeyring };
        if (safeStorage.isEncryptionAvailable()) return { state: 'ready', name: name() };
        return { state: 'unavailable', why: text.keyringLocked(name()) };
      } catch {
        return { state: 'unavailable', why: text.keyringSilent };
      }
    },
    encrypt(plain) {
      try {
        return ok(safeStorage.encryptString(plain.toString('base64')));
      } catch {
        return fail(keyringError(name()));
      }
    },
    decrypt(cipher) {
      try {
        return ok(Buffer.from(safeStorage.decryptString(cipher), 'base64'));
      } catch {
        return fail(keyringError(name()));
      }
    },
  };
}

const keyringError = (name: string): AppError => errorFrom('vault-unavailable', text.keyringRefused(name));
