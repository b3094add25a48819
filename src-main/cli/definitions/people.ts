import {
  memberArgument,
  queryOption,
  tokenArgument,
  workspaceArgument,
  type CommandDefinition,
} from './definition.ts';

const reveal = { flags: '--reveal', summary: 'Print the new token once, on standard output' } as const;

export const memberCommands: readonly CommandDefinition[] = [
  {
    name: 'members list',
    kind: 'read',
    list: true,
    summary: 'List the members of a workspace',
    arguments: [workspaceArgument],
    options: [queryOption],
    examples: [
      'members list "Northwind Production"',
      'members list "Northwind Production" --query role:owner --ndjson',
    ],
    load: async () => (await import('../commands/members.ts')).list,
  },
  {
    name: 'members invite',
    kind: 'change',
    summary: 'Invite people to a workspace, or add them',
    arguments: [workspaceArgument, { name: 'email', summary: 'Their e-mail addresses', many: true }],
    options: [
      { flags: '--role <role>', summary: 'The role they get', completes: 'role' },
      {
        flags: '--message <text>',
        summary: 'A message in the invitation, where the system has one',
        mayBeEmpty: true,
      },
      { flags: '--days <n>', summary: 'How many days the invitation is valid' },
    ],
    examples: ['members invite "Northwind Production" dana@northwind.example --role approver --dry-run'],
    load: async () => (await import('../commands/members.ts')).invite,
  },
  {
    name: 'members role',
    kind: 'change',
    summary: 'Change a member’s role',
    arguments: [
      workspaceArgument,
      memberArgument,
      { name: 'role', summary: 'The new role', completes: 'role' },
    ],
    options: [],
    examples: ['members role "Northwind Production" beatriz.adeyemi@northwind.example approver --dry-run'],
    load: async () => (await import('../commands/members.ts')).setRole,
  },
  {
    name: 'members remove',
    kind: 'change',
    summary: 'Remove members from a workspace',
    arguments: [workspaceArgument, { ...memberArgument, many: true }],
    options: [],
    examples: ['members remove "Northwind Production" beatriz.adeyemi@northwind.example --dry-run'],
    load: async () => (await import('../commands/members.ts')).remove,
  },
  {
    name: 'invitations list',
    kind: 'read',
    list: true,
    summary: 'List the invitations of a workspace',
    arguments: [workspaceArgument],
    options: [
      queryOption,
      { flags: '--ended', summary: 'Those that were accepted, declined or have expired' },
    ],
    examples: ['invitations list "Checkout"'],
    load: async () => (await import('../commands/invitations.ts')).list,
  },
  {
    name: 'invitations cancel',
    kind: 'change',
    summary: 'Cancel an open invitation',
    arguments: [
      workspaceArgument,
      { name: 'invitation', summary: 'The e-mail it was sent to, or its ID', completes: 'invitation' },
    ],
    options: [{ flags: '--reason <text>', summary: 'Why, where the system keeps a reason' }],
    examples: ['invitations cancel "Checkout" newhire@northwind.example --dry-run'],
    load: async () => (await import('../commands/invitations.ts')).cancel,
  },
  {
    name: 'roles list',
    kind: 'read',
    list: true,
    summary: 'List the roles of a workspace',
    arguments: [workspaceArgument],
    options: [],
    examples: ['roles list "Northwind Production"'],
    load: async () => (await import('../commands/roles.ts')).list,
  },
  {
    name: 'roles show',
    kind: 'read',
    summary: 'Show what a role permits',
    arguments: [workspaceArgument, { name: 'role', summary: 'Its name or ID', completes: 'role' }],
    options: [],
    examples: ['roles show "Northwind Production" approver'],
    load: async () => (await import('../commands/roles.ts')).show,
  },
  {
    name: 'roles explain',
    kind: 'read',
    summary: 'Explain what a member may do here, and why',
    arguments: [workspaceArgument, memberArgument],
    options: [],
    examples: ['roles explain "Northwind Production" ana@northwind.example'],
    load: async () => (await import('../commands/roles.ts')).explain,
  },
];

const tokenChange = (
  name: string,
  summary: string,
  example: string,
  options: CommandDefinition['options'] = [],
): Omit<CommandDefinition, 'load'> => ({
  name: `tokens ${name}`,
  kind: 'change',
  summary,
  arguments: [workspaceArgument, tokenArgument],
  options,
  examples: [example],
});

export const tokenCommands: readonly CommandDefinition[] = [
  {
    name: 'tokens list',
    kind: 'read',
    list: true,
    summary: 'List the tokens of a workspace',
    arguments: [workspaceArgument],
    options: [queryOption, { flags: '--inactive', summary: 'Those that are disabled, expired or revoked' }],
    examples: ['tokens list "Northwind Production"'],
    load: async () => (await import('../commands/tokens.ts')).list,
  },
  {
    name: 'tokens create',
    kind: 'change',
    summary: 'Create a token',
    details: 'The secret is printed with --reveal only. Without it, revoke the token and create another.',
    arguments: [workspaceArgument, { name: 'name', summary: 'Its name' }],
    options: [
      { flags: '--expiry <text>', summary: 'When it expires, as in the app: 30d, 2027-01-31, never' },
      { flags: '--scope <scope>', summary: 'A scope, where tokens have them', many: true },
      reveal,
    ],
    examples: ['tokens create "Northwind Production" ci-deploy --expiry 30d --reveal --yes'],
    load: async () => (await import('../commands/tokens.ts')).create,
  },
  {
    ...tokenChange(
      'rotate',
      'Create a new token for the old one',
      'tokens rotate "Contracts" "Contract parser" --dry-run',
      [{ flags: '--new-name <name>', summary: 'The new token’s name' }, reveal],
    ),
    details: 'Rotation pauses so you can replace the old token wherever it’s used.',
    load: async () => (await import('../commands/tokens.ts')).rotate,
  },
  {
    ...tokenChange('enable', 'Enable a token', 'tokens enable "Contracts" "Contract parser" --dry-run'),
    load: async () => (await import('../commands/tokens.ts')).enable,
  },
  {
    ...tokenChange('disable', 'Disable a token', 'tokens disable "Contracts" "Contract parser" --dry-run'),
    load: async () => (await import('../commands/tokens.ts')).disable,
  },
  {
    ...tokenChange('revoke', 'Revoke a token', 'tokens revoke "Northwind Production" "CI deploy" --dry-run'),
    load: async () => (await import('../commands/tokens.ts')).revoke,
  },
  {
    ...tokenChange('delete', 'Delete a token', 'tokens delete "Northwind Production" "CI deploy" --dry-run'),
    load: async () => (await import('../commands/tokens.ts')).remove,
  },
];
