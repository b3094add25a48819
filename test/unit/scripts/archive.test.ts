import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { extractFromTgz, extractFromZip } from '../../../scripts/lib/archive.mjs';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'steward-archive-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function zip(entries: { name: string; content: Buffer; stored?: boolean; mode?: number; claims?: number }[]) {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, stored = false, mode = 0o644, claims } of entries) {
    const data = stored ? content : deflateRawSync(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    local.writeUInt16LE(4, 28);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(stored ? 0 : 8, 10);
    central.writeUInt32LE(data.length, 20);
    central.writeUInt32LE(claims ?? content.length, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(mode * 0x10000, 38);
    central.writeUInt32LE(offset, 42);
    directory.push(central, Buffer.from(name));
    const record = Buffer.concat([local, Buffer.from(name), Buffer.alloc(4), data]);
    parts.push(record);
    offset += record.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, list, end]);
}

function tgz(entries: { name: string; content: Buffer }[]) {
  const parts = entries.flatMap(({ name, content }) => {
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write(content.length.toString(8).padStart(11, '0'), 124);
    return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)];
  });
  return gzipSync(Buffer.concat([...parts, Buffer.alloc(1024)]));
}

describe('reading a zip', () => {
  it('it copies only the files asked for, compressed or not, with their modes', async () => {
    const archive = join(folder, 'a.zip');
    await writeFile(
      archive,
      zip([
        { name: 'App/', content: Buffer.alloc(0), stored: true },
        { name: 'App/program', content: Buffer.alloc(100_000, 'x'), mode: 0o755 },
        { name: 'App/data', content: Buffer.from('as it is'), stored: true },
        { name: 'App/empty', content: Buffer.alloc(0), stored: true },
        { name: 'App/other', content: Buffer.from('not wanted') },
      ]),
    );
    const wanted = ['program', 'data', 'empty'];
    const count = await extractFromZip(archive, (name) => {
      const inside = name.replace('App/', '');
      return wanted.includes(inside) ? join(folder, inside) : undefined;
    });
    expect(count).toBe(3);
    expect(await readFile(join(folder, 'program'), 'utf8')).toBe('x'.repeat(100_000));
    expect((await stat(join(folder, 'program'))).mode & 0o100).toBe(0o100);
    expect(await readFile(join(folder, 'data'), 'utf8')).toBe('as it is');
    expect(await readFile(join(folder, 'empty'), 'utf8')).toBe('');
    await expect(stat(join(folder, 'other'))).rejects.toThrow('ENOENT');
  });

  it('it refuses an entry that is shorter than declared, and what isn’t an archive', async () => {
    const archive = join(folder, 'a.zip');
    await writeFile(archive, zip([{ name: 'a', content: Buffer.from('short'), claims: 9 }]));
    await expect(extractFromZip(archive, () => join(folder, 'a'))).rejects.toThrow('damaged');
    await writeFile(archive, 'a page of some proxy, not an archive');
    await expect(extractFromZip(archive, () => undefined)).rejects.toThrow('not a zip archive');
  });
});

describe('reading a tgz', () => {
  it('it copies one file out of it', async () => {
    const archive = join(folder, 'a.tgz');
    await writeFile(
      archive,
      tgz([
        { name: 'package/first', content: Buffer.alloc(700, 'a') },
        { name: 'package/second', content: Buffer.alloc(3000, 'b') },
      ]),
    );
    expect(await extractFromTgz(archive, 'package/second', join(folder, 'b'))).toBe(true);
    expect(await readFile(join(folder, 'b'), 'utf8')).toBe('b'.repeat(3000));
    expect(await extractFromTgz(archive, 'package/third', join(folder, 'c'))).toBe(false);
  });
});
