import { setImmediate as nextTurn } from 'node:timers/promises';
import type { z } from 'zod';

export interface ReadRecords<T> {
  rows: T[];
  /** Records that did not fit the schema and were left out. */
  unreadable: number;
}

/** After so many records others may work: a hundred thousand at once would hold up the window. */
const between = 1000;

/** Reads a list record by record: one bad record must not take the good ones with it, and is counted instead. */
export async function readRecords<T>(
  schema: z.ZodType<T>,
  records: readonly unknown[],
): Promise<ReadRecords<T>> {
  const rows: T[] = [];
  let unreadable = 0;
  for (const [index, record] of records.entries()) {
    if (index % between === between - 1) await nextTurn();
    const parsed = schema.safeParse(record);
    if (parsed.success) rows.push(parsed.data);
    else unreadable += 1;
  }
  return { rows, unreadable };
}
