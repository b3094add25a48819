import type { AppError } from '../../../src-preload/contract/result.ts';

/** The fields that an error names, and what of it is left to say above them. */
export function fieldProblems(error: AppError, known: ReadonlySet<string>) {
  if (error.kind !== 'invalid') return { problems: {}, rest: error };
  const mine = error.fields.filter(({ path }) => known.has(path));
  const [only] = mine;
  // One field, and nothing beyond it to tell: everything is said where it has to be corrected.
  if (
    only !== undefined &&
    error.fields.length === 1 &&
    (error.detail === null || only.message === error.sentence)
  ) {
    return { problems: { [only.path]: `${error.sentence} ${error.nextStep}` }, rest: null };
  }
  const problems = Object.fromEntries(mine.map(({ path, message }) => [path, message]));
  return { problems, rest: { ...error, fields: error.fields.filter(({ path }) => !known.has(path)) } };
}
