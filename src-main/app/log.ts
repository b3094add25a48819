import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Logger } from 'pino';
import { redact } from '../http/redact.ts';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

const rotateAbove = 2 * 1024 * 1024;

/**
 * The app's log: JSON lines in `steward.log` of the folder, the one before kept as `steward.1.log`; null: no log at all (memory
 * mode, tests). Every line is redacted as it is written. A folder that can't be written to means no log.
 */
export function createLog(folder: string | null): Log {
  if (folder === null) return pino({ enabled: false });
  const file = join(folder, 'steward.log');
  try {
    mkdirSync(folder, { recursive: true });
    if (existsSync(file) && statSync(file).size > rotateAbove)
      renameSync(file, join(folder, 'steward.1.log'));
    const stream = pino.destination({ dest: file, sync: true, mode: 0o600 });
    // A full disk must not bring the app down.
    stream.on('error', () => undefined);
    return pino({ base: null, hooks: { streamWrite: redact } }, stream);
  } catch {
    return pino({ enabled: false });
  }
}
