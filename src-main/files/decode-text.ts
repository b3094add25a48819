/**
 * A text file's content, whatever wrote it: UTF-8, UTF-16 with or without a byte order mark, else Windows-1252, which spreadsheets still
 * write. null: no text.
 */
export function decodeText(bytes: Uint8Array): string | null {
  const encoding = encodingOf(bytes);
  const text = new TextDecoder(encoding, { fatal: encoding === 'utf-8' }).decode(bytes);
  return text.includes('\0') ? null : text;
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const [even, odd] = zeros(bytes);
  // In UTF-16 every second byte of Western text, blanks and separators is zero; in no other text is one.
  if (odd > bytes.length / 8 && even < odd / 4) return 'utf-16le';
  if (even > bytes.length / 8 && odd < even / 4) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

function zeros(bytes: Uint8Array): [even: number, odd: number] {
  const sample = bytes.subarray(0, 4096);
  let even = 0;
  let odd = 0;
  for (let at = 0; at < sample.length; at += 1) {
    if (sample[at] !== 0) continue;
    if (at % 2 === 0) even += 1;
    else odd += 1;
  }
  const scale = bytes.length / Math.max(1, sample.length);
  return [even * scale, odd * scale];
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
