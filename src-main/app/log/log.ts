import { join } from 'node:path';
import { pino } from 'pino';
import type { Logger } from 'pino';
import { defaultSettings } from '../../../src-preload/shared/settings/table.ts';
import type { Settings } from '../../../src-preload/shared/settings/types.ts';
import { shorten } from '../../base/causes.ts';
import { makePrivateFolder } from '../../base/private-folder.ts';
import { withoutEmails } from '../../diagnostics/anonymous.ts';
import { redact } from '../../http/redact.ts';
import { openLogFile } from './log-file.ts';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'level'>;

const longestLine = 4000;
const linesPerMinute = 200;

/**
 * The app's log: JSON lines in `steward.log` of the folder, the one before kept as `steward.1.log`; null: no log at all (memory
 * mode, tests). Every line is shortened and redacted as it is written, without secrets and e-mail addresses, and there are only so many a
 * minute. A folder that can't be written to means no log.
 */
export function createLog(
  folder: string | null,
  now: () => number = Date.now,
  level: Settings['logLevel'] = defaultSettings.logLevel,
): Log {
  if (folder === null) return pino({ enabled: false });
  try {
    makePrivateFolder(folder);
    const file = openLogFile(join(folder, 'steward.log'), join(folder, 'steward.1.log'));
    const limit = createLimit(now);
    return pino(
      { base: null, level },
      {
        write(line: string) {
          const { allowed, leftOut } = limit();
          if (leftOut > 0)
            file.write(`${JSON.stringify({ time: now(), msg: `${leftOut} lines left out` })}\n`);
          if (allowed) file.write(`${withoutEmails(redact(fitted(line)))}\n`);
        },
      },
    );
  } catch {
    return pino({ enabled: false });
  }
}

/** A line that is too long becomes another with its start, so that every line stays JSON. */
function fitted(line: string): string {
  const text = line.trimEnd();
  return text.length > longestLine ? JSON.stringify({ shortened: shorten(text, longestLine / 2) }) : text;
}

/** Says of each line whether it may be written, and how many weren't in the minute before. */
function createLimit(now: () => number): () => { allowed: boolean; leftOut: number } {
  let since = now();
  let written = 0;
  let dropped = 0;
  return () => {
    const at = now();
    let leftOut = 0;
    // A clock that was set back begins another minute too.
    if (at - since >= 60_000 || at < since) {
      leftOut = dropped;
      since = at;
      written = dropped = 0;
    }
    const allowed = written < linesPerMinute;
    if (allowed) written += 1;
    else dropped += 1;
    return { allowed, leftOut };
  };
}
