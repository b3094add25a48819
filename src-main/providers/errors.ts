import type { AppError } from '../../src-preload/contract/result.ts';
import { invalidError, plainError } from '../base/errors.ts';
import { hostOf } from '../http/address.ts';
import { statusError } from '../http/failures.ts';
import type { HttpAnswer } from '../http/http.ts';
import { shown } from '../http/redact.ts';

/** A session that the server itself ended: the only error that signs anybody out. */
export function signedOutError(sentence: string, detail: string): AppError {
  return plainError(
    'signed-out',
    sentence,
    'Sign in again; everything read so far stays available.',
    shown(detail),
  );
}

/**
 * The words for a status in a system's own error shape, with the server's message as detail. A provider handles the cases that its
 * system words badly before it comes here. 401 is never taken for a sign-out.
 */
export function ownStatusError(answer: HttpAnswer, address: string, message: string): AppError {
  const host = hostOf(address);
  const words = shown(message);
  const detail = `HTTP ${answer.status}: ${words}`;
  switch (answer.status) {
    case 400:
    case 422:
      return { ...invalidError(`${host} did not accept this: ${words}`, 'Change it and try again.'), detail };
    case 401:
    case 403:
      return plainError(
        'forbidden',
        `${host} does not allow this: ${words}`,
        'Ask an owner of the workspace.',
        detail,
      );
    case 404:
      return plainError(
        'not-found',
        `${host} does not know this: ${words}`,
        'Refresh; it may have been removed.',
        detail,
      );
    case 409:
      return plainError(
        'conflict',
        `${host} says that this contradicts what is there.`,
        'Refresh and look again.',
        detail,
      );
    default:
      return { ...statusError(answer.status, address, null), detail };
  }
}
