import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { fail, ok } from '../../../src-preload/shared/result.ts';
import { plainError } from '../../../src-main/base/errors.ts';
import type { Keyring, KeyringState } from '../../../src-main/vault/vault.ts';

/** A keyring of this test: real encryption under a key of its own, and a state that can be changed from outside. */
export function fakeKeyring(name = 'Test Keyring') {
  const key = randomBytes(32);
  const error = fail(plainError('vault-unavailable', 'The keyring is locked.', 'Unlock it.'));
  let state: KeyringState = { state: 'ready', name };
  const keyring: Keyring = {
    state: async () => state,
    async encrypt(plain) {
      if (state.state !== 'ready') return error;
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      return ok(Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]));
    },
    async decrypt(box) {
      if (state.state !== 'ready') return error;
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, 12));
        decipher.setAuthTag(box.subarray(-16));
        const plain = Buffer.concat([decipher.update(box.subarray(12, -16)), decipher.final()]);
        return ok({ plain, outdated: false });
      } catch {
        return error;
      }
    },
  };
  return { keyring, set: (next: typeof state) => (state = next) };
}

export const noKeyring: Keyring = {
  state: async () => ({ state: 'none', why: 'This system has no keyring.' }),
  encrypt: async () => fail(plainError('vault-unavailable', 'No keyring.', '-')),
  decrypt: async () => fail(plainError('vault-unavailable', 'No keyring.', '-')),
};
