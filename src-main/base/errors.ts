import type { AppError, FieldProblem } from '../../src-preload/contract/result.ts';

type PlainKind = Exclude<
  AppError['kind'],
  'tls' | 'redirected' | 'wrong-product' | 'invalid' | 'rate-limited'
>;

const retryableKinds = new Set<PlainKind>([
  'offline',
  'dns',
  'refused',
  'timeout',
  'proxy',
  'not-json',
  'server',
  'malformed',
  'vault-unavailable',
  'store-unavailable',
  'disk-full',
  'plan-moved',
]);

/** An error that carries nothing but its text. `detail` must be redacted already. */
export function plainError(
  kind: PlainKind,
  sentence: string,
  nextStep: string,
  detail: string | null = null,
): AppError {
  return { kind, sentence, nextStep, retryable: retryableKinds.has(kind), detail };
}

/** The same from an entry of a `text.ts`. */
export const errorFrom = (
  kind: PlainKind,
  { sentence, nextStep }: { sentence: string; nextStep: string },
  detail: string | null = null,
): AppError => plainError(kind, sentence, nextStep, detail);

export function invalidError(sentence: string, nextStep: string, fields: FieldProblem[] = []): AppError {
  return { kind: 'invalid', sentence, nextStep, retryable: false, detail: null, fields };
}

/** A bug of ours, caught where it would leave the process: shown as such, with the stack kept for the log. */
export function bugError(cause: unknown): AppError {
  return plainError(
    'bug',
    'Something went wrong inside Steward.',
    'Try again. If it happens again, copy the details into a report.',
    cause instanceof Error ? cause.name : null,
  );
}
