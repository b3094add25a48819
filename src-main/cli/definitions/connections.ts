import type { CommandDefinition } from './definition.ts';

const connection = {
  name: 'connection',
  summary: 'Its label or ID',
  completes: 'connection',
} as const;

export const connectionCommands: readonly CommandDefinition[] = [
  {
    name: 'connections list',
    kind: 'read',
    list: true,
    summary: 'List the connections',
    arguments: [],
    options: [],
    examples: ['connections list', 'connections list --json'],
    load: async () => (await import('../commands/connections.ts')).list,
  },
  {
    name: 'connections show',
    kind: 'read',
    summary: 'Show a connection: who is signed in, its health, and what its system supports',
    arguments: [connection],
    options: [],
    examples: ['connections show system-initiative'],
    load: async () => (await import('../commands/connections.ts')).show,
  },
  {
    name: 'connections refresh',
    kind: 'read',
    summary: 'Fetch the lists of a connection, or of all',
    arguments: [{ ...connection, optional: true }],
    options: [],
    examples: ['connections refresh', 'connections refresh system-initiative'],
    load: async () => (await import('../commands/connections.ts')).refresh,
  },
  {
    name: 'connections sign-out',
    kind: 'change',
    summary: 'Sign out: delete the token from this device and keep the data',
    arguments: [connection],
    options: [],
    examples: ['connections sign-out system-initiative --dry-run'],
    load: async () => (await import('../commands/connections.ts')).signOut,
  },
];
