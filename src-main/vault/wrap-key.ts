import type { AppError } from '../../src-preload/contract/result.ts';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import { errorFrom, invalidError } from '../base/errors.ts';
import { deriveKey, newParameters } from './passphrase.ts';
import { seal, unseal } from './sealed-box.ts';
import { text } from './text.ts';
import type { Wrapped } from './vault-file.ts';
import type { Keyring } from './vault.ts';

const masterSlot = 'master';
const minimalPassphrase = 8;

/** Why this passphrase can't be used, or null. */
export function passphraseProblem(passphrase: string): AppError | null {
  if (Array.from(passphrase).length >= minimalPassphrase) return null;
  const message = text.minimalLength(minimalPassphrase);
  return invalidError(text.passphraseTooShort, message, [{ path: 'passphrase', message }]);
}

/** The master key sealed with what is derived from a passphrase. */
export async function wrapWithPassphrase(master: Buffer, passphrase: string, cost: number): Promise<Wrapped> {
  const scrypt = newParameters(cost);
  const key = await deriveKey(passphrase, scrypt);
  const wrapped: Wrapped = {
    backend: 'passphrase',
    scrypt,
    key: seal(key, masterSlot, master).toString('base64'),
  };
  key.fill(0);
  return wrapped;
}

/** The master key, or null where this isn't its passphrase. */
export async function unwrapWithPassphrase(
  wrapped: Wrapped & { backend: 'passphrase' },
  passphrase: string,
): Promise<Buffer | null> {
  const key = await deriveKey(passphrase, wrapped.scrypt);
  const master = unseal(key, masterSlot, Buffer.from(wrapped.key, 'base64'));
  key.fill(0);
  return master;
}

/** The master key as the keyring encrypts it. A keyring that takes but doesn't give back would lose everything at the next start. */
export async function wrapWithKeyring(
  master: Buffer,
  keyring: Keyring,
  name: string,
): Promise<Result<Wrapped & { backend: 'keyring' }>> {
  const key = await keyring.encrypt(master);
  const back = key.ok ? await keyring.decrypt(key.value) : key;
  const same = back.ok && back.value.plain.equals(master);
  if (back.ok) back.value.plain.fill(0);
  if (!key.ok || !same) return fail(errorFrom('vault-unavailable', text.testSecretLost(name)));
  return ok({ backend: 'keyring', name, key: key.value.toString('base64') });
}
