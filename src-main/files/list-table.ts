import type { CsvReading } from './csv.ts';
import { csvText } from './text.ts';

/** A column that a list can have. `synonyms`: what people and other systems write over it, beside its own header. */
export interface ListColumn<Id extends string> {
  id: Id;
  header: string;
  synonyms: readonly string[];
}

export interface ListRow<Id extends string> {
  line: number;
  /** Empty where the list has no such column. */
  cells: Record<Id, string>;
  /** Cells beyond the header's columns, as they are written. */
  surplus: readonly string[];
}

export interface ListTable<Id extends string> {
  rows: readonly ListRow<Id>[];
  /** Columns found, with the header they were found under. */
  matched: ReadonlyMap<Id, string>;
  /** Headers that are none of the columns. */
  ignored: readonly string[];
}

export type TableReading<Id extends string> =
  { ok: true; table: ListTable<Id> } | { ok: false; problem: string };

/** "E-mail address", "Organisation_Name": as people write headers. */
export const headerKey = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('organis', 'organiz')
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Finds the columns of a list by its first record; what they hold is the caller's. */
export function readTable<Id extends string>(
  reading: CsvReading,
  columns: readonly ListColumn<Id>[],
): TableReading<Id> {
  if (!reading.ok) return { ok: false, problem: csvText.inLine(reading.line, reading.problem) };
  const [header, ...records] = reading.records;
  const positions = new Map<Id, number>();
  const matched = new Map<Id, string>();
  const ignored: string[] = [];
  const byKey = new Map(
    columns.flatMap(({ id, header: own, synonyms }) =>
      [own, ...synonyms].map((name) => [headerKey(name), id] as const),
    ),
  );
  for (const [index, cell] of (header?.cells ?? []).entries()) {
    const id = byKey.get(headerKey(cell));
    if (id === undefined) {
      if (cell !== '') ignored.push(cell);
      continue;
    }
    const earlier = matched.get(id);
    if (earlier !== undefined) return { ok: false, problem: csvText.columnTwice(earlier, cell) };
    matched.set(id, cell);
    positions.set(id, index);
  }
  const width = header?.cells.length ?? 0;
  const cellsOf = (cells: readonly string[]) => {
    const found = columns.map(({ id }) => [id, cells[positions.get(id) ?? -1] ?? ''] as const);
    return Object.fromEntries(found) as Record<Id, string>;
  };
  return {
    ok: true,
    table: {
      rows: records.map(({ line, cells }) => ({
        line,
        cells: cellsOf(cells),
        surplus: cells.slice(width).filter((cell) => cell !== ''),
      })),
      matched,
      ignored,
    },
  };
}
