import type { AppError } from '../../src-preload/contract/result.ts';
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
}

export type CommandRun = (context: CommandContext) => Promise<Outcome>;

/** Ends a command from anywhere in it, with its exit code and what is said on standard error. */
export class CommandEnd extends Error {
  readonly exit: ExitName;
  readonly sentence: string;
  readonly nextStep: string;
  /** What --json prints beside the sentence, such as the candidates of an ambiguous name. */
  readonly more: Readonly<Record<string, unknown>>;

  constructor(
    exit: ExitName,
    said: { sentence: string; nextStep: string },
    more: Readonly<Record<string, unknown>> = {},
  ) {
    super(said.sentence);
    this.name = 'CommandEnd';
    this.exit = exit;
    this.sentence = said.sentence;
    this.nextStep = said.nextStep;
    this.more = more;
  }
}

const exitOf: Partial<Record<AppError['kind'], ExitName>> = {
  offline: 'offline',
  dns: 'offline',
  refused: 'offline',
  timeout: 'offline',
  proxy: 'offline',
  tls: 'offline',
  'client-certificate': 'offline',
  redirected: 'offline',
  'signed-out': 'signedOut',
  'sign-in-refused': 'signedOut',
  'vault-locked': 'locked',
  'vault-unavailable': 'locked',
  'store-unavailable': 'locked',
  'not-allowed': 'refused',
  blocked: 'refused',
  'not-supported': 'refused',
  'not-implemented': 'refused',
  forbidden: 'refused',
  'plan-moved': 'refused',
  invalid: 'usage',
};

/** An error of the core, with the exit code of its kind. */
export function endWith(error: AppError): CommandEnd {
  const fields = error.kind === 'invalid' ? error.fields.map(({ message }) => message) : [];
  const said = fields.filter((message) => message !== error.sentence && message !== error.nextStep);
  return new CommandEnd(
    exitOf[error.kind] ?? 'failed',
    { sentence: error.sentence, nextStep: [...said, error.nextStep].join(' ').trim() },
    { kind: error.kind, detail: error.detail },
  );
}

/** The value, or the end of the command. */
export function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw endWith(result.error);
}
