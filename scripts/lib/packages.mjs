import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { modules, pinnedNode, root } from './paths.mjs';
import { npm } from './processes.mjs';
import { StepFailure } from './command.mjs';
import { readJson, readStamp, sha256, writeStamp } from './stamps.mjs';

/**
 * Whether npm's own record of what is in node_modules fits the lockfile. So an `npm install` by hand, or a folder that
 * was there before this set-up, isn't installed again.
 */
export function fitsLockfile(lock, installed) {
  return Object.entries(lock?.packages ?? {}).every(([path, wanted]) => {
    if (path === '' || wanted.link) return true;
    const found = installed?.packages?.[path];
    return found ? found.version === wanted.version : wanted.optional === true;
  });
}

/** Installs what the lockfile says, unless that is there already. */
export async function ensurePackages(say) {
  const lockfile = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const hash = sha256(lockfile);
  if (existsSync(pinnedNode) && readStamp('packages') === hash)
    return say('packages', 'as the lockfile says');
  if (!fitsLockfile(JSON.parse(lockfile), readJson(join(modules, '.package-lock.json')))) {
    say('packages', 'installing (npm ci), a minute or so …');
    // Without install scripts: the one of better-sqlite3 asks for Python, a compiler and Node's headers to do nothing, as a
    // prebuilt module lies in the package. Node's own is run below.
    await run(
      ['ci', '--ignore-scripts', '--no-audit', '--no-fund'],
      'npm ci could not install the packages.',
      'Look at the lines above: most often the package registry was not reachable. Then run the same command again.',
    );
  }
  if (!existsSync(pinnedNode)) {
    const what = 'The Node that the lockfile pins could not be installed.';
    const remedy = 'Look at the lines above, then run the same command again, or: npm rebuild node';
    await run(['rebuild', 'node', '--ignore-scripts=false'], what, remedy);
    if (!existsSync(pinnedNode)) throw new StepFailure(what, remedy);
  }
  writeStamp('packages', hash);
  say('packages', 'installed');
}

async function run(args, what, remedy) {
  const { code, output } = await npm(args);
  if (code !== 0) throw new StepFailure(what, remedy, output.split('\n').slice(-25).join('\n'));
}
