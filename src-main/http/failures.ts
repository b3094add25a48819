import type { AppError } from '../../src-preload/contract/result.ts';
import { invalidError, plainError } from '../base/errors.ts';
import { hostOf } from './address.ts';
import type { TransportFailure } from './http.ts';
import { redact } from './redact.ts';

/** A failed exchange in words. `timedOut` tells the limit's own abort from the user's. */
export function transportError(failure: TransportFailure, address: string, timedOut: boolean): AppError {
  const host = hostOf(address);
  const detail = redact(failure.detail);
  switch (failure.failure) {
    case 'offline':
      return plainError(
        'offline',
        `This computer has no connection to ${host}.`,
        'Check the network or VPN; Steward tries again when it is back.',
        detail,
      );
    case 'dns':
      return plainError(
        'dns',
        `The name ${host} could not be found.`,
        'Check the spelling of the address, and the network or VPN if the name is internal.',
        detail,
      );
    case 'refused':
      return plainError(
        'refused',
        `Nothing answers at ${host}.`,
        'Check the port and that the server is running.',
        detail,
      );
    case 'timeout':
      return timeoutError(host, detail);
    case 'proxy':
      return plainError(
        'proxy',
        `A proxy stands between this computer and ${host} and did not let the request through.`,
        'Check the proxy settings of the operating system, or sign in to the network in a browser.',
        detail,
      );
    case 'too-large':
      return plainError(
        'too-large',
        `The answer of ${host} is larger than 64 MiB and was not read.`,
        'Report it to whoever runs the server; a list this large needs paging.',
        detail,
      );
    case 'cut':
      return plainError(
        'server',
        `The connection to ${host} was cut before the answer was complete.`,
        'Try again; if it keeps happening, check whether the address should start with http:// or https://.',
        detail,
      );
    case 'aborted':
      return timedOut
        ? timeoutError(host, detail)
        : plainError('cancelled', 'The request was cancelled.', 'Start it again if you still need it.');
    case 'tls':
      return {
        kind: 'tls',
        sentence:
          failure.certificate.replaces === null
            ? `The certificate of ${host} is not trusted: ${failure.certificate.reason}.`
            : `${host} shows another certificate than the one that was trusted.`,
        nextStep:
          failure.certificate.replaces === null
            ? 'Compare the fingerprint with the one its operator gives you before trusting it.'
            : 'Ask its operator whether the certificate was replaced. If not, somebody may be listening in: do not go on.',
        retryable: false,
        detail,
        certificate: failure.certificate,
      };
  }
}

function timeoutError(host: string, detail: string): AppError {
  return plainError(
    'timeout',
    `${host} did not answer in time.`,
    'Try again; if it stays slow, check the network, VPN and the server.',
    detail,
  );
}

/** What an answer's status says where the server's own words could not be read. */
export function statusError(status: number, address: string, retryAfter: number | null): AppError {
  const host = hostOf(address);
  const detail = `HTTP ${status}`;
  if (status === 429) return rateLimitedError(address, retryAfter);
  switch (status) {
    case 400:
    case 422:
      return {
        kind: 'invalid',
        sentence: `${host} did not accept what was sent.`,
        nextStep: 'Check the values and try again.',
        retryable: false,
        detail,
        fields: [],
      };
    case 401:
      // Only the provider's own error shape ends a session: this may be anybody on the way.
      return plainError(
        'forbidden',
        `${host} refused the request without saying that your sign-in ended.`,
        'Try again later; if it stays so, check the address and any proxy in between.',
        detail,
      );
    case 403:
      return plainError(
        'forbidden',
        `${host} does not allow this.`,
        'Ask an owner, or check the proxy or VPN if this worked before.',
        detail,
      );
    case 404:
    case 410:
      return plainError(
        'not-found',
        `${host} does not know what was asked for.`,
        'It may have been removed: refresh. If nothing works, check the address.',
        detail,
      );
    case 407:
    case 511:
      return proxyPageError(address, detail);
    case 405:
    case 501:
      return plainError(
        'not-implemented',
        `${host} does not offer this.`,
        'The server may be of another version; ask whoever runs it.',
        detail,
      );
    case 409:
    case 412:
      return plainError(
        'conflict',
        `${host} says that this contradicts what is there.`,
        'Refresh and look again.',
        detail,
      );
    case 413:
      return plainError(
        'too-large',
        `${host} found the request too large.`,
        'Do it in smaller steps.',
        detail,
      );
    default:
      return status >= 500
        ? plainError(
            'server',
            `${host} had an error of its own (${status}).`,
            'Try again in a while.',
            detail,
          )
        : plainError(
            'malformed',
            `${host} answered in a way that Steward does not understand (${status}).`,
            'Check the address; the server may be of another version.',
            detail,
          );
  }
}

export function rateLimitedError(address: string, retryAfter: number | null): AppError {
  const seconds = retryAfter === null ? null : Math.max(1, Math.ceil(retryAfter / 1000));
  return {
    kind: 'rate-limited',
    sentence: `${hostOf(address)} wants fewer requests.`,
    nextStep: seconds === null ? 'Wait a while, then try again.' : `Wait ${seconds} s, then try again.`,
    retryable: true,
    detail: 'HTTP 429',
    retryAfterMs: retryAfter,
  };
}

export function proxyPageError(address: string, detail: string): AppError {
  return plainError(
    'proxy',
    `A sign-in page or proxy answered instead of ${hostOf(address)}.`,
    'Open a browser and sign in to the network or VPN, then try again.',
    detail,
  );
}

/** A redirect that wasn't followed: to another origin, or of a change, which is never sent twice. */
export function redirectedError(address: string, from: URL, to: URL): AppError {
  // The path may be the request's own, and one of them holds a secret (Modbox's tokens).
  const where = redact(to.origin + to.pathname);
  const host = hostOf(address);
  const [sentence, nextStep] =
    to.origin === from.origin
      ? [
          `${host} redirected this change to ${where}. Steward doesn’t send a change twice.`,
          'Check the connection’s address, then refresh to see whether the change happened.',
        ]
      : [
          `${host} redirected the request to ${where}, a different server.`,
          'If that’s the right server, use its address instead. Your sign-in wasn’t sent there.',
        ];
  return { kind: 'redirected', sentence, nextStep, retryable: false, detail: null, target: where };
}

/** A cache between here and the server gave what it kept. */
export function cachedError(address: string, age: number): AppError {
  return plainError(
    'malformed',
    `A cache answered instead of ${hostOf(address)}, with data from ${Math.round(age / 1000)} s ago.`,
    'Try again. If it keeps happening, ask the server’s administrator not to cache its API.',
    `Age: ${Math.round(age / 1000)}`,
  );
}

export function malformedError(address: string, what: string, detail: string | null): AppError {
  return plainError(
    'malformed',
    `The answer of ${hostOf(address)} ${what}.`,
    'Try again; if it stays so, the server may be of another version or something in between alters answers.',
    detail === null ? null : redact(detail),
  );
}

/** Nothing was sent: the path would have asked for something else than was meant. */
export function unusableIdError(): AppError {
  return invalidError(
    'The server gave this item an ID that can’t be used in a request, so nothing was sent.',
    'Refresh the list. If it still fails, contact the server’s administrator.',
  );
}
