import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { packagedElectron } from './lib/packaged-electron.mjs';
import { modules, pinnedNode } from './lib/paths.mjs';
import { capture, toolEnvironment } from './lib/processes.mjs';
import { StepFailure } from './lib/command.mjs';
import { readJson, writeJson } from './lib/stamps.mjs';

const record = join(modules, '.steward-runtime.json');
const electronPackage = join(modules, 'electron');

/** The oldest Electron the app is written for. */
const oldest = 33;

/**
 * The Electron that the set-up chose, for those who start it: `spawn(path, [...args, appFolder])`.
 * Throws a StepFailure when no set-up was run here.
 */
export function readRuntime() {
  const found = readJson(record);
  if (!found || !existsSync(found.path)) {
    throw new StepFailure('No Electron is set up here.', 'Run: node scripts/setup.mjs');
  }
  return withArguments(found);
}

/** Finds an Electron, or gets one, and records it for readRuntime(). Later calls use the record. */
export async function resolveRuntime(say) {
  const chosen = await choose(say);
  const { size, mtimeMs } = statSync(chosen.path);
  const known = readJson(record);
  if (known?.path === chosen.path && known.size === size && known.mtimeMs === mtimeMs) {
    say('runtime', describe(known));
    return withArguments(known);
  }
  const versions = await ask(chosen.path);
  const found = { path: chosen.path, source: chosen.source, ...versions, size, mtimeMs };
  writeJson(record, found);
  say('runtime', describe(found));
  return withArguments(found);
}

/** The runtime in a line, and how it compares with the one that the lockfile names. */
function describe({ version, source }) {
  const wanted = readJson(join(electronPackage, 'package.json'))?.version;
  const older = wanted !== undefined && wanted.localeCompare(version, 'en', { numeric: true }) > 0;
  return `Electron ${version}, ${source}${older ? ` (older than ${wanted}: it misses security fixes)` : ''}`;
}

function withArguments({ path, version, napi, source }) {
  // Chromium refuses to run its sandbox as root. Other users don't get this switch.
  const args = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return { path, version, napi, source, args };
}

async function choose(say) {
  const named = process.env['ELECTRON_EXEC_PATH'];
  if (named) {
    const path = resolve(named);
    if (existsSync(path)) return { path, source: 'named by ELECTRON_EXEC_PATH' };
    throw new StepFailure(
      `ELECTRON_EXEC_PATH names ${path}, which isn't there.`,
      'Correct it, or unset it to have an Electron found.',
    );
  }
  const downloaded = { source: 'from the npm package' };
  const installed = installedElectron();
  if (installed) return { path: installed, ...downloaded };
  const packaged = { source: 'from the package registry' };
  const known = readJson(record);
  if (known?.source === packaged.source && existsSync(known.path)) return { path: known.path, ...packaged };
  const fresh = await downloadElectron(say);
  if (fresh) return { path: fresh, ...downloaded };
  return { path: await packagedElectron(say), ...packaged };
}

/** The binary that the npm package has downloaded, if it is whole and of the package's own version. */
function installedElectron() {
  try {
    const { version } = JSON.parse(readFileSync(join(electronPackage, 'package.json'), 'utf8'));
    const present = readFileSync(join(electronPackage, 'dist', 'version'), 'utf8')
      .trim()
      .replace(/^v/, '');
    const path = join(electronPackage, 'dist', readFileSync(join(electronPackage, 'path.txt'), 'utf8'));
    return present === version && existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

/** How long the npm package's download may stand still before it is given up, in ms. */
const standstill = 20_000;

async function downloadElectron(say) {
  say('runtime', 'downloading Electron (the npm package does) …');
  const folder = mkdtempSync(join(tmpdir(), 'steward-electron-'));
  const stop = new AbortController();
  let size = 0;
  let since = Date.now();
  const watch = setInterval(() => {
    const now = bytesIn(folder) + bytesIn(join(electronPackage, 'dist'));
    if (now !== size) since = Date.now();
    size = now;
    if (Date.now() - since > standstill) stop.abort();
  }, 1000);
  try {
    const { code, output } = await capture(pinnedNode, [join(electronPackage, 'install.js')], {
      env: toolEnvironment({ TMPDIR: folder, TEMP: folder, TMP: folder }),
      signal: stop.signal,
    });
    const path = code === 0 ? installedElectron() : undefined;
    if (path) return path;
    rmSync(join(electronPackage, 'dist'), { recursive: true, force: true });
    const reason = stop.signal.aborted ? 'it stood still for 20 s' : (output.trim().split('\n')[0] ?? '');
    say('runtime', `that download is not possible here (${reason.slice(0, 120)})`);
    return undefined;
  } finally {
    clearInterval(watch);
    rmSync(folder, { recursive: true, force: true });
  }
}

function bytesIn(folder) {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true }).reduce(
      (sum, entry) => sum + (entry.isFile() ? statSync(join(entry.parentPath, entry.name)).size : 0),
      0,
    );
  } catch {
    // Nothing there yet, or a file was moved meanwhile: the next look counts again.
    return 0;
  }
}

/** What a runtime says of itself. */
async function ask(path) {
  const { code, stdout, output } = await capture(
    path,
    ['-p', 'JSON.stringify([process.versions.electron, process.versions.napi])'],
    { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } },
  );
  const [version, napi] = code === 0 ? JSON.parse(stdout) : [];
  if (typeof version !== 'string') {
    throw new StepFailure(
      `${path} does not run.`,
      /error while loading shared libraries/.test(output)
        ? 'Install the system library that the line above names, then run the same command again.'
        : 'If ELECTRON_EXEC_PATH names it, correct that; else delete its folder and run the same command again.',
      output.split('\n').slice(-10).join('\n'),
    );
  }
  if (Number.parseInt(version, 10) < oldest) {
    throw new StepFailure(`${path} is Electron ${version}.`, `Steward needs ${oldest} or newer.`);
  }
  return { version, napi: Number(napi) };
}
