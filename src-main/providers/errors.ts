import type { AppError } from '../../src-preload/contract/result.ts';
import { invalidError, plainError } from '../base/errors.ts';
import { hostOf } from '../http/address.ts';
import { statusError } from '../http/failures.ts';
import type { HttpAnswer } from '../http/http.ts';
import { shown } from '../http/redact.ts';
import { commonText } from './text.ts';

/** A session that the server itself ended. No other error signs a connection out. */
export function signedOutError(sentence: string, detail: string): AppError {
  return plainError('signed-out', sentence, commonText.signInAgainKeeps, shown(detail));
}

/**
 * The error for a status in a system's own error shape, with the server's message as detail. Providers first handle the cases where
 * that message would mislead. 401 alone never signs a connection out.
 */
export function ownStatusError(answer: HttpAnswer, address: string, message: string): AppError {
  const host = hostOf(address);
  const reported = shown(message);
  const detail = `HTTP ${answer.status}: ${reported}`;
  switch (answer.status) {
    case 400:
    case 422:
      return { ...invalidError(commonText.notAccepted(host, reported), commonText.correctAndRetry), detail };
    case 401:
    case 403:
      return plainError('forbidden', commonText.notAllowed(host, reported), commonText.askOwner, detail);
    case 404:
      return plainError(
        'not-found',
        commonText.unknownToServer(host, reported),
        commonText.maybeRemoved,
        detail,
      );
    case 409:
      return plainError('conflict', commonText.conflicts(host), commonText.refreshAndCheck, detail);
    default:
      return { ...statusError(answer.status, address, null), detail };
  }
}
