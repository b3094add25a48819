import { z } from 'zod';
import { isAddress, readAddresses, readMailbox } from '../../src-preload/shared/addresses.ts';
import { readJson } from '../../src-preload/shared/exact-json.ts';
import { maxPlannedChanges } from '../../src-preload/shared/limits.ts';
import { addressKey, normalizeName } from '../../src-preload/shared/normalize.ts';
import type { CsvReading, CsvRecord } from './csv.ts';
import type { ReadList } from './list-reader.ts';
import { headerKey, readTable, type ListColumn } from './list-table.ts';
import { csvText, inviteListText } from './text.ts';

/** One person to invite. `line`: the line of the text, or the place in a JSON list, from 1. */
export interface InviteRow {
  line: number;
  email: string;
  name: string;
  /** Its ID; null: the list gives none. */
  role: string | null;
  problem: string | null;
}

export interface InviteList {
  rows: InviteRow[];
  /** Why nothing of it could be read, or null. */
  problem: string | null;
  /** Headers of columns that say nothing of an invitation. */
  ignored: string[];
}

interface InviteListOptions {
  readList: ReadList;
  /** Those that the place has. */
  roles: readonly { id: string; label: string }[];
}

type Column = 'email' | 'name' | 'role';
const emailColumn: ListColumn<Column> = {
  id: 'email',
  header: 'E-mail',
  synonyms: ['e-mail address', 'mail', 'user e-mail', 'work e-mail', 'address'],
};
const columns: readonly ListColumn<Column>[] = [
  emailColumn,
  { id: 'name', header: 'Name', synonyms: ['full name', 'display name', 'person'] },
  { id: 'role', header: 'Role', synonyms: ['workspace role', 'role name', 'permission', 'access'] },
];
const emailKeys = new Set([emailColumn.header, ...emailColumn.synonyms].map(headerKey));

/** As it is written: the role is a name, and nothing is judged. */
interface Draft {
  line: number;
  email: string;
  name: string;
  role: string;
  problem?: string;
}
type Drafts = { drafts: Draft[]; ignored?: readonly string[] } | { problem: string };

/**
 * Reads a list of people to invite: CSV whose header names the e-mail column, with a name and a role beside it; the same without a header;
 * addresses as they are pasted from anywhere; or a JSON list of addresses or of `{email, name, role}`. An export of members is one, too.
 */
