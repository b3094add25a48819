import type { AppError } from '../../src-preload/contract/result.ts';
import { second } from '../../src-preload/shared/units.ts';
import { errorFrom, invalidError } from '../base/errors.ts';
import { hostOf } from './address.ts';
import type { TransportFailure } from './http.ts';
import { redact } from './redact.ts';
import { failureText, statusText } from './text.ts';

/** A failed exchange. `timedOut` distinguishes the limit's own abort from the user's. */
export function transportError(failure: TransportFailure, address: string, timedOut: boolean): AppError {
  const host = hostOf(address);
  const detail = redact(failure.detail);
  switch (failure.failure) {
    case 'offline':
      return errorFrom('offline', failureText.offline(host), detail);
    case 'dns':
      return errorFrom('dns', failureText.dns(host), detail);
    case 'refused':
      return errorFrom('refused', failureText.refused(host), detail);
    case 'timeout':
      return errorFrom('timeout', failureText.timeout(host), detail);
    case 'proxy':
      return errorFrom('proxy', failureText.proxy(host), detail);
    case 'proxy-password':
      return errorFrom('proxy', failureText.proxyPassword(host), detail);
    case 'proxy-sign-in':
      return errorFrom('proxy', failureText.proxySignIn(failure.proxy, failure.isRefused), detail);
    case 'client-certificate':
      return errorFrom('client-certificate', failureText.clientCertificate(host), detail);
    case 'client-certificate-unsupported':
      return errorFrom('client-certificate', failureText.clientCertificateUnsupported(host), detail);
    case 'client-certificate-missing':
      return errorFrom('client-certificate', failureText.clientCertificateMissing(host), detail);
    case 'client-certificate-rejected':
      return errorFrom('client-certificate', failureText.clientCertificateRejected(host), detail);
    case 'tls-version':
      return errorFrom('server', failureText.tlsVersion(host), detail);
    case 'too-large':
      return errorFrom('too-large', failureText.tooLarge(host), detail);
    case 'cut':
      return errorFrom('server', failureText.cut(host), detail);
    case 'aborted':
      return timedOut
        ? errorFrom('timeout', failureText.timeout(host), detail)
        : errorFrom('cancelled', failureText.cancelled);
    case 'blocked':
      return failure.error;
    case 'tls': {
      const { certificate } = failure;
      const text =
        certificate.replaces === null
          ? failureText.untrusted(host, certificate.reason)
          : failureText.certificateChanged(host, certificate.vouched);
      return { kind: 'tls', ...text, retryable: false, detail, certificate };
    }
  }
}

/** What a status says where the server's own error could not be read. */
export function statusError(status: number, address: string, retryAfter: number | null): AppError {
  const host = hostOf(address);
  const detail = `HTTP ${status}`;
  switch (status) {
    case 400:
    case 422:
      return { kind: 'invalid', ...statusText.invalid(host), retryable: false, detail, fields: [] };
    case 401:
      // Only the provider's own error ends a session: this may come from anything on the way.
      return errorFrom('forbidden', statusText.unauthorized(host), detail);
    case 403:
      return errorFrom('forbidden', statusText.forbidden(host), detail);
    case 404:
    case 410:
      return errorFrom('not-found', statusText.notFound(host), detail);
    case 405:
    case 501:
      return errorFrom('not-implemented', statusText.notImplemented(host), detail);
    case 407:
    case 511:
      return proxyPageError(address, detail);
    case 409:
    case 412:
      return errorFrom('conflict', statusText.conflict(host), detail);
    case 413:
      return errorFrom('too-large', statusText.tooLarge(host), detail);
    case 429:
      return rateLimitedError(address, retryAfter);
    default:
      return status >= 500
        ? errorFrom('server', statusText.server(host, status), detail)
        : errorFrom('malformed', statusText.unknown(host, status), detail);
  }
}

/** An answer to a change that isn't the system's own: it may have been made. */
export const unprovenError = (address: string, status: number): AppError =>
  errorFrom('server', statusText.unproven(hostOf(address), status), `HTTP ${status}`);

export const rateLimitedError = (address: string, retryAfter: number | null): AppError => ({
  kind: 'rate-limited',
  ...failureText.rateLimited(hostOf(address), retryAfter),
  retryable: true,
  detail: 'HTTP 429',
  retryAfterMs: retryAfter,
});

export const proxyPageError = (address: string, detail: string): AppError =>
  errorFrom(
    'proxy',
    // Only a proxy answers so.
    detail === 'HTTP 407'
      ? failureText.proxyPassword(hostOf(address))
      : failureText.proxyPage(hostOf(address)),
    detail,
  );

/** A redirect that wasn't followed: to another origin, or of a change, which is never sent twice. */
export function redirectedError(address: string, from: URL, to: URL): AppError {
  // The path may be the request's own, and one of them holds a secret (Modbox's tokens).
  const target = redact(to.origin + to.pathname);
  const host = hostOf(address);
  const text =
    to.origin === from.origin
      ? failureText.redirectedChange(host, target)
      : failureText.redirectedAway(host, target);
  return { kind: 'redirected', ...text, retryable: false, detail: null, target };
}

/** A cache between here and the server gave what it kept. `age` in ms. */
export const cachedError = (address: string, age: number): AppError =>
  errorFrom('malformed', failureText.cached(hostOf(address), age), `Age: ${Math.round(age / second)}`);

/** `what`: what is wrong with the response, as in `malformedText`. */
export const malformedError = (address: string, what: string, detail: string | null): AppError =>
  errorFrom(
    'malformed',
    failureText.malformed(hostOf(address), what),
    detail === null ? null : redact(detail),
  );

/** Nothing was sent: the path would have asked for something else than was meant. */
export const unusableIdError = (): AppError =>
  invalidError(failureText.unusableId.sentence, failureText.unusableId.nextStep);
