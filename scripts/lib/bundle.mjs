import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pinnedNode, root } from './paths.mjs';
import { binOf, capture, toolEnvironment } from './processes.mjs';
import { StepFailure } from './command.mjs';
import { readJson, writeJson } from './stamps.mjs';

const record = join(root, 'out', '.steward-build.json');
const sources = [
  'src-main',
  'src-preload',
  'src-renderer',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];

/**
 * Bundles the three processes into out/, unless nothing changed since the last time. A debuggable app takes Chromium's debugging switches,
 * which tests need; a release doesn't.
 */
export async function ensureBundle(say, debuggable) {
  const hash = hashOf(sources);
  const { main } = readJson(join(root, 'package.json'));
  const whole = [main, 'out/preload/index.cjs', 'out/renderer/index.html'];
  const known = readJson(record);
  if (
    known?.hash === hash &&
    known.debuggable === debuggable &&
    whole.every((file) => existsSync(join(root, file)))
  ) {
    return say('build', 'up to date');
  }
  say('build', `building ${debuggable ? 'for tests ' : ''}(electron-vite) …`);
  forgetBundle();
  const { code, output } = await capture(pinnedNode, [binOf('electron-vite'), 'build'], {
    env: toolEnvironment({ NODE_ENV: 'production', STEWARD_BUILD: debuggable ? 'debuggable' : 'release' }),
  });
  if (code !== 0) {
    throw new StepFailure(
      'The app could not be built.',
      'The lines above name the file. If you changed nothing, delete node_modules and run the same command again.',
      output.split('\n').slice(-40).join('\n'),
    );
  }
  writeJson(record, { hash, debuggable });
  say('build', 'built');
}

const commandLineFolder = join(root, 'out', 'cli');
const commandLineSources = [
  'src-main',
  'src-preload',
  'scripts/cli.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];

/** Where the built command line is. */
export const commandLine = join(commandLineFolder, 'steward.cjs');

/** Builds the command line into out/cli/, unless nothing changed since the last time. Only a build is worth a line. */
export async function ensureCommandLine(say) {
  const stamp = join(commandLineFolder, '.steward-build.json');
  const hash = hashOf(commandLineSources);
  if (readJson(stamp)?.hash === hash && existsSync(commandLine)) return;
  say('build', 'building the command line …');
  const { code, output } = await capture(
    pinnedNode,
    [binOf('vite'), 'build', '--config', 'scripts/cli.vite.config.ts', '--logLevel', 'warn'],
    { env: toolEnvironment({ NODE_ENV: 'production' }) },
  );
  if (code !== 0) {
    throw new StepFailure(
      'The command line could not be built.',
      'The lines above name the file. If you changed nothing, delete node_modules and run the same command again.',
      output.split('\n').slice(-40).join('\n'),
    );
  }
  writeJson(stamp, { hash });
}

/** Says that out/ no longer holds the built app. */
export function forgetBundle() {
  rmSync(record, { force: true });
}

function hashOf(paths) {
  const hash = createHash('sha256');
  const add = (path) => {
    const file = join(root, path);
    if (!existsSync(file)) return;
    if (statSync(file).isDirectory()) {
      for (const name of readdirSync(file).sort()) add(`${path}/${name}`);
    } else {
      const content = readFileSync(file);
      hash.update(`${path}\0${content.length}\0`).update(content);
    }
  };
  paths.forEach(add);
  return hash.digest('hex');
}
