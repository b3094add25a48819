import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Report, ColumnOf } from '../../files/report.ts';
import { chosenColumns } from '../../files/report.ts';

/** So many rows are read and written at once: a few milliseconds. */
export const pieceSize = 500;

/** What every report of a list says above its rows. */
export interface ListBase extends Omit<Report, 'columns' | 'pieces' | 'order' | 'matching'> {
  /** The columns that are shown on the screen; null: all. */
  shown: readonly string[] | null;
}

/** Puts a report together from its columns and its pages of rows. */
export function reportOf<Row>(
  { shown, ...base }: ListBase,
  { order, matching }: { order: string; matching: number | null },
  all: readonly ColumnOf<Row>[],
  pages: () => AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>,
): Report {
  const columns = chosenColumns(all, shown);
  return {
    ...base,
    order,
    matching,
    columns: columns.map(({ cell: _cell, ...column }) => column),
    async *pieces() {
      for await (const rows of pages()) {
        yield rows.map((row) => columns.map(({ cell }) => cell(row)));
        await nextTurn();
      }
    },
  };
}

/** Pages by their offset, until one isn't full. */
export async function* byOffset<Row>(
  page: (offset: number, limit: number) => Promise<readonly Row[]>,
  size = pieceSize,
): AsyncGenerator<readonly Row[], void, undefined> {
  for (let offset = 0; ; offset += size) {
    const rows = await page(offset, size);
    if (rows.length > 0) yield rows;
    if (rows.length < size) return;
  }
}

/** Rows that are all there already, in pieces. */
export function* inPieces<Row>(rows: readonly Row[]): Generator<readonly Row[], void, undefined> {
  for (let at = 0; at < rows.length; at += pieceSize) yield rows.slice(at, at + pieceSize);
}

/** Work that is done in steps of some milliseconds, other work getting its turn after each. */
export async function inSteps<T>(steps: Generator<void, T>): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await nextTurn();
  }
}

/** "Name, A to Z". */
export const orderText = (by: string, order: 'asc' | 'desc'): string =>
  `${by}, ${order === 'asc' ? 'ascending' : 'descending'}`;
