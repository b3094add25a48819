// Makes a fresh copy of the repository runnable. It starts before anything is installed, so it imports Node's own modules
// only (>= 20.19) and asks packages to do things in processes of their own.
import { fileURLToPath } from 'node:url';
import { ensureBundle } from './lib/bundle.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { main, progress, StepFailure } from './lib/command.mjs';
import { ensureSqlite } from './lib/sqlite.mjs';
import { ensureSystemLibraries } from './lib/system-libraries.mjs';
import { resolveRuntime } from './runtime.mjs';

/** The packages alone: enough for everything that runs in plain Node. */
export async function setupPackages({ say = progress(console.log) } = {}) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new StepFailure(
      `This is Node ${process.versions.node}.`,
      'Install Node 20.19 or newer and run it again.',
    );
  }
  await ensurePackages(say);
}

/**
 * Everything up to an app that can be opened. Each step is skipped when an earlier run did it.
 * @param {{ say?: (step: string, text: string) => void, tests?: boolean, requireTests?: boolean, bundle?: boolean, debuggable?: boolean }} [options]
 *   `tests` adds the programs that the tests use; `requireTests` stops where they can't be added; `bundle: false` leaves the building to the caller;
 *   `debuggable` (as `tests` do) builds an app that other programs may drive
 * @returns {Promise<import('./runtime.d.mts').Runtime>} the Electron to start
 */
export async function setup({ say = progress(console.log), ...options } = {}) {
  await setupPackages({ say });
  return setupElectron({ say, ...options });
}

/** As setup(), for a caller who has the packages already. */
export async function setupElectron({
  say = progress(console.log),
  tests = false,
  requireTests = false,
  bundle = true,
  debuggable = tests,
} = {}) {
  await ensureSystemLibraries(say, { tests, requireTests });
  const runtime = await resolveRuntime(say);
  await ensureSqlite(say, runtime);
  if (bundle) await ensureBundle(say, debuggable);
  return runtime;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async () => {
    await setup({ tests: process.argv.includes('--tests') });
    return 0;
  });
}
