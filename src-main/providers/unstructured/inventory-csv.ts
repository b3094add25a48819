import { maxPreviewRows } from '../../../src-preload/shared/limits.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { invalidError } from '../../base/errors.ts';
import type { ConnectionStorage, InventoryPreview } from '../provider.ts';
import { byteOrderMark, readCsv, writeCsv, type CsvReading } from '../../files/csv.ts';
import { headerKey, readTable, type ListColumn, type ListTable } from '../../files/list-table.ts';
import type { ImportRow } from './import-row.ts';
import { applyRows } from './inventory-import.ts';
import { inventoryOf, readInventory, type Inventory, type Provenance } from './inventory.ts';
import { labelOf } from './roles.ts';
import { unstructuredText } from './text.ts';

type Column = Exclude<keyof ImportRow, 'line' | 'surplus'>;

/** In the order of the export. The last two keep what the others can't say; files without them are read as well. */
const columns: readonly ListColumn<Column>[] = [
  {
    id: 'organization',
    header: 'organization',
    synonyms: ['organization name', 'org', 'org name', 'account', 'account name', 'company'],
  },
  { id: 'workspace', header: 'workspace', synonyms: ['workspace name', 'project', 'project name'] },
  {
    id: 'email',
    header: 'email',
    synonyms: ['email address', 'mail', 'mail address', 'user email', 'member email', 'primary email'],
  },
  {
    id: 'name',
    header: 'name',
    synonyms: ['full name', 'display name', 'user name', 'member name', 'person'],
  },
  {
    id: 'organizationRole',
    header: 'organization role',
    synonyms: ['org role', 'account role', 'role in the organization', 'role in organization'],
  },
  {
    id: 'workspaceRole',
    header: 'workspace role',
    synonyms: ['role in the workspace', 'role in workspace', 'project role'],
  },
  { id: 'key', header: 'key', synonyms: ['key name', 'api key', 'api key name'] },
  { id: 'organizationKind', header: 'organization kind', synonyms: ['kind of organization'] },
  { id: 'keyState', header: 'key state', synonyms: ['state of key'] },
];

type Reading = { ok: true; rows: ImportRow[]; table: ListTable<Column> } | { ok: false; problem: string };

function readRows(csv: CsvReading): Reading {
  const wanted = columns.map(({ header }) => `“${header}”`).join(', ');
  if (csv.ok && csv.records.length === 0) return { ok: false, problem: unstructuredText.emptyFile(wanted) };
  const read = readTable(csv, columns);
  if (!read.ok) return read;
  const { table } = read;
  if (!table.matched.has('organization')) return { ok: false, problem: unstructuredText.noHeader(wanted) };
  return {
    ok: true,
    table,
    rows: table.rows.map(({ line, cells, surplus }) => ({ line, surplus, ...cells })),
  };
}

/** What importing this list would add or change, row by row. Nothing is kept. */
export function preview(stored: unknown, text: string, now: number): InventoryPreview {
  const read = readRows(readCsv(text));
  const nothing = { rows: [], fine: 0, wrong: 0, renamed: [], ignored: [] };
  if (!read.ok) return { ...nothing, problem: read.problem };
  const inventory = inventoryOf(stored);
  if (!inventory.ok) return { ...nothing, problem: inventory.error.sentence };
  const results = applyRows(inventory.value, read.rows, provenanceOf(read.rows, now));
  const wrong = results.filter(({ problem }) => problem !== null).length;
  const rows = read.rows
    .slice(0, maxPreviewRows)
    .map(({ organizationKind: _kind, keyState: _state, surplus: _surplus, ...row }, index) => ({
      ...row,
      effect: results[index]?.effect ?? '',
      problem: results[index]?.problem ?? null,
    }));
  const { matched, ignored } = read.table;
  return {
    rows,
    fine: results.length - wrong,
    wrong,
    renamed: columns.flatMap(({ id, header }) => {
      const found = matched.get(id);
      return found === undefined || headerKey(found) === headerKey(header)
        ? []
        : [{ column: header, header: found }];
    }),
    ignored: [...ignored],
    problem: rows.length === 0 ? unstructuredText.noRows : null,
  };
}

/** Keeps the rows that have no problem. The same list twice changes nothing but when it was said. */
export function importCsv(
  stored: unknown,
  text: string,
  now: number,
): Result<{ inventory: Inventory; kept: number; left: number }> {
  const read = readRows(readCsv(text));
  if (!read.ok) return fail(invalidError(read.problem, unstructuredText.correctFile));
  const inventory = inventoryOf(stored);
  if (!inventory.ok) return inventory;
  const results = applyRows(inventory.value, read.rows, provenanceOf(read.rows, now));
  const left = results.filter(({ problem }) => problem !== null).length;
  return ok({ inventory: inventory.value, kept: results.length - left, left });
}

/** One row is what was typed into the form; more come from a file. */
const provenanceOf = (rows: readonly ImportRow[], saidAt: number): Provenance => ({
  saidAt,
  how: rows.length === 1 ? 'entered' : 'imported',
});

/** The whole inventory in the columns that are read; the header alone where there is none, or none that can be read. */
export function exportCsv(storage: ConnectionStorage): string {
  const inventory = readInventory(storage);
  const rows = (inventory.ok ? inventory.value.organizations : []).flatMap((organization) => {
    const { name, kind } = organization;
    const people = new Map(organization.members.map((member) => [member.userId, member]));
    const personCells = (userId: string) => {
      const person = people.get(userId);
      const role = person === undefined ? '' : labelOf('organization', person.role);
      return { email: person?.email ?? userId, name: person?.name ?? '', organizationRole: role };
    };
    const of = { organization: name, organizationKind: kind };
    return [
      of,
      ...organization.members.map(({ userId }) => ({ ...of, ...personCells(userId) })),
      ...organization.workspaces.flatMap((workspace) => {
        const at = { ...of, workspace: workspace.name };
        return [
          at,
          ...workspace.members.map(({ userId, role }) => ({
            ...at,
            ...personCells(userId),
            workspaceRole: labelOf('workspace', role),
          })),
          ...workspace.keys.map((key) => ({
            ...at,
            key: key.name,
            keyState: key.enabled ? 'enabled' : 'disabled',
          })),
        ];
      }),
    ];
  });
  return (
    byteOrderMark +
    writeCsv([
      columns.map(({ header }) => header),
      ...rows.map((row: Partial<Record<Column, string>>) => columns.map(({ id }) => row[id] ?? '')),
    ])
  );
}
