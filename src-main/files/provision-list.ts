import { z } from 'zod';
import { readCsv } from './csv.ts';
import { provisionText } from './text.ts';

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
}

/** More than this at once is more likely a mistake than intended. */
const mostRows = 1000;

type Settings = Record<string, unknown>;
interface Draft {
  line: number;
  name: string;
  settings: Settings | null;
  problem: string | null;
}

/**
 * Reads a list of workspaces to make: one name a line; CSV whose header has `name`, its further columns being settings (one called
 * `settings` holds them as JSON); or a JSON list of names or of `{name, settings}`. `nameProblem`: what the system says of a name.
 */
export function readProvisionList(text: string, nameProblem: (name: string) => string | null): ProvisionList {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  if (trimmed === '') return { rows: [], problem: null };
  const read = /^[[{]/.test(trimmed) ? fromJson(trimmed) : fromText(text);
  if (typeof read === 'string') return { rows: [], problem: read };
  if (read.length === 0) return { rows: [], problem: provisionText.empty };
  if (read.length > mostRows) {
    return {
      rows: [],
      problem: provisionText.tooMany(read.length, mostRows),
    };
  }
  const lines = new Map<string, number>();
  const rows = read.map(({ line, name, settings, problem }): ProvisionRow => {
    const earlier = lines.get(name);
    if (name !== '' && earlier === undefined) lines.set(name, line);
    const own = name === '' ? provisionText.noName : nameProblem(name);
    const repeated = name === '' || earlier === undefined ? null : provisionText.repeated(earlier);
    return {
      line,
      name,
      settings: settings === null || Object.keys(settings).length === 0 ? null : JSON.stringify(settings),
      problem: problem ?? own ?? repeated,
    };
  });
  return { rows, problem: null };
}

function fromText(text: string): Draft[] | string {
  const firstLine = text.trimStart().split(/\r?\n/, 1)[0] ?? '';
  const header = firstLine.split(/[,;\t]/).map((cell) =>
    cell
      .replace(/^\uFEFF/, '')
      .replaceAll('"', '')
      .trim(),
  );
  if (!header.some((cell) => cell.toLowerCase() === 'name')) return fromLines(text);
  const csv = readCsv(text);
  if (!csv.ok) return provisionText.inLine(csv.line, csv.problem);
  const [names, ...records] = csv.records;
  const columns = (names?.cells ?? []).map((cell) => cell.trim());
  const nameAt = columns.findIndex((column) => column.toLowerCase() === 'name');
  return records.map(({ line, cells }) => {
    const { settings, problem } = settingsOf(columns, cells, nameAt);
    const tooMany = cells.slice(columns.length).some((cell) => cell !== '');
    return {
      line,
      name: (cells[nameAt] ?? '').trim(),
      settings,
      problem: tooMany ? provisionText.moreColumns(columns.length) : problem,
    };
  });
}

const fromLines = (text: string): Draft[] =>
  text
    .split(/\r?\n/)
    .map((line, index) => ({ line: index + 1, name: line.trim(), settings: null, problem: null }))
    .filter(({ name }) => name !== '');

function settingsOf(columns: readonly string[], cells: readonly string[], nameAt: number) {
  const settings: Settings = {};
  let problem: string | null = null;
  columns.forEach((column, index) => {
    const cell = (cells[index] ?? '').trim();
    if (index === nameAt || column === '' || cell === '') return;
    if (column.toLowerCase() !== 'settings') {
      settings[column.replace(/^settings\./i, '')] = valueOf(cell);
      return;
    }
    const whole = settingsSchema.safeParse(parse(cell));
    if (whole.success) Object.assign(settings, whole.data);
    else problem = provisionText.settingsNotObject;
  });
  return { settings, problem };
}

/** A cell says true, 3 or null as JSON does; anything else is a text. */
function valueOf(cell: string): unknown {
  const lower = cell.toLowerCase();
  if (lower === 'true' || lower === 'false') return lower === 'true';
  const value = parse(cell);
  return value === undefined ? cell : value;
}

const settingsSchema = z.record(z.string(), z.unknown());
const wrapped = z.object({ workspaces: z.array(z.unknown()) });
const entry = z.object({ name: z.string(), settings: z.unknown().optional() });

function fromJson(text: string): Draft[] | string {
  const value = parse(text);
  if (value === undefined) return provisionText.notJson;
  const inside = wrapped.safeParse(value);
  const list = z.array(z.unknown()).safeParse(inside.success ? inside.data.workspaces : value);
  if (!list.success) return provisionText.notList;
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

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
