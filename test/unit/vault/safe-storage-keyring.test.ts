import { describe, expect, it } from 'vitest';
import { createSafeStorageKeyring, type SafeStorage } from '../../../src-main/vault/safe-storage-keyring.ts';

const plain = Buffer.from([0, 255, 7]);
const turned = (text: string) => Buffer.from(text.split('').reverse().join(''));
const backend = { getSelectedStorageBackend: () => 'gnome_libsecret' };

/** Electron before it had the asynchronous calls. */
const older: SafeStorage = {
  ...backend,
  isEncryptionAvailable: () => true,
  encryptString: turned,
  decryptString: (cipher) => String(turned(String(cipher))),
};
const tooOld = (): never => {
  throw new Error('The synchronous calls are gone.');
};
/** Electron with both, of which the synchronous ones mustn't be used. */
const newer: SafeStorage = {
  ...backend,
  isEncryptionAvailable: tooOld,
  encryptString: tooOld,
  decryptString: tooOld,
  isAsyncEncryptionAvailable: async () => true,
  encryptStringAsync: async (text) => turned(text),
  decryptStringAsync: async (cipher) => ({ result: String(turned(String(cipher))), shouldReEncrypt: false }),
};
const newest: SafeStorage = {
  ...backend,
  isAsyncEncryptionAvailable: async () => true,
  encryptStringAsync: async (text) => turned(text),
  decryptStringAsync: async (cipher) => ({ result: String(turned(String(cipher))), shouldReEncrypt: true }),
};

describe.each([
  { electron: 'an Electron with synchronous calls', storage: older, outdated: false },
  { electron: 'an Electron with both', storage: newer, outdated: false },
  { electron: 'an Electron with asynchronous calls alone', storage: newest, outdated: true },
])('the keyring through $electron', ({ storage, outdated }) => {
  const keyring = createSafeStorageKeyring(storage, 'linux');

  it('it gives back what it encrypted, and says whether it wants that encrypted again', async () => {
    const cipher = await keyring.encrypt(plain);
    if (!cipher.ok) throw new Error(cipher.error.sentence);
    expect(await keyring.decrypt(cipher.value)).toEqual({ ok: true, value: { plain, outdated } });
  });

  it('it is ready under the name of the system’s keyring', async () => {
    expect(await keyring.state()).toEqual({ state: 'ready', name: 'GNOME Keyring' });
    const onMac = createSafeStorageKeyring(storage, 'darwin');
    expect(await onMac.state()).toEqual({ state: 'ready', name: 'macOS Keychain' });
  });
});

it('what an older Electron encrypted, a newer one decrypts', async () => {
  const cipher = await createSafeStorageKeyring(older, 'linux').encrypt(plain);
  if (!cipher.ok) throw new Error(cipher.error.sentence);
  expect(await createSafeStorageKeyring(newer, 'linux').decrypt(cipher.value)).toMatchObject({
    value: { plain },
  });
});

it('a well-known password counts as no keyring', async () => {
  const storage = { ...newer, getSelectedStorageBackend: () => 'basic_text' };
  expect(await createSafeStorageKeyring(storage, 'linux').state()).toMatchObject({ state: 'none' });
});

it('a keyring that refuses is unavailable, and an error comes back rather than an exception', async () => {
  const refusing = {
    ...newer,
    isAsyncEncryptionAvailable: async () => tooOld(),
    encryptStringAsync: async () => tooOld(),
  };
  const keyring = createSafeStorageKeyring(refusing, 'linux');
  expect(await keyring.state()).toMatchObject({ state: 'unavailable' });
  expect(await keyring.encrypt(plain)).toMatchObject({ ok: false, error: { kind: 'vault-unavailable' } });
});

it('an Electron with neither kind of calls has no keyring to use', async () => {
  const keyring = createSafeStorageKeyring(backend, 'linux');
  expect(await keyring.state()).toMatchObject({ state: 'unavailable' });
  expect(await keyring.encrypt(plain)).toMatchObject({ ok: false });
  expect(await keyring.decrypt(plain)).toMatchObject({ ok: false });
});
