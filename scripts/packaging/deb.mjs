import { createHash } from 'node:crypto';
import { chmod, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { lstatSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { assets } from './builder-config.mjs';
import { run } from './run.mjs';

/** What Electron needs of Debian and Ubuntu, where the names with t64 are those of 2024 and later. */
const depends = [
  'libasound2t64 | libasound2',
  'libatk-bridge2.0-0t64 | libatk-bridge2.0-0',
  'libgbm1',
  'libgtk-3-0t64 | libgtk-3-0',
  'libnss3',
  'libxss1',
  'libxtst6',
  'xdg-utils',
];

/**
 * Makes a .deb of the laid-out tree.
 * @param {{ tree: string, work: string, file: string, about: { name: string, version: string, description: string }, epoch: number, compression: string }} parts
 */
export async function makeDeb({ tree, work, file, about, epoch, compression }) {
  await rm(work, { recursive: true, force: true });
  // The same files under a second name: they're read alone.
  await run('cp', ['-al', tree, work]);
  const control = join(work, 'DEBIAN');
  await mkdir(control);
  const files = filesOf(tree);
  const fields = {
    Package: about.name,
    Version: about.version,
    Architecture: { x64: 'amd64', arm64: 'arm64' }[process.arch],
    Maintainer: 'The developers of Steward',
    'Installed-Size': Math.ceil(files.reduce((sum, path) => sum + lstatSync(path).size, 0) / 1024),
    Depends: depends.join(', '),
    Recommends: 'libsecret-1-0',
    Section: 'utils',
    Priority: 'optional',
    Description: about.description,
  };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\n`);
  await writeFile(join(control, 'control'), lines.join(''));
  await writeFile(join(control, 'md5sums'), await checksums(tree, files));
  for (const script of ['postinst', 'prerm']) {
    await cp(join(assets, 'deb', script), join(control, script));
    await chmod(join(control, script), 0o755);
  }
  await rm(file, { force: true });
  await run('dpkg-deb', [`-Z${compression}`, '--root-owner-group', '--build', work, file], {
    // dpkg-deb takes it as the newest time that a file may have.
    env: { SOURCE_DATE_EPOCH: String(epoch) },
  });
  await rm(work, { recursive: true });
}

const filesOf = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

/** What `dpkg --verify` compares the installed files with, in the one kind of checksum that it knows. */
async function checksums(tree, files) {
  let lines = '';
  for (const path of files) {
    const sum = createHash('md5').update(await readFile(path));
    lines += `${sum.digest('hex')}  ${relative(tree, path)}\n`;
  }
  return lines;
}
