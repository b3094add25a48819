import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { deriveKey, newParameters, scryptParameters } from '../vault/passphrase.ts';

/** What shows that a passphrase is the right one; it can't be turned back into the passphrase. */
export const verifier = z.object({ scrypt: scryptParameters, key: z.string().min(40) });
export type Verifier = z.infer<typeof verifier>;

/** `cost`: scrypt's N. */
export async function verifierOf(passphrase: string, cost: number): Promise<Verifier> {
  const scrypt = newParameters(cost);
  const key = await deriveKey(passphrase, scrypt);
  return { scrypt, key: key.toString('base64') };
}

/** Whether this is the passphrase that the verifier was made of. */
export async function isPassphraseOf({ scrypt, key }: Verifier, passphrase: string): Promise<boolean> {
  const expected = Buffer.from(key, 'base64');
  const given = await deriveKey(passphrase, scrypt);
  return expected.length === given.length && timingSafeEqual(expected, given);
}
