import { safeStorage } from 'electron';
import { createSafeStorageKeyring } from './safe-storage-keyring.ts';
import type { Keyring } from './vault.ts';

/** The operating system's keyring through Electron, to be used after `ready`. */
export const createElectronKeyring = (): Keyring => createSafeStorageKeyring(safeStorage, process.platform);
