import { rowText } from './text.ts';

/** The columns that an inventory is read in, in the order of its export. */
export const columns = [
  { id: 'organization', header: 'organization' },
  { id: 'workspace', header: 'workspace' },
  { id: 'email', header: 'email' },
  { id: 'name', header: 'name' },
  { id: 'organizationRole', header: 'organization role' },
  { id: 'workspaceRole', header: 'workspace role' },
  { id: 'key', header: 'key' },
] as const;
export type ColumnId = (typeof columns)[number]['id'];
export type Row = Record<ColumnId, string>;

export const emptyRow: Row = {
  organization: '',
  workspace: '',
  email: '',
  name: '',
  organizationRole: '',
  workspaceRole: '',
  key: '',
};

const quoted = (cell: string) =>
  /[",;\r\n\t]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** CSV with its header line, as the inventory reads and writes it. */
export const toCsv = (rows: readonly Row[]): string =>
  [columns.map(({ header }) => header), ...rows.map((row) => columns.map(({ id }) => row[id].trim()))]
    .map((cells) => cells.map(quoted).join(','))
    .join('\n');

/** The columns with two people in them, as a template. */
export const example = toCsv([
  {
    ...emptyRow,
    organization: 'Northwind',
    workspace: 'Invoices',
    email: 'ana@northwind.example',
    name: 'Ana Oliveira',
    organizationRole: 'Super Administrator',
    workspaceRole: 'Workspace Administrator',
  },
  {
    ...emptyRow,
    organization: 'Northwind',
    email: 'ben.carter@northwind.example',
    name: 'Ben Carter',
    organizationRole: 'Account Member',
  },
  { ...emptyRow, organization: 'Northwind', workspace: 'Invoices', key: 'nightly-import' },
]);

/** The problems of one row that need no look-up, by column. */
export function rowProblems(row: Row): Partial<Record<ColumnId, string>> {
  const filled = (id: ColumnId) => row[id].trim() !== '';
  return {
    ...(filled('organization') ? {} : { organization: rowText.organizationMissing }),
    ...(filled('email') || !(filled('name') || filled('organizationRole') || filled('workspaceRole'))
      ? {}
      : { email: rowText.emailMissing }),
    ...(filled('workspace') || !(filled('workspaceRole') || filled('key'))
      ? {}
      : { workspace: rowText.workspaceMissing }),
  };
}
