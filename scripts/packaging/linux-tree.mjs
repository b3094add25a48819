import { chmod, cp, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pinnedNode, root } from '../lib/paths.mjs';
import { capture } from '../lib/processes.mjs';
import { StepFailure } from '../lib/command.mjs';
import { assets } from './builder-config.mjs';

/**
 * Everything that a Linux package installs, below `folder` as below `/`: .deb, .rpm and the plain archive hold the same files.
 * @param {string} folder emptied first
 * @param {string} unpacked electron-builder's folder, which becomes a part of it
 */
export async function layOut(folder, unpacked) {
  const at = (...path) => join(folder, 'usr', ...path);
  await rm(folder, { recursive: true, force: true });
  for (const path of [
    'bin',
    'lib',
    'share/applications',
    'share/mime/packages',
    'share/metainfo',
    'share/doc/steward',
    'share/steward',
  ])
    await mkdir(at(path), { recursive: true });
  await rename(unpacked, at('lib/steward'));
  // Chromium's sandbox where the kernel gives ordinary users no namespaces of their own.
  await chmod(at('lib/steward/chrome-sandbox'), 0o4755);
  await cp(join(assets, 'steward.sh'), at('lib/steward/steward.sh'));
  await chmod(at('lib/steward/steward.sh'), 0o755);
  await symlink('../lib/steward/steward.sh', at('bin/steward'));
  await cp(join(assets, 'steward.desktop'), at('share/applications/steward.desktop'));
  await cp(join(assets, 'steward-mime.xml'), at('share/mime/packages/steward.xml'));
  // What software centres show of it, by the rules of AppStream.
  const metainfo = 'app.steward.desktop.metainfo.xml';
  await cp(join(assets, metainfo), at('share/metainfo', metainfo));
  await cp(join(assets, 'apparmor'), at('share/steward/apparmor'));
  for (const name of readdirSync(join(assets, 'icons'))) {
    const size = name.replace('.png', '');
    await mkdir(at('share/icons/hicolor', size, 'apps'), { recursive: true });
    await cp(join(assets, 'icons', name), at('share/icons/hicolor', size, 'apps/steward.png'));
  }
  await mkdir(at('share/icons/hicolor/scalable/apps'), { recursive: true });
  await cp(join(assets, 'icon.svg'), at('share/icons/hicolor/scalable/apps/steward.svg'));
  await layOutCommandLine(at, at('lib/steward/resources/app.asar.unpacked/out/cli/steward.cjs'));
  await cp(join(root, 'CHANGELOG.md'), at('share/doc/steward/CHANGELOG.md'));
  // Where systems look for them, instead of beside the app.
  const legal = at('lib/steward/resources/legal');
  await rename(join(legal, 'LICENSE'), at('share/doc/steward/copyright'));
  for (const name of readdirSync(legal)) await rename(join(legal, name), at('share/doc/steward', name));
  await rm(legal, { recursive: true });
}

/** Where shells look for completion scripts; zsh in one folder on Debian and Ubuntu, in another elsewhere. */
const completions = [
  ['bash', 'share/bash-completion/completions/steward'],
  ['zsh', 'share/zsh/vendor-completions/_steward'],
  ['zsh', 'share/zsh/site-functions/_steward'],
  ['fish', 'share/fish/vendor_completions.d/steward.fish'],
];

/** The manual page, and the completion scripts as the packed command line prints them. */
async function layOutCommandLine(at, commandLine) {
  await mkdir(at('share/man/man1'), { recursive: true });
  await writeFile(
    at('share/man/man1/steward.1.gz'),
    gzipSync(readFileSync(join(root, 'docs/steward.1')), { level: 9 }),
  );
  for (const [shell, path] of completions) {
    const { code, stdout, output } = await capture(pinnedNode, [commandLine, 'completion', shell]);
    if (code !== 0) throw new StepFailure('The completion scripts could not be made.', '', output);
    await mkdir(dirname(at(path)), { recursive: true });
    await writeFile(at(path), stdout);
  }
}
