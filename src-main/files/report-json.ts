import { cellJson, isoTime } from './cells.ts';
import { ageOf } from './heading.ts';
import type { Cell, Report } from './report.ts';

/** What can't be seen, or turns the text around it, as an escape: the same data, and the file reads as what it holds. */
const json = (value: unknown, indent?: number): string =>
  JSON.stringify(value, null, indent).replace(
    /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** The rows alone, as an array. */
export async function* jsonRowsOf(report: Report): AsyncGenerator<string, void, undefined> {
  let isFirst = true;
  for await (const rows of report.pieces()) {
    yield rows
      .map((cells, at) => `${isFirst && at === 0 ? '[' : ','}\n  ${json(rowOf(report, cells))}`)
      .join('');
    if (rows.length > 0) isFirst = false;
  }
  yield isFirst ? '[]\n' : '\n]\n';
}

function rowOf({ columns }: Report, cells: readonly Cell[]) {
  return Object.fromEntries(
    columns.map((column, at) => {
      const cell = cells[at];
      return [column.id, cell === undefined ? null : cellJson(cell, column)];
    }),
  );
}

/** `{what, from, query, order, asOf, notes, complete, columns, rows, count}`, a row a line; times in ISO 8601. */
export async function* jsonOf(report: Report, now: number): AsyncGenerator<string, void, undefined> {
  const head = {
    format: 'steward.list/1',
    what: report.what,
    from: Object.fromEntries(report.from.map(({ label, value }) => [label, value])),
    query: report.query,
    order: report.order,
    asOf: report.sources.map((source) => ({
      list: source.what,
      at: source.fetchedAt === null ? null : isoTime(source.fetchedAt),
      words: ageOf(source, now),
      lastTryFailed: source.failed,
      unreadable: source.unreadable,
    })),
    notes: report.notes,
    complete: report.complete,
    written: isoTime(now),
    columns: report.columns.map(({ id, header, kind }) => ({ id, header, kind })),
  };
  yield `${json(head, 2).slice(0, -2)},\n  "rows": [`;
  let count = 0;
  for await (const rows of report.pieces()) {
    yield rows
      .map((cells) => {
        const comma = count === 0 ? '' : ',';
        count += 1;
        return `${comma}\n    ${json(rowOf(report, cells))}`;
      })
      .join('');
  }
  yield `${count === 0 ? '' : '\n  '}],\n  "count": ${JSON.stringify({ atLeast: !report.complete, rows: count })}\n}\n`;
}
