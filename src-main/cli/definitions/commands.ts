import { connectionCommands } from './connections.ts';
import type { CommandDefinition, GroupDefinition } from './definition.ts';
import { memberCommands, tokenCommands } from './people.ts';
import { localCommands, recordCommands } from './records.ts';
import { workspaceCommands } from './workspaces.ts';

/** Every command, in the order of help and manual. */
export const commands: readonly CommandDefinition[] = [
  ...connectionCommands,
  ...workspaceCommands,
  ...memberCommands,
  ...tokenCommands,
  ...recordCommands,
  ...localCommands,
];

/** The first words of commands that have several. */
export const groups: readonly GroupDefinition[] = [
  { name: 'connections', summary: 'The servers you’re connected to' },
  { name: 'workspace', summary: 'Workspaces' },
  { name: 'organization', summary: 'Organizations' },
  { name: 'members', summary: 'The members of a workspace' },
  { name: 'invitations', summary: 'The invitations of a workspace' },
  { name: 'roles', summary: 'Roles and what they permit' },
  { name: 'tokens', summary: 'The tokens of a workspace' },
  { name: 'receipts', summary: 'What was applied' },
];
