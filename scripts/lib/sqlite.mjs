import { existsSync, statSync } from 'node:fs';
import { copyFile, cp, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { cacheFolder, modules, pinnedNode, root } from './paths.mjs';
import { binOf, capture, toolEnvironment } from './processes.mjs';
import { StepFailure } from './command.mjs';
import { readJson, readStamp, writeStamp } from './stamps.mjs';
import { ensureCompiler } from './system-libraries.mjs';

const packageFolder = join(modules, 'better-sqlite3');

/** The Node-API that the package's prebuilt module is made for. Under an older one it crashes the process. */
const prebuiltFor = 10;

/** Makes sure that the SQLite module in node_modules runs in the chosen Electron as well as in Node. */
export async function ensureSqlite(say, runtime) {
  const { getPrebuildPath } = createRequire(import.meta.url)(join(packageFolder, 'lib', 'binding.js'));
  const inPlace = getPrebuildPath();
  if (inPlace === null) {
    throw new StepFailure(
      `There is no SQLite for ${process.platform}-${process.arch}.`,
      'Steward runs on Linux, macOS and Windows, on x64 and arm64.',
    );
  }
  const state = () => {
    const { size, mtimeMs } = statSync(inPlace);
    return `${runtime.path} ${runtime.version} ${size} ${mtimeMs}`;
  };
  const fits = `fits Electron ${runtime.version} (Node-API ${runtime.napi})`;
  if (readStamp('sqlite') === state()) return say('sqlite', fits);
  if (runtime.napi < prebuiltFor) {
    const built = await builtModule(say, runtime, inPlace);
    const beside = `${inPlace}.${process.pid}`;
    await copyFile(built, beside);
    await rename(beside, inPlace);
  } else {
    await check(runtime, inPlace);
  }
  writeStamp('sqlite', state());
  say('sqlite', fits);
}

/** The module built without a Node-API version in it, from the cache or the sources. It runs under older and newer ones. */
async function builtModule(say, runtime, inPlace) {
  const { version } = readJson(join(packageFolder, 'package.json'));
  const home = join(cacheFolder(), `sqlite-${version}-${basename(inPlace, '.node')}`);
  const cached = join(home, 'better_sqlite3.node');
  if (existsSync(cached)) {
    await check(runtime, cached);
    return cached;
  }
  await ensureCompiler(say);
  say('sqlite', `building for Node-API ${runtime.napi}, about two minutes, once …`);
  await mkdir(cacheFolder(), { recursive: true });
  const beside = await mkdtemp(join(cacheFolder(), 'building-sqlite-'));
  try {
    const result = await build(beside);
    await check(runtime, result);
    await mkdir(home, { recursive: true });
    await rename(result, cached);
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
  return cached;
}

/** Builds a copy of the package, so that nothing changes in node_modules. */
async function build(folder) {
  const copy = join(folder, 'better-sqlite3');
  await cp(packageFolder, copy, { recursive: true, filter: (path) => basename(path) !== 'prebuilds' });
  const recipe = join(copy, 'binding.gyp');
  const before = await readFile(recipe, 'utf8');
  const after = before.replace("'NAPI_VERSION=10'", "'NAPI_EXPERIMENTAL'");
  if (after === before) {
    throw new Error('better-sqlite3 says its Node-API version elsewhere now: look at its binding.gyp');
  }
  await writeFile(recipe, after);
  // The recipe asks for node-addon-api, which lies beside the package in node_modules.
  await mkdir(join(copy, 'node_modules'));
  await symlink(join(modules, 'node-addon-api'), join(copy, 'node_modules', 'node-addon-api'), 'junction');
  const headers = headersFolder();
  const { code, output } = await capture(
    pinnedNode,
    [
      binOf('node-gyp'),
      'rebuild',
      '--release',
      '--force_build=1',
      '--jobs=max',
      ...(headers ? [`--nodedir=${headers}`] : []),
    ],
    { cwd: copy, env: toolEnvironment() },
  );
  const result = join(copy, 'build', 'Release', 'better_sqlite3.node');
  if (code !== 0 || !existsSync(result)) {
    throw new StepFailure(
      'SQLite could not be built.',
      'It needs python3, make and a C++20 compiler (Debian: apt-get install -y python3 make g++). Then run the same command again.',
      output.split('\n').slice(-25).join('\n'),
    );
  }
  return result;
}

/** A Node's own headers, where there are some: fetching them needs a network that a registry isn't. */
function headersFolder() {
  const nodes = [process.env['npm_node_execpath'], process.execPath, '/usr/bin/node', '/usr/local/bin/node'];
  const folders = [
    process.env['npm_config_nodedir'],
    ...nodes.map((path) => path && dirname(dirname(path))),
    join(modules, 'node', 'node_modules', `node-${process.platform}-${process.arch}`),
  ];
  return folders.find((folder) => folder && existsSync(join(folder, 'include', 'node', 'node_api.h')));
}

/** In both of its runtimes, for a wrong build doesn't throw: it kills the process. */
async function check(runtime, file) {
  const script = join(root, 'scripts', 'lib', 'sqlite-check.cjs');
  for (const [name, program] of [
    [`Electron ${runtime.version}`, runtime.path],
    ['Node', pinnedNode],
  ]) {
    const { code, output } = await capture(program, [script, packageFolder, file], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    });
    if (code !== 0) {
      throw new StepFailure(
        `SQLite does not work in ${name}: ${file}`,
        'Delete that file and run the same command again; if it stays so, this Electron is not one that Steward can use.',
        output.split('\n').slice(-15).join('\n'),
      );
    }
  }
}
