import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { access, constants, mkdir, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import { errorFrom } from '../base/errors.ts';
import { updatesText } from './text.ts';

/** Puts a downloaded and checked release in the place of the running one. */
export interface Installer {
  /** While the running version goes on: all that can fail. */
  prepare(file: string, version: string): Promise<Result<null>>;
  /** Once everything is closed. Where it fails, the running version stays. */
  finish(): Promise<Result<null>>;
  /** The running version has come up: the one before it isn't needed any longer. */
  cameUp(): Promise<void>;
}

const run = promisify(execFile);
const startTimeoutMs = 60_000;

/** By the system: Electron's own fs takes an .asar for a folder and leaves it there. */
const erase = (folder: string) => run('rm', ['-rf', '--', folder]);

/** The folder that the plain archive was unpacked into, by the program in its `lib/steward`; null: it isn't laid out like that. */
export function archiveFolder(program: string): string | null {
  const [inner, lib] = [dirname(program), dirname(dirname(program))];
  return basename(inner) === 'steward' && basename(lib) === 'lib' ? dirname(lib) : null;
}

/**
 * Installs the plain archive: unpacked beside the folder of the running version, tried, and swapped with it at the end. The version before it
 * stays beside it until the new one has come up; the archive's `steward.sh` puts it back if that never happens.
 */
export function createArchiveInstaller(folder: string): Installer {
  const next = `${folder}.next`;
  const previous = `${folder}.previous`;
  const replaced = `${folder}.replaced`;
  return {
    async prepare(file, version) {
      try {
        await access(dirname(folder), constants.W_OK);
        await access(folder, constants.W_OK);
      } catch {
        return fail(errorFrom('not-allowed', updatesText.folderNotWritable(folder)));
      }
      try {
        await erase(next);
        await mkdir(next);
        await run('tar', ['-xzf', file, '-C', next, '--strip-components=1', '--no-same-owner']);
      } catch {
        await erase(next).catch(() => undefined);
        return fail(errorFrom('store-unavailable', updatesText.notUnpacked));
      }
      if ((await versionOf(next)) === version) return ok(null);
      await erase(next);
      return fail(errorFrom('not-supported', updatesText.doesNotStart));
    },
    async finish() {
      try {
        await erase(previous);
        await rename(folder, previous);
      } catch {
        return fail(errorFrom('store-unavailable', updatesText.notSwapped));
      }
      try {
        await rename(next, folder);
      } catch {
        await rename(previous, folder);
        return fail(errorFrom('store-unavailable', updatesText.notSwapped));
      }
      return ok(null);
    },
    async cameUp() {
      if (![previous, replaced].some((left) => existsSync(left))) return;
      try {
        await erase(replaced);
        // First out of the way of `steward.sh`: half of a version is none to go back to.
        await rename(previous, replaced);
        await erase(replaced);
      } catch {
        // An earlier start was interrupted while erasing; or what is left can't be erased.
      }
    },
  };
}

/** What an unpacked release says that it is; null where it doesn't start. */
async function versionOf(folder: string): Promise<string | null> {
  try {
    const { stdout } = await run(join(folder, 'bin', 'steward'), ['--version'], { timeout: startTimeoutMs });
    return /^steward (\S+)/.exec(stdout)?.[1] ?? null;
  } catch {
    return null;
  }
}
