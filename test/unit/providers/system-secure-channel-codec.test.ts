import { constants, generateKeyPairSync, privateDecrypt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  encryptKey,
  newChannelKeys,
  openPayload,
  readPublicKey,
  sealPayload,
} from '../../../src-main/providers/system/secure-channel-codec.ts';

const hex = (text: string) => Buffer.from(text, 'hex');

// AES-256 test cases 13, 14 and 15 of "The Galois/Counter Mode of Operation" (McGrew, Viega).
const vectors = [
  {
    key: '00'.repeat(32),
    iv: '00'.repeat(12),
    plaintext: '',
    sealed: '530f8afbc74536b9a963b4f1c4cb738b',
  },
  {
    key: '00'.repeat(32),
    iv: '00'.repeat(12),
    plaintext: '00'.repeat(16),
    sealed: 'cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919',
  },
  {
    key: 'feffe9928665731c6d6a8f9467308308'.repeat(2),
    iv: 'cafebabefacedbaddecaf888',
    plaintext:
      'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72' +
      '1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255',
    sealed:
      '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa' +
      '8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad' +
      'b094dac5d93471bdec1a502270e3cc6c',
  },
];
const key = hex('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f');
const iv = hex('a0a1a2a3a4a5a6a7a8a9aaab');
const body = Buffer.from('{"workspaceName":"Sealed"}');

describe('sealing', () => {
  it.each(vectors)('it produces the published result ($iv, $plaintext)', (vector) => {
    const payload = sealPayload(hex(vector.key), hex(vector.plaintext), hex(vector.iv));
    expect(payload.v).toBe(2);
    expect(Buffer.from(payload.p, 'base64').toString('hex')).toBe(vector.iv + vector.sealed);
  });

  it('it always produces the same text for a fixed key and IV', () => {
    expect(sealPayload(key, body, iv)).toEqual({
      v: 2,
      p: 'oKGio6SlpqeoqaqrnToLQjegcc8DBuKdZhel/EqOCnXz2ycIvnPZ1K0d+6Sn6cdVnYOX7dTp',
    });
  });

  it('it uses a new IV each time', () => {
    expect(sealPayload(key, body).p).not.toBe(sealPayload(key, body).p);
  });

  it('it uses two different keys of 256 bits', () => {
    const { requestKey, responseKey } = newChannelKeys();
    expect([requestKey.length, responseKey.length]).toEqual([32, 32]);
    expect(requestKey.equals(responseKey)).toBe(false);
  });
});

describe('opening', () => {
  const sealed = sealPayload(key, body, iv);
  const bytes = Buffer.from(sealed.p, 'base64');
  const withBytes = (changed: Buffer) => ({ v: 2, p: changed.toString('base64') });
  const flipped = (at: number) => {
    const copy = Buffer.from(bytes);
    copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
    return withBytes(copy);
  };

  it.each(vectors)('it returns what was sealed ($iv, $plaintext)', (vector) => {
    const opened = openPayload(hex(vector.key), withBytes(hex(vector.iv + vector.sealed)));
    expect(opened).toMatchObject({ opened: true, plaintext: hex(vector.plaintext) });
  });

  it('it returns the IV, so that a replay can be noticed', () => {
    expect(openPayload(key, sealed)).toEqual({ opened: true, plaintext: body, iv: iv.toString('base64') });
  });

  it.each([
    ['the IV', flipped(0)],
    ['the ciphertext', flipped(12)],
    ['the tag', flipped(bytes.length - 1)],
    ['the length', withBytes(bytes.subarray(0, bytes.length - 1))],
  ])('it refuses a change of %s', (_what, payload) => {
    expect(openPayload(key, payload)).toEqual({ opened: false, why: 'tampered' });
  });

  it('it refuses what another key sealed', () => {
    expect(openPayload(Buffer.alloc(32), sealed)).toEqual({ opened: false, why: 'tampered' });
  });

  it.each([1, 3])('it refuses version %i', (v) => {
    expect(openPayload(key, { v, p: sealed.p })).toEqual({ opened: false, why: 'version' });
  });

  it('it refuses less than an IV and a tag', () => {
    expect(openPayload(key, withBytes(bytes.subarray(0, 27)))).toEqual({ opened: false, why: 'truncated' });
  });

  it.each([
    null,
    'text',
    {},
    { v: 2 },
    { v: 2, p: '***' },
    { v: '2', p: sealed.p },
    { ...sealed, more: 1 },
    { success: true },
  ])('it refuses what isn’t a payload: %j', (payload) => {
    expect(openPayload(key, payload)).toEqual({ opened: false, why: 'not-sealed' });
  });
});

describe('the server’s key', () => {
  const pair = (modulusLength: number) => generateKeyPairSync('rsa', { modulusLength });
  const rsa = pair(2048);

  it('it reads a key from base64 DER and from PEM', () => {
    const der = rsa.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
    const pem = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString();
    for (const text of [der, pem]) expect(readPublicKey(text)?.equals(rsa.publicKey)).toBe(true);
  });

  it('it refuses a key that is weak, of another kind or missing', () => {
    const weak = pair(1024).publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
    const curve = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString();
    for (const text of [weak, curve, '', 'garbage']) expect(readPublicKey(text)).toBeNull();
  });

  it('it encrypts with OAEP and SHA-256, never the same way twice', () => {
    const encrypted = encryptKey(rsa.publicKey, key);
    const padding = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
    const decrypted = privateDecrypt({ key: rsa.privateKey, ...padding }, Buffer.from(encrypted, 'base64'));
    expect(decrypted).toEqual(key);
    expect(encryptKey(rsa.publicKey, key)).not.toBe(encrypted);
  });
});
