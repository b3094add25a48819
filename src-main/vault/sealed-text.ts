import { z } from 'zod';
import { defaultCost, deriveKey, newParameters, scryptParameters } from './passphrase.ts';
import { seal, unseal } from './sealed-box.ts';

/** A text behind a passphrase, in a file that leaves this computer. */
export const sealedText = z.object({
  key: scryptParameters,
  /** Opens with the right passphrase whatever happened to the rest, which tells a wrong one from a damaged file. */
  check: z.string().max(1000),
  sealed: z.string(),
});
export type SealedText = z.infer<typeof sealedText>;

export type OpenedText = { end: 'opened'; text: string } | { end: 'wrong-passphrase' } | { end: 'damaged' };

/** Seals a text as the vault seals its secrets. `slot`: what it is, so that it opens as nothing else. */
export async function sealText(
  passphrase: string,
  slot: string,
  text: string,
  cost = defaultCost,
): Promise<SealedText> {
  const parameters = newParameters(cost);
  const key = await deriveKey(passphrase, parameters);
  return {
    key: parameters,
    check: seal(key, checkOf(slot), Buffer.from(slot)).toString('base64'),
    sealed: seal(key, slot, Buffer.from(text)).toString('base64'),
  };
}

export async function openText(
  passphrase: string,
  slot: string,
  { key: parameters, check, sealed }: SealedText,
): Promise<OpenedText> {
  const key = await deriveKey(passphrase, parameters);
  if (unseal(key, checkOf(slot), Buffer.from(check, 'base64')) === null) return { end: 'wrong-passphrase' };
  const plain = unseal(key, slot, Buffer.from(sealed, 'base64'));
  return plain === null ? { end: 'damaged' } : { end: 'opened', text: plain.toString('utf8') };
}

const checkOf = (slot: string) => `${slot}-check`;
