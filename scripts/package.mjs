// npm run package [-- FORMATS]: makes what users install, for the system that it runs on, in out/package/.
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { main, progress, StepFailure } from './lib/command.mjs';
import { root } from './lib/paths.mjs';
import { findProgram } from './lib/processes.mjs';
import { readJson } from './lib/stamps.mjs';
import { makeArchive } from './packaging/archive.mjs';
import { buildInfo } from './packaging/build-info.mjs';
import { builderConfig } from './packaging/builder-config.mjs';
import { makeDeb } from './packaging/deb.mjs';
import { makeIcons } from './packaging/icons.mjs';
import { layOut } from './packaging/linux-tree.mjs';
import { layOutMaterials } from './packaging/materials.mjs';
import { makeRpm } from './packaging/rpm.mjs';
import { dropEmpty } from './packaging/signing.mjs';
import { stageApp } from './packaging/stage.mjs';
import { setup } from './setup.mjs';

const say = progress(console.log);

/** The formats of Linux, each with the program that makes it. */
const formats = { deb: 'dpkg-deb', rpm: 'rpmbuild', 'tar.gz': 'tar' };

/** Those that electron-builder makes. Only where they are asked for, because their tools or runtimes are downloaded. */
const downloading = ['AppImage', 'flatpak'];

await main(async () => {
  const output = process.env['STEWARD_PACKAGE_FOLDER'] ?? join(root, 'out', 'package');
  const compression = process.env['STEWARD_PACKAGE_COMPRESSION'] ?? 'xz';
  const asked = process.argv.slice(2);
  const known = [...Object.keys(formats), ...downloading];
  const unknown = asked.filter((format) => !known.includes(format));
  if (process.platform === 'linux' && unknown.length > 0) {
    console.error(`There is no format ${unknown.join(', ')}. The formats are: ${known.join(' ')}`);
    return 2;
  }
  const runtime = await setup({ say, bundle: false });
  const info = await buildInfo();
  const app = join(output, 'app');
  say('package', `building ${info.commit.slice(0, 12)} …`);
  await stageApp(app, info);
  const byBuilder = asked.filter((format) => downloading.includes(format));
  const unpacked = await packElectron({ app, output, runtime, targets: ['dir', ...byBuilder] });
  if (process.platform !== 'linux') return 0;

  const tree = join(output, 'tree');
  await layOut(tree, unpacked);
  const { name, version, description, license } = readJson(join(root, 'package.json'));
  const parts = {
    tree,
    work: join(output, 'work'),
    about: { name, version, description, license },
    epoch: Date.parse(info.date) / 1000,
    compression,
  };
  const make = { deb: makeDeb, rpm: makeRpm, 'tar.gz': makeArchive };
  const chosen = asked.length > 0 ? asked.filter((format) => format in formats) : Object.keys(formats);
  for (const format of chosen) {
    if (findProgram(formats[format]) === undefined) {
      if (asked.length > 0) {
        throw new StepFailure(
          `${formats[format]} isn't installed, which makes a .${format}.`,
          'Install it (on Debian: apt-get install dpkg rpm tar), then run the same command again.',
        );
      }
      say('package', `no .${format}: ${formats[format]} isn't installed`);
      continue;
    }
    const file = join(output, `${name}-${version}-${process.arch}.${format}`);
    await make[format]({ ...parts, file });
    say('package', `${file} (${Math.round(statSync(file).size / 1024 / 1024)} MiB)`);
  }
  return 0;
});

/** @returns {Promise<string>} the folder with Electron around the app */
async function packElectron({ app, output, runtime, targets }) {
  // Loaded here, because the set-up may have installed it just now.
  const { build, Platform } = await import('electron-builder');
  dropEmpty(process.env);
  const electron = { folder: await distOf(runtime), version: runtime.version };
  const icons = join(output, 'icons');
  await makeIcons(icons);
  const legal = join(output, 'legal');
  await layOutMaterials(legal);
  const config = builderConfig({ app, output, icons, legal, platform: process.platform, electron });
  if (process.platform === 'linux') {
    await build({ targets: Platform.LINUX.createTarget(targets), publish: 'never', config });
  } else {
    await build({ publish: 'never', config });
  }
  await rm(join(output, 'builder-debug.yml'), { force: true });
  return join(output, process.arch === 'arm64' ? 'linux-arm64-unpacked' : 'linux-unpacked');
}

/** electron-builder expects a program named electron in it, as the npm package has. */
async function distOf({ path }) {
  const folder = dirname(path);
  if (existsSync(join(folder, 'electron')) || process.platform !== 'linux') return folder;
  await mkdir(folder, { recursive: true });
  await copyFile(path, join(folder, 'electron'));
  return folder;
}
