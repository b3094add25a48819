import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../src-main/files/decode-text.ts';

const text = 'name;email\r\nJosé “Ö”;jose@x.example\r\n';
const utf16 = (bigEndian: boolean) => {
  const bytes = Buffer.from(text, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
};

describe('a text file', () => {
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16, little end first, with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16(false)])],
    ['UTF-16, big end first, with a mark', Buffer.concat([Buffer.from([0xfe, 0xff]), utf16(true)])],
    ['UTF-16, little end first', utf16(false)],
    ['UTF-16, big end first', utf16(true)],
    ['Windows-1252', Buffer.from(text.replace('“', '\x93').replace('”', '\x94'), 'latin1')],
  ])('is read as it was written in %s', (_encoding, bytes) => {
    expect(decodeText(bytes)?.replace(/^\ufeff/, '')).toBe(text);
  });

  it('is refused where it holds bytes that are no text', () => {
    expect(decodeText(Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0x61, 0x62, 0x63, 0x64]))).toBeNull();
  });

  it('can be empty', () => {
    expect(decodeText(Buffer.alloc(0))).toBe('');
  });
});
