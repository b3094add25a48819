import type { AppError } from '../../src-preload/contract/result.ts';
import type { Result } from '../../src-preload/shared/result.ts';

/** What came of it; a failure ends the test with all that its error says. */
export function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  const { kind, sentence, nextStep, detail } = result.error;
  throw new Error([`${kind}: ${sentence}`, nextStep, detail ?? ''].join(' ').trim());
}

/** Why nothing came of it; a success ends the test. */
export function errorOf(result: Result<unknown>): AppError {
  if (result.ok) throw new Error('expected a failure');
  return result.error;
}

/** What has to be there for a test to mean anything; `what` is it in words. */
export function present<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`There is no ${what}`);
  return value;
}
