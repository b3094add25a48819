import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const ivBytes = 12;
const tagBytes = 16;

/** AES-256-GCM. The slot's name is authenticated with it, so that a ciphertext moved to another slot does not open there. */
export function seal(key: Buffer, slot: string, plain: Buffer): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(aad(slot));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, sealed, cipher.getAuthTag()]);
}

/** null when the key, the slot or a single bit is another one. */
export function unseal(key: Buffer, slot: string, box: Buffer): Buffer | null {
  if (box.length < ivBytes + tagBytes) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, ivBytes), { authTagLength: tagBytes })
    .setAAD(aad(slot))
    .setAuthTag(box.subarray(box.length - tagBytes));
  try {
    return Buffer.concat([decipher.update(box.subarray(ivBytes, box.length - tagBytes)), decipher.final()]);
  } catch {
    return null;
  }
}

const aad = (slot: string) => Buffer.from(`steward-vault:1:${slot}`);

/** The slot of the last screen, which is in a file of its own. */
export const screenSlot = 'last-screen';
