import { isolated } from '../../../src-preload/shared/shown-text.ts';
import { cut, padded, widthOf } from './width.ts';
import type { Terminal } from './terminal.ts';

/** Narrower than this, a column says nothing. */
const narrowest = 6;
const gap = '  ';

/** Rows under their headers, cut to the terminal's width; never in a pipe, where a program may read them. */
export function table(
  terminal: Pick<Terminal, 'columns' | 'bold'>,
  headers: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  // Text from servers can neither control the terminal nor turn its line around.
  const shown = rows.map((row) => row.map(isolated));
  const widths = headers.map((header, at) =>
    Math.max(widthOf(header), ...shown.map((row) => widthOf(row[at] ?? ''))),
  );
  const fitted = fit(widths, terminal.columns);
  const line = (cells: readonly string[]) =>
    // Where even the narrowest columns are too wide, what doesn't fit is cut off.
    cut(
      cells
        .map((cell, at) =>
          padded(cut(cell, fitted[at] ?? Infinity), at === cells.length - 1 ? 0 : (fitted[at] ?? 0)),
        )
        .join(gap)
        .trimEnd(),
      terminal.columns ?? Infinity,
    );
  return [terminal.bold(line(headers)), ...shown.map(line)].join('\n');
}

/** Takes from the widest column again and again, until the line fits. */
function fit(widths: readonly number[], columns: number | null): number[] {
  const fitted = [...widths];
  if (columns === null) return fitted;
  const total = () => fitted.reduce((sum, width) => sum + width, gap.length * (fitted.length - 1));
  while (total() > columns) {
    const widest = fitted.indexOf(Math.max(...fitted));
    if ((fitted[widest] ?? 0) <= narrowest) break;
    fitted[widest] = (fitted[widest] ?? 0) - 1;
  }
  return fitted;
}

/** Facts, one a line, with the labels in a column of their own. */
export function facts(items: readonly (readonly [label: string, value: string])[]): string {
  const width = Math.max(...items.map(([label]) => widthOf(label)));
  return items
    .map(([label, value]) => `${padded(label, width)}${gap}${isolated(value)}`.trimEnd())
    .join('\n');
}
