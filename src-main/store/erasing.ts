import type { AppError } from '../../src-preload/contract/result.ts';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import { errorFrom } from '../base/errors.ts';
import { truncateLog, type Db } from './database.ts';
import { text } from './text.ts';

/** What is refused for a connection that was removed since the start: an answer that comes late must not bring its rows back. */
export const erasedConnection: AppError = errorFrom('cancelled', text.connectionRemoved);

/** Empties the log after something was erased: it still holds the pages as they were. */
export function clearLog(db: Db): Result<null> {
  for (let tries = 0; tries < 3; tries += 1) if (truncateLog(db)) return ok(null);
  return fail(errorFrom('store-unavailable', text.tracesLeft));
}
