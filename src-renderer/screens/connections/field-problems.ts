import type { AppError } from '../../../src-preload/contract/result.ts';

/** An error split in two: what is shown at the fields it names, and what is left to show above them. */
export function fieldProblems(error: AppError, known: ReadonlySet<string>) {
  if (error.kind !== 'invalid') return { problems: {}, rest: error };
  const mine = error.fields.filter(({ path }) => known.has(path));
  const [only] = mine;
  // One field and nothing else to report: show everything where it has to be corrected.
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
