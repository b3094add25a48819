import {
  constants,
  createCipheriv,
  createDecipheriv,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { z } from 'zod';

/*
 * The secure channel's format. A body is `{"v":2,"p":"<base64>"}`, where p is a 12-byte IV, the AES-256-GCM ciphertext and its 16-byte
 * tag, one after the other; there is no additional data. Keys travel encrypted with RSA-OAEP-2048 (SHA-256, also in MGF1).
 */

const ivBytes = 12;
const tagBytes = 16;
const keyBytes = 32;

export const payloadVersion = 2;
const payloadSchema = z.strictObject({ v: z.literal(payloadVersion), p: z.base64() });
export type Payload = z.infer<typeof payloadSchema>;

export interface Opened {
  readonly plaintext: Buffer;
  /** In base64. One that comes twice under the same key is a replay. */
  readonly iv: string;
}

/** `iv` is for test vectors only: the same one twice under one key gives that key away. */
export function seal(key: Buffer, plaintext: Buffer, iv: Buffer = randomBytes(ivBytes)): Payload {
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes });
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return { v: payloadVersion, p: Buffer.concat([iv, ciphertext, cipher.getAuthTag()]).toString('base64') };
}

/** Null for anything that was not sealed with this key, or was changed since. */
export function open(key: Buffer, payload: unknown): Opened | null {
  const parsed = payloadSchema.safeParse(payload);
  if (!parsed.success) return null;
  const bytes = Buffer.from(parsed.data.p, 'base64');
  if (bytes.length < ivBytes + tagBytes) return null;
  const iv = bytes.subarray(0, ivBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes });
  decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes));
  const ciphertext = bytes.subarray(ivBytes, bytes.length - tagBytes);
  try {
    const plaintext = Buffer.concat([decipher.update(ciphertext), decipher.final()]);
    return { plaintext, iv: iv.toString('base64') };
  } catch {
    return null;
  }
}

const oaep = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' } as const;

/** An AES key sealed for the holder of the private key, in base64. */
export function wrapKey(publicKey: KeyObject, key: Buffer): string {
  return publicEncrypt({ key: publicKey, ...oaep }, key).toString('base64');
}

/** Null for anything but a 256-bit key that was wrapped for this private key. */
export function unwrapKey(privateKey: KeyObject, wrapped: string): Buffer | null {
  try {
    const key = privateDecrypt({ key: privateKey, ...oaep }, Buffer.from(wrapped, 'base64'));
    return key.length === keyBytes ? key : null;
  } catch {
    return null;
  }
}
