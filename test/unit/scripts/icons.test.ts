import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builderConfig } from '../../../scripts/packaging/builder-config.mjs';
import { icnsOf, icoOf, type Picture } from '../../../scripts/packaging/icons.mjs';
import { planExtension, planMimeType } from '../../../src-preload/shared/opened-names.ts';

const assets = join(import.meta.dirname, '../../../scripts/packaging/assets');
const pictures = [16, 32, 64, 128, 256, 512].map((size): Picture => ({
  size,
  png: readFileSync(join(assets, 'icons', `${size}x${size}.png`)),
}));
const widthOf = (png: Buffer) => png.readUInt32BE(16);

describe('the icons of packages', () => {
  it('Windows finds each picture where the icon’s list says it is', () => {
    const small = pictures.filter(({ size }) => size <= 256);
    const ico = icoOf(small);
    expect(ico.readUInt16LE(4)).toBe(small.length);
    const listed = small.map((_, index) => {
      const line = ico.subarray(6 + 16 * index);
      const from = line.readUInt32LE(12);
      return widthOf(ico.subarray(from, from + line.readUInt32LE(8)));
    });
    expect(listed).toEqual([16, 32, 64, 128, 256]);
    expect(ico.readUInt8(6 + 16 * 4)).toBe(0);
  });

  it('macOS finds each picture under the name of its size, the large ones of fine screens included', () => {
    const icns = icnsOf(pictures);
    expect(icns.toString('ascii', 0, 4)).toBe('icns');
    expect(icns.readUInt32BE(4)).toBe(icns.length);
    const parts: [string, number][] = [];
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4))
      parts.push([icns.toString('ascii', at, at + 4), widthOf(icns.subarray(at + 8))]);
    expect(Object.fromEntries(parts)).toMatchObject({ ic07: 128, ic09: 512, ic13: 256, ic14: 512 });
    expect(parts).toHaveLength(10);
  });
});

it('the desktop entry is offered for every kind of file that Steward opens', () => {
  const entry = readFileSync(join(assets, 'steward.desktop'), 'utf8');
  const types = /^MimeType=(.*);$/m.exec(entry)?.[1]?.split(';') ?? [];
  // YAML had the second name until shared-mime-info 2.3.
  const tables = ['text/csv', 'text/tab-separated-values', 'application/yaml', 'application/x-yaml'];
  expect(types.sort()).toEqual([planMimeType, 'x-scheme-handler/steward', ...tables].sort());
});

describe('the plan files of packages', () => {
  it('have the extension and the type that Steward opens, on every system', () => {
    const config = builderConfig({
      app: 'app',
      output: 'out',
      icons: 'icons',
      legal: 'legal',
      platform: process.platform,
      electron: { folder: 'electron', version: '45.0.0' },
    });
    expect(config.fileAssociations).toMatchObject([{ ext: planExtension, mimeType: planMimeType }]);
    const types = readFileSync(join(assets, 'steward-mime.xml'), 'utf8');
    expect(types).toContain(`type="${planMimeType}"`);
    expect(types).toContain(`pattern="*.${planExtension}"`);
    expect(readFileSync(join(assets, 'steward.desktop'), 'utf8')).toContain(`;${planMimeType};`);
  });
});
