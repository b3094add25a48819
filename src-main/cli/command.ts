import type { Result } from '../../src-preload/shared/result.ts';
import type { ExitName } from './exit-codes.ts';
import type { CallInputOf, CallName, CallOutputOf } from './runtime/call-schemas.ts';
import type { Session } from './runtime/session.ts';
import type { Terminal } from './terminal/terminal.ts';

/** The words and options of a command line, as its definition names them. */
export interface CommandInput {
  /** A required argument; the empty text where an optional one is left out. */
  argument(name: string): string;
  arguments(name: string): readonly string[];
  option(name: string): string | undefined;
  options(name: string): readonly string[];
  flag(name: string): boolean;
}

/** What a command runs with. */
export interface CommandContext extends CommandInput {
  terminal: Terminal;
  now: number;
  via(): Promise<Session['via']>;
  /** Asks, and ends the command where the answer is an error. */
  call<N extends CallName>(name: N, input: CallInputOf<N>): Promise<CallOutputOf<N>>;
  /** Asks, for those who go on after an error. */
  attempt<N extends CallName>(name: N, input: CallInputOf<N>): Promise<Result<CallOutputOf<N>>>;
}

/** How a command ended, for people and for programs. */
export interface Outcome {
  exit?: ExitName;
  /** What --json prints; its shape is in output-schemas.ts. */
  data: unknown;
  /** What --ndjson prints, a line each. */
  rows?: readonly unknown[];
  /** What people read, on standard output. */
  text: string;
  /** The text is that of a file, and a program reads it. */
  isFile?: true;
}

export type CommandRun = (context: CommandContext) => Promise<Outcome>;
