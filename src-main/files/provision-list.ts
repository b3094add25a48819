import { z } from 'zod';
import { readJson } from '../../src-preload/shared/exact-json.ts';
import { comparable, normalizeName } from '../../src-preload/shared/normalize.ts';
import { separatorOf, type CsvReading } from './csv.ts';
import type { ReadList } from './list-reader.ts';
import { headerKey } from './list-table.ts';
import { csvText, provisionText } from './text.ts';

/** One workspace to make. `line`: the line of the text, or the place in a JSON list, from 1. */
export interface ProvisionRow {
  line: number;
  name: string;
  /** JSON text, or null for none. */
  settings: string | null;
  problem: string | null;
}

export interface ProvisionList {
  rows: ProvisionRow[];
  /** Why nothing of it could be read, or null. */
  problem: string | null;
  /** The cells of the first line, where the list has columns and none is known to hold the names: the admin says which; null: no question. */
  question: string[] | null;
}

/** Which column holds the names, from 0, under whatever header; `lines`: every line is a name; null: not said. */
export type NameColumn = number | 'lines' | null;

export interface ProvisionListOptions {
  readList: ReadList;
  nameColumn: NameColumn;
  /** What the system says of a name. */
  nameProblem: (name: string) => string | null;
}

/** More than this at once is more likely a mistake than intended. */
const mostRows = 1000;
const longestLine = 200_000;

type Settings = Record<string, unknown>;
interface Draft {
  line: number;
  name: string;
  settings: Settings | null;
  problem: string | null;
}
type Drafts = Draft[] | { problem: string } | { question: string[] };

/**
 * Reads a list of workspaces to make: one name a line; CSV whose header has the names' column, its further columns being settings (one called
 * `settings` holds them as JSON); or a JSON list of names or of `{name, settings}`.
 */
