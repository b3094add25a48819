import { queryOption, workspaceArgument, type CommandDefinition } from './definition.ts';

const placeLists = ['members', 'tokens', 'invitations'] as const;
const receipt = { name: 'receipt', summary: 'Its ID', completes: 'receipt' } as const;

/** What is searched, what happened, and what leaves in a file. */
export const recordCommands: readonly CommandDefinition[] = [
  {
    name: 'who',
    kind: 'read',
    list: true,
    summary: 'Show where a person has access, and in which role',
    arguments: [{ name: 'email', summary: 'The e-mail address' }],
    options: [],
    examples: ['who ana@northwind.example', 'who ana@northwind.example --json --offline'],
    load: async () => (await import('../commands/search.ts')).who,
  },
  {
    name: 'search',
    kind: 'read',
    list: true,
    summary: 'Search people, tokens or workspaces of all connections',
    arguments: [{ name: 'query', summary: 'In the app’s search language' }],
    options: [
      {
        flags: '--in <list>',
        summary: 'people (default), tokens or workspaces',
        completes: ['people', 'tokens', 'workspaces'],
      },
      { flags: '--limit <n>', summary: 'The most rows (default 200)' },
    ],
    examples: ['search role:owner', 'search expires:30d --in tokens'],
    load: async () => (await import('../commands/search.ts')).search,
  },
  {
    name: 'history',
    kind: 'read',
    list: true,
    summary: 'Show what changed in a workspace, or in a connection',
    arguments: [{ ...workspaceArgument, optional: true }],
    options: [
      { flags: '--source <source>', summary: 'all, app or observed', completes: ['all', 'app', 'observed'] },
      { flags: '--limit <n>', summary: 'The most entries (default 50)' },
    ],
    examples: ['history "Northwind Production"'],
    load: async () => (await import('../commands/history.ts')).history,
  },
  {
    name: 'as-of',
    kind: 'read',
    list: true,
    summary: 'Show a workspace’s list as it was on a date',
    arguments: [
      { name: 'date', summary: 'A date, a time in ISO 8601, or an age such as 7d' },
      workspaceArgument,
    ],
    options: [
      { flags: '--list <list>', summary: 'members (default), tokens or invitations', completes: placeLists },
    ],
    examples: ['as-of 1h "Northwind Production"'],
    load: async () => (await import('../commands/history.ts')).asOf,
  },
  {
    name: 'diff',
    kind: 'read',
    summary: 'Compare a workspace at two moments',
    arguments: [workspaceArgument],
    options: [
      { flags: '--from <date>', summary: 'The earlier moment, as in as-of' },
      { flags: '--to <date>', summary: 'The later moment (default: now)' },
    ],
    examples: ['diff "Northwind Production" --from 1h'],
    load: async () => (await import('../commands/history.ts')).diff,
  },
  {
    name: 'export',
    kind: 'read',
    summary: 'Write a whole list as CSV or JSON',
    arguments: [
      {
        name: 'list',
        summary: 'members, tokens, invitations, history, people, all-tokens or all-workspaces',
        completes: [...placeLists, 'history', 'people', 'all-tokens', 'all-workspaces'],
      },
      { ...workspaceArgument, optional: true },
    ],
    options: [
      { flags: '--format <format>', summary: 'csv (default) or json', completes: ['csv', 'json'] },
      {
        flags: '--output <file>',
        summary: 'Write to this file instead of standard output',
        completes: 'file',
      },
      queryOption,
      { flags: '--inactive', summary: 'The ended tokens or invitations' },
    ],
    examples: ['export members "Northwind Production" --format csv'],
    load: async () => (await import('../commands/export.ts')).exportList,
  },
  {
    name: 'plan',
    kind: 'change',
    summary: 'Check the changes of a file and keep them as a plan',
    details: 'The file holds {"changes": […]}, each as `receipts show --json` has them. Nothing is sent.',
    arguments: [{ name: 'file', summary: 'JSON; - for standard input', completes: 'file' }],
    options: [],
    examples: ['plan changes.json'],
    load: async () => (await import('../commands/plans.ts')).plan,
  },
  {
    name: 'apply',
    kind: 'change',
    recovers: true,
    summary: 'Apply the changes of a file, or a plan by its ID',
    arguments: [
      { name: 'plan', summary: 'A file of changes, - for standard input, or a plan’s ID', completes: 'file' },
    ],
    options: [{ flags: '--reveal', summary: 'Print new tokens once, on standard output' }],
    examples: ['apply changes.json --dry-run'],
    load: async () => (await import('../commands/plans.ts')).apply,
  },
  {
    name: 'undo',
    kind: 'change',
    recovers: true,
    summary: 'Undo the changes of a receipt',
    arguments: [receipt],
    options: [],
    examples: [],
    load: async () => (await import('../commands/plans.ts')).undo,
  },
  {
    name: 'receipts list',
    kind: 'read',
    list: true,
    recovers: true,
    summary: 'List what was applied, newest first',
    arguments: [{ ...workspaceArgument, optional: true }],
    options: [{ flags: '--limit <n>', summary: 'The most receipts (default 50)' }],
    examples: ['receipts list'],
    load: async () => (await import('../commands/plans.ts')).receiptList,
  },
  {
    name: 'receipts show',
    kind: 'read',
    recovers: true,
    summary: 'Show a receipt',
    arguments: [receipt],
    options: [],
    examples: [],
    load: async () => (await import('../commands/plans.ts')).receiptShow,
  },
];

export const localCommands: readonly CommandDefinition[] = [
  {
    name: 'instance',
    kind: 'local',
    summary: 'Run the built-in server, until Ctrl+C',
    details: 'It says where it listens and how to sign in, in one line of JSON.',
    arguments: [],
    options: [
      { flags: '--port <n>', summary: 'Listen on this port (default: a free one)' },
      { flags: '--data <folder>', summary: 'Keep its data here (default: in memory)', completes: 'file' },
      { flags: '--no-seed', summary: 'Start without sample data' },
    ],
    examples: [],
    load: async () => (await import('../commands/instance.ts')).instance,
  },
  {
    name: 'completion',
    kind: 'local',
    summary: 'Print the completion script of a shell',
    details: 'For bash: eval "$(steward completion bash)"',
    arguments: [{ name: 'shell', summary: 'bash, zsh or fish', completes: ['bash', 'zsh', 'fish'] }],
    options: [],
    examples: ['completion bash', 'completion zsh', 'completion fish'],
    load: async () => (await import('../commands/completion.ts')).completion,
  },
];
