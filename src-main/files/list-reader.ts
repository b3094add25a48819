import { runInThread } from '../base/one-job-thread.ts';
import { readCsv, type CsvReading } from './csv.ts';
import { csvText } from './text.ts';

/** Reads a list that was pasted or opened. */
export type ReadList = (text: string) => Promise<CsvReading>;

/** Shorter texts are read before a thread would have started. */
const shortText = 50_000;
/** The longest list within the bounds takes a fraction of this. */
const timeoutMs = 20_000;

/** Reads long lists in a thread of their own. `workerFile`: list-worker.ts, or what was built of it. */
export const createListReader =
  (workerFile: string): ReadList =>
  async (text) =>
    text.length <= shortText ? readCsv(text) : readInThread(workerFile, text);

async function readInThread(workerFile: string, text: string): Promise<CsvReading> {
  const read = await runInThread<CsvReading>(workerFile, 'steward-list', text, timeoutMs);
  return read ?? { ok: false, line: 1, problem: csvText.unreadable };
}
