import type { AppError } from '../../../src-preload/contract/result.ts';
import { secondPersonField } from '../../../src-preload/shared/plan.ts';
import { invalidError, plainError } from '../../base/errors.ts';
import { errorText } from './text.ts';

type Said = { sentence: string; nextStep: string };
const notAllowed = ({ sentence, nextStep }: Said) => plainError('not-allowed', sentence, nextStep);
const notFound = ({ sentence, nextStep }: Said) => plainError('not-found', sentence, nextStep);
const notSupported = ({ sentence, nextStep }: Said) => plainError('not-supported', sentence, nextStep);

/** What the engine refuses, and why an item failed where no server says it. */
export const errors = {
  noSuchPlan: () => notFound(errorText.noSuchPlan),
  connectionRemoved: () => notFound(errorText.connectionRemoved),
  notADraft: () => notAllowed(errorText.notADraft),
  stillRunning: () => notAllowed(errorText.stillRunning),
  nothingLeft: () => notAllowed(errorText.nothingLeft),
  nothingToUndo: (why: string | undefined) => notSupported(errorText.nothingToUndo(why)),
  alreadyUndone: () => notSupported(errorText.alreadyUndone),
  alreadyFinished: () => notSupported(errorText.alreadyFinished),
  nothingToFinish: () => notSupported(errorText.nothingToFinish),
  notReadable: (reason: string) => notSupported(errorText.notReadable(reason)),
  blocked: (reason: string) => notAllowed(errorText.blocked(reason)),
  refusedBeforeSending: (reason: string) => notAllowed(errorText.refusedBeforeSending(reason)),
  stoppedBeforeSending(): AppError {
    const { sentence, nextStep } = errorText.stoppedBeforeSending;
    return plainError('cancelled', sentence, nextStep);
  },
  /** The server asked to wait, and did nothing. */
  stoppedWhileWaiting: (error: AppError): AppError => ({
    ...error,
    nextStep: errorText.stoppedWhileWaiting,
  }),
  moved(changes: readonly string[]): AppError {
    const { sentence, nextStep } = errorText.moved(changes);
    return plainError('plan-moved', sentence, nextStep, changes.length > 1 ? changes.join('\n') : null);
  },
  cannotSend(reason: string): AppError {
    return plainError('offline', reason, errorText.applyLater);
  },
  typeToConfirm(needed: string): AppError {
    const { sentence, nextStep, message } = errorText.typeToConfirm(needed);
    return invalidError(sentence, nextStep, [{ path: 'typed', message }]);
  },
  unanswered: (warning: string) => invalidError(warning, errorText.answerFirst),
  secondPersonNeeded(reason: string): AppError {
    const { sentence, nextStep } = errorText.secondPersonNeeded(reason);
    return invalidError(sentence, nextStep, [{ path: secondPersonField, message: sentence }]);
  },
  notConfirmedBySecond: (error: AppError): AppError => ({
    ...error,
    ...(error.kind === 'invalid' ? { fields: [{ path: secondPersonField, message: error.sentence }] } : {}),
    nextStep: errorText.nothingSentYet(error.nextStep),
  }),
  nothingChanged(): AppError {
    const { sentence, nextStep } = errorText.nothingChanged;
    return plainError('server', sentence, nextStep);
  },
  somethingElseChanged(others: readonly string[]): AppError {
    const { sentence, nextStep } = errorText.somethingElseChanged(others);
    return plainError('conflict', sentence, nextStep, others.length > 1 ? others.join('\n') : null);
  },
  doneInPart(part: string): AppError {
    const { sentence, nextStep } = errorText.doneInPart(part);
    return plainError('server', sentence, nextStep);
  },
  neverHappened(): AppError {
    const { sentence, nextStep } = errorText.neverHappened;
    return { ...plainError('cancelled', sentence, nextStep), retryable: true };
  },
  noAnswerForRow(): AppError {
    const { sentence, nextStep } = errorText.noAnswerForRow;
    return plainError('malformed', sentence, nextStep);
  },
  /** All that was sent is done all the same. */
  receiptNotSaved(error: AppError): AppError {
    return { ...error, ...errorText.receiptNotSaved(error) };
  },
} satisfies Record<string, (...args: never[]) => AppError>;
