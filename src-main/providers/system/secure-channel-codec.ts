import {
  constants,
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { z } from 'zod';

/*
 * The format of the secure channel. A body is `{"v":2,"p":"<base64>"}`: p is a 12-byte IV, the AES-256-GCM ciphertext and its 16-byte
 * tag, without additional data. Requests and answers have a key each; both travel RSA-OAEP-2048 encrypted (SHA-256, also in MGF1).
 * Everything cryptographic is Node's.
 */

const cipherName = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;
const keyBytes = 32;
const leastModulusBits = 2048;

export const payloadVersion = 2;
const payloadSchema = z.strictObject({ v: z.number(), p: z.base64() });
export interface SealedPayload {
  v: typeof payloadVersion;
  p: string;
}

export interface ChannelKeys {
  requestKey: Buffer;
  responseKey: Buffer;
}

export const newChannelKeys = (): ChannelKeys => ({
  requestKey: randomBytes(keyBytes),
  responseKey: randomBytes(keyBytes),
});

/** `iv` is for test vectors only: the same one twice under one key gives that key away. */
export function sealPayload(key: Buffer, plaintext: Buffer, iv = randomBytes(ivBytes)): SealedPayload {
  const cipher = createCipheriv(cipherName, key, iv, { authTagLength: tagBytes });
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return { v: payloadVersion, p: Buffer.concat([iv, ciphertext, cipher.getAuthTag()]).toString('base64') };
}

export type OpenedPayload =
  /** `iv` in base64: one that comes twice under the same key is a replay. */
  | { opened: true; plaintext: Buffer; iv: string }
  /** `tampered`: changed on the way, or sealed with another key. */
  | { opened: false; why: 'not-sealed' | 'version' | 'truncated' | 'tampered' };

export function openPayload(key: Buffer, payload: unknown): OpenedPayload {
  const parsed = payloadSchema.safeParse(payload);
  if (!parsed.success) return { opened: false, why: 'not-sealed' };
  if (parsed.data.v !== payloadVersion) return { opened: false, why: 'version' };
  const bytes = Buffer.from(parsed.data.p, 'base64');
  if (bytes.length < ivBytes + tagBytes) return { opened: false, why: 'truncated' };
  const iv = bytes.subarray(0, ivBytes);
  const decipher = createDecipheriv(cipherName, key, iv, { authTagLength: tagBytes });
  decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes));
  try {
    const sealed = bytes.subarray(ivBytes, bytes.length - tagBytes);
    const plaintext = Buffer.concat([decipher.update(sealed), decipher.final()]);
    return { opened: true, plaintext, iv: iv.toString('base64') };
  } catch {
    return { opened: false, why: 'tampered' };
  }
}

/** The server's key from PEM or base64 DER (SPKI); null for anything but an RSA key of 2048 bits or more. */
export function readPublicKey(text: string): KeyObject | null {
  try {
    const key = text.includes('-----BEGIN')
      ? createPublicKey(text)
      : createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    return key.asymmetricKeyType === 'rsa' && bits >= leastModulusBits ? key : null;
  } catch {
    return null;
  }
}

/** A key sealed for the holder of the private key, in base64. */
export const encryptKey = (publicKey: KeyObject, key: Buffer): string =>
  publicEncrypt(
    { key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
    key,
  ).toString('base64');
