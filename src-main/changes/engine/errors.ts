import type { AppError } from '../../../src-preload/contract/result.ts';
import { plainError } from '../../base/errors.ts';

export function movedError(moved: string[]): AppError {
  const [first] = moved;
  const more = moved.length > 1 ? ` And ${moved.length - 1} more.` : '';
  return plainError(
    'plan-moved',
    `Since you looked: ${first ?? ''}${more}`,
    'Look at the changes again.',
    moved.length > 1 ? moved.join('\n') : null,
  );
}

export function notFound(): AppError {
  return plainError('not-found', 'This plan isn’t there any more.', 'Start again from the list.');
}

export function nothingLeft(): AppError {
  return plainError('not-allowed', 'Nothing of this can be done.', 'The reasons stand with each change.');
}

export function notADraft(): AppError {
  return plainError('not-allowed', 'This plan was applied already.', 'Look at its receipt in the history.');
}

export function stillRunning(): AppError {
  return plainError('not-allowed', 'This plan is still being applied.', 'Wait until it ended, or stop it.');
}
