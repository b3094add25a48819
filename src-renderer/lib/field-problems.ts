import type { AppError } from '../../src-preload/contract/result.ts';

/** What an error says of single fields beside its own sentences: those it repeats aren't said twice. */
export function fieldProblems(error: AppError): { path: string; message: string }[] {
  if (error.kind !== 'invalid') return [];
  return error.fields.filter(({ message }) => message !== error.sentence && message !== error.nextStep);
}
