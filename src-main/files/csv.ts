import { csvText } from './text.ts';

/** One record of a CSV text. `line`: where it begins, from 1. */
export interface CsvRecord {
  line: number;
  cells: string[];
}

export type CsvReading = { ok: true; records: CsvRecord[] } | { ok: false; line: number; problem: string };

/**
 * Reads CSV as RFC 4180 has it: quoted cells may hold separators, line breaks and doubled quotes. Also what spreadsheets write beside
 * it: a byte order mark, bare line feeds, and semicolons or tabs instead of commas, detected from the first line. Empty lines are left out.
 */
export function readCsv(text: string): CsvReading {
  const source = text.replace(/^\uFEFF/, '');
  const separator = separatorOf(source);
  const records: CsvRecord[] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let wasQuoted = false;
  let line = 1;
  let startedAt = 1;

  const endCell = () => {
    cells.push(wasQuoted ? cell : cell.trim());
    cell = '';
    wasQuoted = false;
  };
  const endRecord = () => {
    endCell();
    if (cells.some((one) => one !== '')) records.push({ line: startedAt, cells });
    cells = [];
  };

  for (let at = 0; at < source.length; at += 1) {
    const char = source[at] ?? '';
    if (quoted) {
      if (char !== '"') {
        if (char === '\n') line += 1;
        cell += char;
      } else if (source[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else {
        quoted = false;
      }
    } else if (char === '"' && cell.trim() === '' && !wasQuoted) {
      quoted = true;
      wasQuoted = true;
      cell = '';
    } else if (char === separator) {
      endCell();
    } else if (char === '\n' || (char === '\r' && source[at + 1] !== '\n')) {
      endRecord();
      line += 1;
      startedAt = line;
    } else if (char !== '\r' && !(wasQuoted && char.trim() === '')) {
      if (wasQuoted) return { ok: false, line, problem: csvText.afterQuote };
      cell += char;
    }
  }
  if (quoted) return { ok: false, line: startedAt, problem: csvText.openQuote };
  endRecord();
  return { ok: true, records };
}

function separatorOf(text: string): string {
  const first = /^[^\r\n]*/.exec(text.trimStart())?.[0] ?? '';
  const count = (separator: string) => first.split(separator).length;
  return [',', ';', '\t'].reduce((best, next) => (count(next) > count(best) ? next : best));
}

/** Writes CSV with commas and CRLF; cells are quoted where they have to be. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  const quote = (cell: string) =>
    /[",;\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  return rows.map((cells) => `${cells.map(quote).join(',')}\r\n`).join('');
}
