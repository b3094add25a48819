import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from '../lib/paths.mjs';

const folder = join(root, 'out', 'tour');

/** The folder of pictures and the page that tells what each shows; what an earlier tour left is taken away first. */
export function openAlbum() {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const told = [];
  let number = 0;
  let pictures = 0;
  return {
    readme: relative(root, join(folder, 'README.md')),
    begin(title) {
      told.push('', `## ${title}`, '');
    },
    /**
     * The next number, told of in the page.
     * @param {string} name of the files, without number and ending
     * @param {string} words what the picture shows
     * @param {readonly string[]} variants `light`, `dark`, `small-light` …
     * @returns {string[]} a file per variant
     */
    add(name, words, variants) {
      number += 1;
      const start = `${String(number).padStart(2, '0')}-${name}`;
      const files = variants.map((variant) => `${start}-${variant}.png`);
      const links = files.map((file, index) => `[${variants[index].replace('-', ' ')}](${file})`).join(', ');
      told.push(`- **${start}** (${links}): ${words}`);
      pictures += files.length;
      return files.map((file) => join(folder, file));
    },
    file: (name) => join(folder, name),
    count: () => pictures,
    finish() {
      const head = [
        '# A tour of Steward',
        '',
        'Made by `npm run tour`: the app in Electron, used by role and name as a person would, against a local instance over',
        'HTTP. 1280 × 800; “small” is 900 × 600, the smallest that the window gets.',
      ];
      writeFileSync(join(folder, 'README.md'), `${[...head, ...told].join('\n')}\n`);
    },
  };
}
