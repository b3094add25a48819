import type { AppError } from '../../src-preload/contract/result.ts';
import type { Result } from '../../src-preload/shared/result.ts';
import type { ExitName } from './exit-codes.ts';
import type { ErrorDetails } from './output-schemas.ts';

/** Ends a command from anywhere in it, with its exit code and what is said on standard error. */
export class CommandEnd extends Error {
  readonly exit: ExitName;
  readonly sentence: string;
  readonly nextStep: string;
  /** What --json prints beside the sentence, such as the candidates of an ambiguous name. */
  readonly more: Readonly<ErrorDetails>;

  constructor(
    exit: ExitName,
    said: { sentence: string; nextStep: string },
    more: Readonly<ErrorDetails> = {},
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
  'disk-full': 'locked',
  'other-version': 'otherVersion',
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
