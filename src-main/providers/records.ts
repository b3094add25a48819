import { setImmediate as nextTurn } from 'node:timers/promises';
import type { z } from 'zod';
import type { Known } from '../../src-preload/shared/known.ts';
import { hasUnreadableField } from './record-fields.ts';

export interface ReadRecords<T> {
  rows: T[];
  /** Records without a usable ID, which were left out. */
  unreadable: number;
  /** Of the rows: those with a field that couldn't be read and counts as not reported. */
  partlyUnreadable: number;
}

/** How many of the records name another place than the one that was asked, where `named` reads the place that a record names. */
export const ofOtherPlace = <T>(
  rows: readonly T[],
  asked: string,
  named: (row: T) => Known<string>,
): number =>
  rows.filter((row) => {
    const place = named(row);
    return place.state === 'known' && place.value !== asked;
  }).length;

/** After so many records others may work: a hundred thousand at once would hold up the window. */
const between = 1000;

/** Reads a list record by record: one bad record must not take the good ones with it, and is counted instead. */
export const readRecords = <T extends object>(
  schema: z.ZodType<T>,
  records: readonly unknown[],
): Promise<ReadRecords<T>> => readRows(schema, records, (record) => record);

/**
 * The same of a list that may be long: what is made of each record is made as it is read. `ahead` is given the rows in their order, some at a
 * time.
 */
export async function readRows<T extends object, Row>(
  schema: z.ZodType<T>,
  records: readonly unknown[],
  convert: (record: T) => Row,
  ahead: (rows: readonly Row[]) => void = () => undefined,
): Promise<ReadRecords<Row>> {
  const rows: Row[] = [];
  let given = 0;
  const give = () => {
    if (given < rows.length) ahead(rows.slice(given));
    given = rows.length;
  };
  let unreadable = 0;
  let partlyUnreadable = 0;
  for (const [index, record] of records.entries()) {
    if (index % between === between - 1) {
      give();
      await nextTurn();
    }
    const parsed = schema.safeParse(record);
    if (!parsed.success) {
      unreadable += 1;
      continue;
    }
    rows.push(convert(parsed.data));
    if (hasUnreadableField(parsed.data)) partlyUnreadable += 1;
  }
  give();
  return { rows, unreadable, partlyUnreadable };
}
