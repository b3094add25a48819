import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createRequire } from 'node:module';
import { modules, pinnedNode, root } from '../lib/paths.mjs';
import { binOf, capture, toolEnvironment } from '../lib/processes.mjs';
import { StepFailure } from '../lib/command.mjs';
import { readJson } from '../lib/stamps.mjs';

/**
 * Lays out what a package holds of the app: the built code, its native module for this platform, the licences and the bill of materials.
 * Nothing of the sources, scripts or tests.
 * @param {string} folder emptied first
 * @param {import('./build-info.mjs').BuildInfo} info
 */
export async function stageApp(folder, info) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await bundle(join(folder, 'out'), info);
  await copySqlite(folder);
  const { name, productName, version, description, license, main } = readJson(join(root, 'package.json'));
  const packed = {
    name,
    productName,
    version,
    description,
    license,
    main,
    author: productName,
    dependencies: { 'better-sqlite3': readJson(join(modules, 'better-sqlite3', 'package.json')).version },
  };
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(packed, null, 2)}\n`);
}

/** Those of `all` that a package needs: on Linux this processor's `own`, elsewhere those of both, because packages are made for both. */
export const prebuildsFor = (platform, own, all) =>
  platform === 'linux' ? [own] : all.filter((name) => name.startsWith(`${platform}-`));

/** The app's processes and the command line. */
async function bundle(folder, { commit, date }) {
  const env = {
    NODE_ENV: 'production',
    STEWARD_BUILD: 'release',
    STEWARD_COMMIT: commit,
    STEWARD_BUILD_DATE: date,
  };
  const quietly = ['--logLevel', 'warn', '--outDir'];
  await build('electron-vite', ['build', ...quietly, folder], env);
  await build(
    'vite',
    ['build', '--config', 'scripts/cli.vite.config.ts', ...quietly, join(folder, 'cli')],
    env,
  );
}

async function build(tool, args, env) {
  const { code, output } = await capture(pinnedNode, [binOf(tool), ...args], { env: toolEnvironment(env) });
  if (code === 0) return;
  throw new StepFailure(
    'The app could not be built.',
    'Mend what the lines above name, then run the same command again.',
    output.split('\n').slice(-40).join('\n'),
  );
}

/** The native module as the set-up left it, for this platform alone: neither its sources nor the other platforms' builds. */
async function copySqlite(folder) {
  const from = join(modules, 'better-sqlite3');
  const to = join(folder, 'node_modules', 'better-sqlite3');
  const { getPrebuildPath } = createRequire(import.meta.url)(join(from, 'lib', 'binding.js'));
  const all = await readdir(join(from, 'prebuilds'));
  await mkdir(join(to, 'prebuilds'), { recursive: true });
  await cp(join(from, 'lib'), join(to, 'lib'), { recursive: true });
  for (const name of prebuildsFor(process.platform, basename(getPrebuildPath()), all))
    await cp(join(from, 'prebuilds', name), join(to, 'prebuilds', name));
  for (const file of ['package.json', 'LICENSE']) await cp(join(from, file), join(to, file));
}
