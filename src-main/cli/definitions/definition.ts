import type { CommandRun } from '../command.ts';

/** What a shell completes a word with: names from the store, a fixed list, or a file. */
export type Completes =
  | 'connection'
  | 'workspace'
  | 'organization'
  | 'receipt'
  // Of the workspace that was named before.
  | 'member'
  | 'role'
  | 'token'
  | 'invitation'
  | 'file'
  | readonly string[];

export interface ArgumentDefinition {
  name: string;
  summary: string;
  /** Left out: it must be given. */
  optional?: true;
  /** Takes all words that follow. */
  many?: true;
  completes?: Completes;
}

export interface OptionDefinition {
  /** As commander writes it: `--role <role>`, `--reveal`. */
  flags: string;
  summary: string;
  /** May be given several times. */
  many?: true;
  completes?: Completes;
  /** An empty value says something: it takes away what was there, or asks for everything. */
  mayBeEmpty?: true;
  /** Names of options that contradict it. */
  excludes?: readonly string[];
  /** The name of the option without which it says nothing. */
  needs?: string;
}

/** The name of an option, as it's read: `role` of `--role <role>`. */
export const nameOf = ({ flags }: OptionDefinition): string => flags.replace(/^--(no-)?|\s.*$/g, '');

/**
 * `read`: shows a copy and its age · `change`: makes a plan and applies it · `local`: needs no data. What options a command has beside its
 * own follows from it.
 */
type CommandKind = 'read' | 'change' | 'local';

/** One command. Help, completion, the manual page and docs/command-line.md are made of these. */
export interface CommandDefinition {
  /** The words after `steward`: "workspace leave". */
  name: string;
  kind: CommandKind;
  summary: string;
  /** More sentences, for its own help. */
  details?: string;
  /** Prints a list, so --ndjson makes one line of each row. */
  list?: true;
  /** What an earlier run left unfinished is read back before it runs. */
  recovers?: true;
  arguments: readonly ArgumentDefinition[];
  options: readonly OptionDefinition[];
  /** What follows `steward`. Every one is run by a test. */
  examples: readonly string[];
  /** Loaded when the command runs, so that help stays quick. */
  load(): Promise<CommandRun>;
}

export interface GroupDefinition {
  name: string;
  summary: string;
}

export const workspaceArgument: ArgumentDefinition = {
  name: 'workspace',
  summary: 'Its name or ID',
  completes: 'workspace',
};
export const memberArgument: ArgumentDefinition = {
  name: 'member',
  summary: 'The member’s e-mail, name or user ID',
  completes: 'member',
};
export const tokenArgument: ArgumentDefinition = {
  name: 'token',
  summary: 'The token’s name or ID',
  completes: 'token',
};
export const queryOption: OptionDefinition = {
  flags: '--query <query>',
  summary: 'Only rows that match, in the app’s search language',
  mayBeEmpty: true,
};
