import {
  accessSync,
  constants,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { codeOf } from '../../base/atomic-file.ts';
import { makePrivateFolder } from '../../base/private-folder.ts';
import { ledgerName, rosterName } from './file-names.ts';
import { storeError, troubleOf } from '../store-errors.ts';
import { text } from './text.ts';
import type { StoreMode, StoreNotice } from './types.ts';

export interface Place {
  folder: string;
  temporary: boolean;
  mode: StoreMode;
  notices: StoreNotice[];
}

const prefix = 'steward-store-';

/**
 * Where the databases are opened: the folder itself, or a temporary one (always encrypted like the real one) for memory mode, and with
 * copies of what is there when the folder can't be written: SQLite can't read a log without writing beside it.
 */
export async function chooseFolder(
  folder: string,
  ephemeral: boolean,
  temporaryIn: string = tmpdir(),
): Promise<Result<Place>> {
  try {
    if (ephemeral)
      return ok({ folder: temporaryFolder(temporaryIn), temporary: true, mode: 'memory', notices: [] });
    const trouble = await writable(folder);
    if (trouble === null) return ok({ folder, temporary: false, mode: 'disk', notices: [] });
    const temporary = temporaryFolder(temporaryIn);
    const copied = copyInto(folder, temporary);
    const place = { folder: temporary, temporary: true };
    return ok(
      copied
        ? {
            ...place,
            mode: 'read-only',
            notices: [{ level: 'warn', ...text.readOnlyFolder(folder, trouble) }],
          }
        : { ...place, mode: 'memory', notices: [{ level: 'warn', ...text.memoryOnly(folder, trouble) }] },
    );
  } catch (cause) {
    return fail(storeError(cause));
  }
}

/** null when files can be made and changed in the folder; otherwise the code of what is in the way. */
async function writable(folder: string): Promise<string | null> {
  const probe = join(folder, `.writable-${process.pid}`);
  try {
    makePrivateFolder(folder);
    writeFileSync(probe, '');
    rmSync(probe);
    for (const name of [ledgerName, rosterName])
      if (existsSync(join(folder, name))) accessSync(join(folder, name), constants.R_OK | constants.W_OK);
    return null;
  } catch (cause) {
    if (troubleOf(cause) === 'unwritable') return codeOf(cause);
    // A full disk and the like are not about rights: opening reports them.
    return null;
  }
}

/** False when there is no ledger to be read. */
function copyInto(folder: string, target: string): boolean {
  try {
    if (!existsSync(join(folder, ledgerName))) return false;
    for (const name of [ledgerName, rosterName].flatMap((file) => [file, `${file}-wal`]))
      if (existsSync(join(folder, name))) copyFileSync(join(folder, name), join(target, name));
    return true;
  } catch (cause) {
    if (troubleOf(cause) !== 'unwritable') throw cause;
    for (const name of readdirSync(target)) rmSync(join(target, name), { force: true });
    return false;
  }
}

/** The process id in the name tells a later start which of these folders a crash left behind. */
function temporaryFolder(within: string): string {
  for (const name of readdirSync(within)) {
    const pid = Number(/^steward-store-(\d+)-\w{6}$/.exec(name)?.[1]);
    if (pid > 0 && !isAlive(pid)) {
      try {
        rmSync(join(within, name), { recursive: true, force: true });
      } catch {
        // Somebody else's.
      }
    }
  }
  return mkdtempSync(join(within, `${prefix}${process.pid}-`));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return codeOf(cause) !== 'ESRCH';
  }
}