export async function readInviteList(
  text: string,
  { readList, roles }: InviteListOptions,
): Promise<InviteList> {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  const nothing = (problem: string | null): InviteList => ({ rows: [], problem, ignored: [] });
  if (trimmed === '') return nothing(null);
  const read = /^[[{]/.test(trimmed) ? fromJson(trimmed) : await fromText(text, readList, roles);
  if ('problem' in read) return nothing(read.problem);
  if (read.drafts.length === 0) return nothing(inviteListText.empty);
  if (read.drafts.length > maxPlannedChanges)
    return nothing(inviteListText.tooMany(read.drafts.length, maxPlannedChanges));
  return { rows: judged(read.drafts, roles), problem: null, ignored: [...(read.ignored ?? [])] };
}

function judged(drafts: readonly Draft[], roles: InviteListOptions['roles']): InviteRow[] {
  const lines = new Map<string, number>();
  return drafts.map(({ line, email: written, name, role: wanted, problem }) => {
    const { email, name: before } = readMailbox(written);
    const role = wanted === '' ? null : (roleOf(roles, wanted)?.id ?? null);
    const earlier = lines.get(addressKey(email));
    if (earlier === undefined && isAddress(email)) lines.set(addressKey(email), line);
    const found =
      email === ''
        ? inviteListText.noEmail
        : !isAddress(email)
          ? inviteListText.notAddress(email)
          : earlier !== undefined
            ? inviteListText.repeated(earlier)
            : wanted !== '' && role === null
              ? inviteListText.noRole(wanted)
              : null;
    return { line, email, name: normalizeName(name).text || before, role, problem: problem ?? found };
  });
}

const roleOf = (roles: InviteListOptions['roles'], wanted: string) =>
  roles.find(({ id }) => id === wanted) ??
  roles.find(
    ({ id, label }) => headerKey(label) === headerKey(wanted) || headerKey(id) === headerKey(wanted),
  );

async function fromText(
  text: string,
  readList: ReadList,
  roles: InviteListOptions['roles'],
): Promise<Drafts> {
  const csv = await readList(text);
  if (csv.ok) {
    const at = headerAt(csv.records);
    if (at !== null) return fromTable({ ok: true, records: csv.records.slice(at) });
    const plain = fromColumns(csv.records, roles);
    if (plain !== null) return { drafts: plain };
  }
  const addresses = fromAddresses(text);
  if (addresses.some(({ email }) => isAddress(email))) return { drafts: addresses };
  return csv.ok ? { problem: inviteListText.noEmails } : { problem: csvText.inLine(csv.line, csv.problem) };
}

/** Where the names of the columns are: an export has its heading before them, and no header stands below an address. */
function headerAt(records: readonly CsvRecord[]): number | null {
  const firstAddress = records.findIndex(({ cells }) => cells.some(isAddress));
  const above = firstAddress < 0 ? records : records.slice(0, firstAddress);
  const found = above.findIndex(({ cells }) => cells.some((cell) => emailKeys.has(headerKey(cell))));
  return found < 0 ? null : found;
}

function fromTable(csv: CsvReading): Drafts {
  const read = readTable(csv, columns);
  if (!read.ok) return { problem: read.problem };
  const { rows, ignored } = read.table;
  return {
    ignored,
    drafts: rows.map(({ line, cells, surplus }) => ({
      line,
      ...cells,
      ...(surplus.length > 0 ? { problem: csvText.surplus(surplus) } : {}),
    })),
  };
}

/** Rows of the same cells, one column of which is all addresses; null where it isn't such a table. */
function fromColumns(records: readonly CsvRecord[], roles: InviteListOptions['roles']): Draft[] | null {
  const width = records[0]?.cells.length ?? 0;
  if (width < 2 || records.some(({ cells }) => cells.length !== width)) return null;
  const places = Array.from({ length: width }, (_none, at) => at);
  const all = (at: number, is: (cell: string) => boolean) =>
    records.every(({ cells }) => is(cells[at] ?? ''));
  const emailAt = places.find((at) => all(at, isAddress));
  // Several addresses a line are people, and no columns.
  if (emailAt === undefined || places.some((at) => at !== emailAt && all(at, isAddress))) return null;
  const roleAt = places.find((at) => at !== emailAt && all(at, (cell) => roleOf(roles, cell) !== undefined));
  const nameAt = places.find((at) => at !== emailAt && at !== roleAt);
  const cellOf = (cells: readonly string[], at: number | undefined) =>
    at === undefined ? '' : (cells[at] ?? '');
  return records.map(({ line, cells }) => ({
    line,
    email: cellOf(cells, emailAt),
    name: cellOf(cells, nameAt),
    role: cellOf(cells, roleAt),
  }));
}

const fromAddresses = (text: string): Draft[] =>
  text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .flatMap((line, index) =>
      readAddresses(line).emails.map((email) => ({ line: index + 1, email, name: '', role: '' })),
    );

const person = z.object({
  email: z.string(),
  name: z.string().nullish(),
  role: z.string().nullish(),
});

function fromJson(text: string): Drafts {
  const read = readJson(text);
  if (!read.ok) return { problem: inviteListText.notJson };
  const list = z.array(z.unknown()).safeParse(read.value);
  if (!list.success) return { problem: inviteListText.notList };
  return {
    drafts: list.data.map((item, index) => {
      const line = index + 1;
      if (typeof item === 'string') return { line, email: item, name: '', role: '' };
      const { email = '', name, role } = person.safeParse(item).data ?? {};
      return { line, email, name: name ?? '', role: role ?? '' };
    }),
  };
}
