import { plural } from '../../../src-preload/shared/format/numbers.ts';

export const inventoryText = {
  title: (connection: string) => `Record inventory for ${connection}`,
  about: (product: string) =>
    `${product} has no API, so you keep its inventory here. Entries are saved with today’s date, and nothing is sent.`,
  exported: 'Inventory saved as CSV.',
};

export const listText = {
  hint: 'CSV, or rows copied from a spreadsheet.',
  format:
    'Start with a line that names the columns, in any order. Only “organization” is required. Separate cells with commas, semicolons or tabs. Recording an entry again updates its date.',
  missing: 'Paste or open a list first.',
  loading: 'The list is still loading.',
  noneUsable: 'No row can be recorded yet. Fix the problems first.',
  unreadable: 'This list can’t be read',
  columnsTitle: 'Check the columns',
  renamed: (columns: readonly { column: string; header: string }[]) =>
    `${columns.map(({ column, header }) => `“${header}” is read as ${column}`).join(', ')}.`,
  ignored: (headers: readonly string[]) => `Not read: ${headers.map((header) => `“${header}”`).join(', ')}.`,
  recorded: (kept: number, skipped: number) =>
    `Recorded ${plural(kept, 'row')}.${skipped === 0 ? '' : ` Skipped ${plural(skipped, 'row')}.`}`,
  summary: (usable: number, wrong: number, limit: number | null) =>
    [
      `${plural(usable, 'row')} to record`,
      ...(wrong === 0
        ? []
        : [`${plural(wrong, 'row has a problem', 'rows have problems')} and will be skipped`]),
      ...(limit === null ? [] : [`showing the first ${limit}`]),
    ].join(' · '),
};

/** What each column of an inventory takes. */
export const columnText = {
  organization: 'Required. Added if it isn’t recorded yet.',
  workspace: 'Leave empty to apply to the whole organization.',
  email: 'The member’s e-mail. Leave empty to record only a place or a key.',
  name: 'The member’s name, if you know it.',
  organizationRole: 'The role in the organization, as named in the console.',
  workspaceRole: 'The role in the workspace, as named in the console.',
  key: 'The name of a key in the workspace. Never its value.',
};

export const rowText = {
  role: 'As named in the console.',
  keyHint: 'A key in the workspace. Store its value on the workspace’s keys tab.',
  organizationMissing: 'Enter an organization.',
  emailMissing: 'Enter the e-mail address this name or role belongs to.',
  workspaceMissing: 'Enter the workspace this role or key belongs to.',
};