export async function readProvisionList(text: string, options: ProvisionListOptions): Promise<ProvisionList> {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  const nothing = (problem: string | null) => ({ rows: [], problem, question: null });
  if (trimmed === '') return nothing(null);
  const read = /^[[{]/.test(trimmed) ? fromJson(trimmed) : await fromText(text, options);
  if ('problem' in read) return nothing(read.problem);
  if ('question' in read) return { rows: [], problem: null, question: read.question };
  if (read.length === 0) return nothing(provisionText.empty);
  if (read.length > mostRows) return nothing(provisionText.tooMany(read.length, mostRows));
  const lines = new Map<string, number>();
  const rows = read.map(({ line, name: written, settings, problem }): ProvisionRow => {
    const name = normalizeName(written).text;
    const earlier = lines.get(comparable(name));
    if (name !== '' && earlier === undefined) lines.set(comparable(name), line);
    const own = name === '' ? provisionText.noName : options.nameProblem(name);
    const repeated = name === '' || earlier === undefined ? null : provisionText.repeated(earlier);
    return {
      line,
      name,
      settings: settings === null || Object.keys(settings).length === 0 ? null : JSON.stringify(settings),
      problem: problem ?? own ?? repeated,
    };
  });
  return { rows, problem: null, question: null };
}

const nameHeaders = new Set(
  ['name', 'workspace', 'workspace name', 'display name', 'title', 'workspace title'].map(headerKey),
);
const settingsHeaders = new Set(['settings', 'configuration', 'config'].map(headerKey));

async function fromText(text: string, { readList, nameColumn }: ProvisionListOptions): Promise<Drafts> {
  if (nameColumn === 'lines') return fromLines(text);
  const firstLine = /^[^\r\n]*/.exec(text.replace(/^\uFEFF/, '').trimStart())?.[0] ?? '';
  if (firstLine.length > longestLine) return { problem: csvText.inLine(1, csvText.lineTooLong) };
  const namesSeparator = /^"?sep=[,;\t]/i.test(firstLine);
  const header = firstLine.split(separatorOf(firstLine)).map((cell) => headerKey(cell));
  const isNamed = header.some((cell) => nameHeaders.has(cell));
  // Without any separator every line is a name, but for a header over them.
  if (!namesSeparator && !isNamed && nameColumn === null && !/[,;\t]/.test(text)) return fromLines(text);
  const csv = await readList(text);
  // Names may have quotes and commas: only what is surely a list with columns is held to its rules.
  if (!csv.ok && !namesSeparator && !isNamed && nameColumn === null) return fromLines(text);
  if (!csv.ok) return { problem: csvText.inLine(csv.line, csv.problem) };
  const columns = csv.records[0]?.cells ?? [];
  const found = nameColumn ?? columns.findIndex((column) => nameHeaders.has(headerKey(column)));
  if (found >= 0 && found < columns.length) return fromRecords(csv, found);
  return namesSeparator || hasColumns(csv) ? { question: columns } : fromLines(text);
}

/** Whether every line has the same cells, at least two: names with a comma here and there haven't. */
function hasColumns({ records }: Extract<CsvReading, { ok: true }>): boolean {
  const width = records[0]?.cells.length ?? 0;
  return width > 1 && records.length > 1 && records.every(({ cells }) => cells.length === width);
}

function fromRecords(
  { records: [names, ...records] }: Extract<CsvReading, { ok: true }>,
  nameAt: number,
): Draft[] {
  const columns = names?.cells ?? [];
  return records.map(({ line, cells }) => {
    const { settings, problem } = settingsOf(columns, cells, nameAt);
    const surplus = cells.slice(columns.length).filter((cell) => cell !== '');
    return {
      line,
      name: cells[nameAt] ?? '',
      settings,
      problem: surplus.length > 0 ? csvText.surplus(surplus) : problem,
    };
  });
}

const fromLines = (text: string): Draft[] =>
  text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .map((line, index) => ({ line: index + 1, name: line.trim(), settings: null, problem: null }))
    .filter(({ name }) => name !== '');

function settingsOf(columns: readonly string[], cells: readonly string[], nameAt: number) {
  // A map, because a column may be called `__proto__`.
  const settings = new Map<string, unknown>();
  let problem: string | null = null;
  columns.forEach((column, index) => {
    const cell = (cells[index] ?? '').trim();
    if (index === nameAt || column === '' || cell === '') return;
    if (!settingsHeaders.has(headerKey(column))) {
      settings.set(column.replace(/^settings\./i, ''), valueOf(cell));
      return;
    }
    const read = readJson(cell);
    const whole = settingsSchema.safeParse(read.ok ? read.value : null);
    if (!read.ok && read.inexact !== null) problem = provisionText.inexact(read.inexact);
    else if (whole.success) for (const [key, value] of Object.entries(whole.data)) settings.set(key, value);
    else problem = provisionText.settingsNotObject;
  });
  return { settings: Object.fromEntries(settings), problem };
}

/** A cell says true, 3 or null as JSON does; anything else is a text, and so is a number that isn't written as JSON writes it. */
function valueOf(cell: string): unknown {
  const lower = cell.toLowerCase();
  if (lower === 'true' || lower === 'false') return lower === 'true';
  const read = readJson(cell);
  if (!read.ok) return cell;
  return typeof read.value === 'number' && String(read.value) !== cell ? cell : read.value;
}

/** Every key as it is: a schema of records would leave out one called `__proto__`. */
const settingsSchema = z.custom<Readonly<Record<string, unknown>>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);
const wrapped = z.object({ workspaces: z.array(z.unknown()) });
const entry = z.object({ name: z.string(), settings: z.unknown().optional() });

function fromJson(text: string): Drafts {
  const read = readJson(text);
  if (!read.ok)
    return { problem: read.inexact === null ? provisionText.notJson : provisionText.inexact(read.inexact) };
  const { value } = read;
  const inside = wrapped.safeParse(value);
  const list = z.array(z.unknown()).safeParse(inside.success ? inside.data.workspaces : value);
  if (!list.success) return { problem: provisionText.notList };
  return list.data.map((item, index) => {
    const line = index + 1;
    if (typeof item === 'string') return { line, name: item.trim(), settings: null, problem: null };
    const read = entry.safeParse(item);
    if (!read.success) return { line, name: '', settings: null, problem: provisionText.nameNotText };
    const name = read.data.name.trim();
    if (read.data.settings === undefined || read.data.settings === null)
      return { line, name, settings: null, problem: null };
    const settings = settingsSchema.safeParse(read.data.settings);
    return settings.success
      ? { line, name, settings: settings.data, problem: null }
      : { line, name, settings: null, problem: provisionText.settingsNotObject };
  });
}
