/** The columns that an inventory is read in, in the order of its export. */
export const columns = [
  { id: 'organization', header: 'organization', about: 'Always. One that isn’t recorded yet is added.' },
  { id: 'workspace', header: 'workspace', about: 'Left empty, the row is about the organization itself.' },
  {
    id: 'email',
    header: 'email',
    about: 'Who is a member. Left empty, the row only names the place or a key.',
  },
  { id: 'name', header: 'name', about: 'How the person is called, if you know it.' },
  {
    id: 'organizationRole',
    header: 'organization role',
    about: 'The role in the organization, as the console calls it.',
  },
  { id: 'workspaceRole', header: 'workspace role', about: 'The role in the workspace of the same row.' },
  { id: 'key', header: 'key', about: 'The name of a key of the workspace. Never its value.' },
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

/** The columns with two people in them, to write over. */
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

/** What is wrong with one row before anybody is asked; by column. */
export function rowProblems(row: Row): Partial<Record<ColumnId, string>> {
  const filled = (id: ColumnId) => row[id].trim() !== '';
  return {
    ...(filled('organization') ? {} : { organization: 'Which organization is it?' }),
    ...(filled('email') || !(filled('name') || filled('organizationRole') || filled('workspaceRole'))
      ? {}
      : { email: 'A name or a role belongs to somebody: enter the e-mail address.' }),
    ...(filled('workspace') || !(filled('workspaceRole') || filled('key'))
      ? {}
      : { workspace: 'This belongs to a workspace: enter which one.' }),
  };
}
