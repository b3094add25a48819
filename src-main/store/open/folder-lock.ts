import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { errorFrom } from '../../base/errors.ts';
import { openDatabase, type Db } from '../database.ts';
import { troubleOf } from '../store-errors.ts';
import { text } from './text.ts';

/**
 * Takes the folder for this process alone, waiting `timeoutMs` in each of two tries. Held open, with an exclusive lock that the
 * operating system gives back when this process ends, however it ends. Errors: `store-unavailable` while another Steward has it.
 */
export function takeLock(folder: string, timeoutMs: number): Result<Db> {
  const file = join(folder, 'store.lock');
  const attempt = (): Result<Db> => {
    // Not encrypted: it stays empty.
    const lock = openDatabase(file, Buffer.alloc(32), { readonly: false, timeout: timeoutMs });
    try {
      lock.pragma('journal_mode=MEMORY');
      lock.exec('begin exclusive');
      return ok(lock);
    } catch (cause) {
      lock.close();
      const trouble = troubleOf(cause);
      // Something wrote into it. Emptied and not replaced: the lock of another one who was just as fast is on this very file.
      if (trouble === 'damaged') truncateSync(file);
      else if (trouble !== 'busy') throw cause;
      return fail(errorFrom('store-unavailable', text.folderInUse));
    }
  };
  const first = attempt();
  return first.ok ? first : attempt();
}
