import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { assets } from './builder-config.mjs';

/** @typedef {{ size: number, png: Buffer }} Picture a square PNG, `size` px wide */

/**
 * Windows' icon file: a header, a line for each picture, the pictures.
 * @param {Picture[]} pictures at most 256 px wide
 */
export function icoOf(pictures) {
  const header = Buffer.alloc(6);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length + 16 * pictures.length;
  const lines = pictures.map(({ size, png }) => {
    const line = Buffer.alloc(16);
    // One byte each, in which 0 means 256.
    line.writeUInt8(size % 256, 0);
    line.writeUInt8(size % 256, 1);
    line.writeUInt16LE(1, 4);
    line.writeUInt16LE(32, 6);
    line.writeUInt32LE(png.length, 8);
    line.writeUInt32LE(offset, 12);
    offset += png.length;
    return line;
  });
  return Buffer.concat([header, ...lines, ...pictures.map(({ png }) => png)]);
}

/** macOS' names of the pictures in an icon file, with their width in px; those of high-resolution screens are pictures of their own. */
const icnsTypes = [
  ['icp4', 16],
  ['icp5', 32],
  ['icp6', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic11', 32],
  ['ic12', 64],
  ['ic13', 256],
  ['ic14', 512],
];

/**
 * macOS' icon file: a header with the length of all, then each picture under the name of its size.
 * @param {Picture[]} pictures
 */
export function icnsOf(pictures) {
  const parts = icnsTypes.flatMap(([type, width]) => {
    const picture = pictures.find(({ size }) => size === width);
    return picture === undefined ? [] : [part(type, picture.png)];
  });
  return part('icns', Buffer.concat(parts));
}

function part(type, content) {
  const head = Buffer.alloc(8);
  head.write(type, 'ascii');
  head.writeUInt32BE(head.length + content.length, 4);
  return Buffer.concat([head, content]);
}

/**
 * Writes icon.ico and icon.icns from the drawn icon's sizes.
 * @param {string} folder
 */
export async function makeIcons(folder) {
  const pictures = await Promise.all(
    [16, 24, 32, 48, 64, 128, 256, 512].map(async (size) => ({
      size,
      png: await readFile(join(assets, 'icons', `${size}x${size}.png`)),
    })),
  );
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'icon.ico'), icoOf(pictures.filter(({ size }) => size <= 256)));
  await writeFile(join(folder, 'icon.icns'), icnsOf(pictures));
}
