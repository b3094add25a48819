import Papa from 'papaparse';
import { csvText } from './text.ts';
import { formulaSafe, withoutFormulaGuard } from './formula-guard.ts';

/** One record of a CSV text. `line`: where it begins, from 1. */
export interface CsvRecord {
  line: number;
  cells: string[];
}

export type CsvReading = { ok: true; records: CsvRecord[] } | { ok: false; line: number; problem: string };

/** A list beyond these is more likely another file than a list of people or places. */
export const csvBounds = { rows: 20_000, columns: 200, cell: 20_000, line: 200_000 } as const;

type Separator = ',' | ';' | '\t';
const separators: readonly Separator[] = [',', ';', '\t'];

/**
 * Reads CSV as RFC 4180 has it: quoted cells may hold separators, line breaks and doubled quotes. Also what spreadsheets write beside
 * it: a byte order mark, bare line feeds, a line `sep=;`, an apostrophe against formulas, and semicolons or tabs instead of commas,
 * detected from the first line. Empty lines are left out.
 */
export function readCsv(text: string): CsvReading {
  const marked = text.replace(/^\uFEFF/, '');
  const named = /^"?sep=([,;\t])"?[ \t]*(?:\r\n|\n|\r|$)/i.exec(marked);
  const source = named ? marked.slice(named[0].length) : marked;
  const firstLine = named ? 2 : 1;
  const longest = /[^\r\n]{200001}/.exec(source);
  if (longest) return refused(lineAt(source, longest.index) + firstLine - 1, csvText.lineTooLong);
  const separator = named ? separatorNamed(named[1]) : separatorOf(source);
  const records: CsvRecord[] = [];
  let problem: { line: number; problem: string } | null = null;
  let line = firstLine;
  let from = 0;
  Papa.parse<string[]>(source, {
    delimiter: separator,
    step({ data, errors, meta }, parser) {
      const raw = source.slice(from, meta.cursor);
      const [error] = errors;
      const cells = data.map((cell) => cellOf(cell, raw));
      if (error) problem = { line, problem: textOf(error.code) };
      else if (cells.length > csvBounds.columns) problem = { line, problem: csvText.tooManyColumns };
      else if (cells.some(({ length }) => length > csvBounds.cell))
        problem = { line, problem: csvText.cellTooLong };
      else if (cells.some((cell) => cell !== '')) {
        if (records.length > csvBounds.rows) problem = { line, problem: csvText.tooManyRows };
        else records.push({ line, cells });
      }
      if (problem !== null) parser.abort();
      line += lineBreaks(raw);
      from = meta.cursor;
    },
  });
  if (problem !== null) return { ok: false, ...(problem as { line: number; problem: string }) };
  const mixed = otherSeparator(records, separator);
  return mixed === null ? { ok: true, records } : refused(mixed.line, mixed.problem);
}

const refused = (line: number, problem: string): CsvReading => ({ ok: false, line, problem });

const textOf = (code: string): string => (code === 'MissingQuotes' ? csvText.openQuote : csvText.afterQuote);

/** Blanks around a cell are its writer's; those within quotes belong to it. */
function cellOf(cell: string, raw: string): string {
  const bare = cell.trim();
  const spacedQuotes = bare.length > 1 && bare !== cell && bare.startsWith('"') && bare.endsWith('"');
  if (spacedQuotes) return withoutFormulaGuard(bare.slice(1, -1).replaceAll('""', '"'));
  const isQuoted = bare !== cell && raw.includes(`"${cell.replaceAll('"', '""')}"`);
  return withoutFormulaGuard(isQuoted ? cell : bare);
}

const lineBreaks = (text: string): number => text.match(/\r\n|\n|\r/g)?.length ?? 0;
const lineAt = (text: string, index: number): number => lineBreaks(text.slice(0, index)) + 1;

const separatorNamed = (char: string | undefined): Separator =>
  separators.find((separator) => separator === char) ?? ',';

/** That which parts the first line into the most cells. */
export function separatorOf(text: string): Separator {
  const first = /^[^\r\n]*/.exec(text.trimStart())?.[0] ?? '';
  const count = (separator: string) => first.split(separator).length;
  return separators.reduce((best, next) => (count(next) > count(best) ? next : best));
}

/** Rows that are all one cell under a header of several, and part at another separator: what is meant can't be known. */
function otherSeparator(records: readonly CsvRecord[], separator: Separator) {
  const [header, ...rows] = records;
  const [first] = rows;
  if (header === undefined || first === undefined || header.cells.length < 2) return null;
  if (!rows.every(({ cells }) => cells.length === 1)) return null;
  const other = separators.find(
    (one) => one !== separator && rows.every(({ cells }) => (cells[0] ?? '').includes(one)),
  );
  return other === undefined
    ? null
    : { line: first.line, problem: csvText.otherSeparator(names[separator], names[other]) };
}

const names: Record<Separator, string> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs' };

/** Excel takes a file for UTF-8 only by this mark; other readers leave it out. */
export const byteOrderMark = '\uFEFF';

/**
 * Writes CSV with commas and CRLF, for every export: cells are quoted where they have to be, and none is a formula to a spreadsheet,
 * whichever separator it reads by. A file begins with the byte order mark.
 */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  const quote = (cell: string) =>
    /[",;\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  return rows.map((cells) => `${cells.map((cell) => quote(formulaSafe(cell))).join(',')}\r\n`).join('');
}
