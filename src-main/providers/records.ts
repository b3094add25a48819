import type { z } from 'zod';

export interface ReadRecords<T> {
  rows: T[];
  /** Records that did not fit the schema and were left out. */
  unreadable: number;
}

/** Reads a list record by record: one bad record must not take the good ones with it, and is counted instead. */
export function readRecords<T>(schema: z.ZodType<T>, records: readonly unknown[]): ReadRecords<T> {
  const rows: T[] = [];
  let unreadable = 0;
  for (const record of records) {
    const parsed = schema.safeParse(record);
    if (parsed.success) rows.push(parsed.data);
    else unreadable += 1;
  }
  return { rows, unreadable };
}
