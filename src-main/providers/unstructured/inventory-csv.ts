import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { invalidError } from '../../base/errors.ts';
import type { ConnectionStorage, InventoryPreviewRow } from '../provider.ts';
import { readCsv, writeCsv } from '../../files/csv.ts';
import type { ImportRow } from './import-row.ts';
import { applyRows } from './inventory-import.ts';
import { changeInventory, readInventory, type Provenance } from './inventory.ts';
import { labelOf } from './roles.ts';
import { unstructuredText } from './text.ts';

type Column = Exclude<keyof ImportRow, 'line'>;

/** In the order of the export. The last two keep what the others can't say; files without them are read as well. */
const columns: readonly (readonly [column: Column, header: string])[] = [
  ['organization', 'organization'],
  ['workspace', 'workspace'],
  ['email', 'email'],
  ['name', 'name'],
  ['organizationRole', 'organization role'],
  ['workspaceRole', 'workspace role'],
  ['key', 'key'],
  ['organizationKind', 'organization kind'],
  ['keyState', 'key state'],
];

/** "E-mail", "Organisation_Role": as people write headers. */
const foldedHeader = (text: string) =>
  text
    .toLowerCase()
    .replaceAll('organis', 'organiz')
    .replace(/[^a-z]/g, '');

type Reading = { ok: true; rows: ImportRow[] } | { ok: false; problem: string };

function readRows(text: string): Reading {
  const read = readCsv(text);
  if (!read.ok) return { ok: false, problem: `Line ${read.line}: ${read.problem}` };
  const [header, ...records] = read.records;
  const wanted = columns.map(([, name]) => `“${name}”`).join(', ');
  if (header === undefined) return { ok: false, problem: unstructuredText.emptyFile(wanted) };
  const positions = new Map<Column, number>();
  for (const [index, cell] of header.cells.entries()) {
    const column = columns.find(([, name]) => foldedHeader(name) === foldedHeader(cell))?.[0];
    if (column === undefined) continue;
    if (positions.has(column)) return { ok: false, problem: unstructuredText.columnTwice(cell) };
    positions.set(column, index);
  }
  if (!positions.has('organization')) {
    return {
      ok: false,
      problem: unstructuredText.noHeader(wanted),
    };
  }
  const rows = records.map(({ line, cells }): ImportRow => {
    const cell = (column: Column) => cells[positions.get(column) ?? -1] ?? '';
    return {
      line,
      organization: cell('organization'),
      workspace: cell('workspace'),
      email: cell('email'),
      name: cell('name'),
      organizationRole: cell('organizationRole'),
      workspaceRole: cell('workspaceRole'),
      key: cell('key'),
      organizationKind: cell('organizationKind'),
      keyState: cell('keyState'),
    };
  });
  return { ok: true, rows };
}

/** What importing this text would add or change, row by row. Nothing is kept. */
export function preview(
  storage: ConnectionStorage,
  text: string,
): { rows: InventoryPreviewRow[]; problem: string | null } {
  const read = readRows(text);
  if (!read.ok) return { rows: [], problem: read.problem };
  const inventory = readInventory(storage);
  if (!inventory.ok) return { rows: [], problem: inventory.error.sentence };
  const results = applyRows(inventory.value, read.rows, provenanceOf(read.rows, storage.now()));
  const rows = read.rows.map(({ organizationKind: _kind, keyState: _state, ...row }, index) => ({
    ...row,
    effect: results[index]?.effect ?? '',
    problem: results[index]?.problem ?? null,
  }));
  return { rows, problem: rows.length === 0 ? unstructuredText.noRows : null };
}

/** Keeps the rows that have no problem. The same text twice changes nothing but when it was said. */
export async function importCsv(
  storage: ConnectionStorage,
  text: string,
): Promise<Result<{ kept: number; left: number }>> {
  const read = readRows(text);
  if (!read.ok) {
    return fail(invalidError(read.problem, unstructuredText.correctFile));
  }
  return changeInventory(storage, (inventory) => {
    const results = applyRows(inventory, read.rows, provenanceOf(read.rows, storage.now()));
    const left = results.filter(({ problem }) => problem !== null).length;
    return ok({ kept: results.length - left, left });
  });
}

/** One row is what somebody typed into the form; more come from a file. */
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
  return writeCsv([
    columns.map(([, header]) => header),
    ...rows.map((row: Partial<Record<Column, string>>) => columns.map(([column]) => row[column] ?? '')),
  ]);
}
