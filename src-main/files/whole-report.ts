import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import { plainError } from '../base/errors.ts';
import type { Report } from './report.ts';
import { fileText } from './text.ts';

/** How often a list may be refreshed while it is written before that is given up. */
const attempts = 3;

/** Thrown out of the pieces, so that the writer leaves no file. */
class Moved extends Error {}

/**
 * Writes a list that may be refreshed meanwhile: then it is written again from the start, so that it never mixes two copies. Errors: those of
 * making or writing it, and `conflict` where it was refreshed each time.
 */
export async function wholeReport(
  make: () => Promise<Result<Report>>,
  write: (report: Report) => Promise<Result<null>>,
): Promise<Result<{ rows: number; complete: boolean }>> {
  for (let n = 0; n < attempts; n += 1) {
    const made = await make();
    if (!made.ok) return made;
    const report = made.value;
    const before = report.stamp();
    let rows = 0;
    const watched: Report = {
      ...report,
      async *pieces() {
        rows = 0;
        for await (const piece of report.pieces()) {
          rows += piece.length;
          yield piece;
        }
        if (report.stamp() !== before) throw new Moved();
      },
    };
    try {
      const written = await write(watched);
      return written.ok ? ok({ rows, complete: report.complete }) : written;
    } catch (cause) {
      if (!(cause instanceof Moved)) throw cause;
    }
  }
  return fail(plainError('conflict', fileText.keptRefreshing, fileText.tryInAMoment));
}
