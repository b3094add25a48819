import { byteOrderMark, writeCsv } from './csv.ts';
import { cellText } from './cells.ts';
import { headingOf } from './heading.ts';
import type { Report } from './report.ts';

/**
 * RFC 4180: every line has the same number of cells. The heading's lines come first, each a label and its value; then an empty line, the
 * names of the columns, and the rows. `dataOnly`: only the names and the rows.
 */
export async function* csvOf(
  report: Report,
  now: number,
  { dataOnly = false } = {},
): AsyncGenerator<string, void, undefined> {
  const width = Math.max(dataOnly ? 1 : 2, report.columns.length);
  const line = (cells: readonly string[]) => [
    ...cells,
    ...Array.from({ length: width - cells.length }, () => ''),
  ];
  yield (
    byteOrderMark +
    writeCsv([
      ...(dataOnly
        ? []
        : [...headingOf(report, now).map(({ label, value }) => line([label, value])), line([])]),
      line(report.columns.map(({ header }) => header)),
    ])
  );
  for await (const rows of report.pieces())
    yield writeCsv(
      rows.map((cells) =>
        line(
          cells.map((cell, at) => {
            const column = report.columns[at];
            return column === undefined ? '' : cellText(cell, column);
          }),
        ),
      ),
    );
}
