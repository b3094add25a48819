import type { Known } from '../../src-preload/shared/known.ts';

export type Cell = Known<string | number>;

export interface ReportColumn {
  id: string;
  header: string;
  /** `time`: epoch ms, written as ISO 8601. */
  kind: 'text' | 'time' | 'number';
  /** The column of the screen that shows it; null: it is always there, because it says which row this is, or how old it is. */
  shownWith: string | null;
  /** Always known: JSON has the value as it is. */
  plain: boolean;
}

/** A list that rows came from, and its age. */
export interface ReportSource {
  what: string;
  /** When it was last fetched whole (epoch ms); null: never. */
  fetchedAt: number | null;
  unreadable: number;
  /** Why the last try failed, or null. */
  failed: string | null;
}

/** One list to be written down, whatever the format. */
export interface Report {
  /** "Members of Payments": the title. */
  what: string;
  /** What it is about, from the connection down. */
  from: { label: string; value: string }[];
  /** What was searched for; "": everything. */
  query: string;
  order: string;
  sources: ReportSource[];
  /** What else must be known to read it rightly. */
  notes: string[];
  /** False: records are missing, so counts are at least so many. */
  complete: boolean;
  /** How many rows there will be; null: not counted before. */
  matching: number | null;
  columns: ReportColumn[];
  /** All rows piece by piece, a cell for each column; between two pieces other work gets its turn. */
  pieces(): AsyncGenerator<Cell[][], void, undefined>;
  /** Another text when what the rows come from was refreshed meanwhile. */
  stamp(): string;
}

/** A column with how its cell is made of a row. */
export interface ColumnOf<Row> extends ReportColumn {
  cell(row: Row): Cell;
}

/** Only those columns that are shown on the screen, in their order, and those that are always there beside the one before them. */
export function chosenColumns<Row>(
  columns: readonly ColumnOf<Row>[],
  shown: readonly string[] | null,
): ColumnOf<Row>[] {
  if (shown === null) return [...columns];
  let before = 0;
  const placed = columns.map((one) => {
    if (one.shownWith === null) return { one, place: before };
    const place = shown.indexOf(one.shownWith);
    before = place < 0 ? shown.length : place;
    return { one, place };
  });
  return placed
    .filter(({ place: at }) => at >= 0)
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => one);
}

const text = <Row>(
  id: string,
  header: string,
  shownWith: string | null,
  cell: (row: Row) => Cell,
): ColumnOf<Row> => ({ id, header, kind: 'text', shownWith, plain: false, cell });

const always = <Row>(
  id: string,
  header: string,
  shownWith: string | null,
  value: (row: Row) => string,
): ColumnOf<Row> => ({
  id,
  header,
  kind: 'text',
  shownWith,
  plain: true,
  cell: (row) => ({ state: 'known', value: value(row) }),
});

const time = <Row>(
  id: string,
  header: string,
  shownWith: string | null,
  cell: (row: Row) => Cell,
): ColumnOf<Row> => ({ id, header, kind: 'time', shownWith, plain: false, cell });

const amount = <Row>(
  id: string,
  header: string,
  shownWith: string | null,
  cell: (row: Row) => Cell,
): ColumnOf<Row> => ({ id, header, kind: 'number', shownWith, plain: false, cell });

/** How columns are made. */
export const column = { text, always, time, amount };
