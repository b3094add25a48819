import type { z } from 'zod';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import type { AppError, CertificateDetails } from '../../src-preload/contract/result.ts';
import { errorFrom, invalidError } from '../base/errors.ts';
import { hostOf, isLoopback, parseAddress } from './address.ts';
import {
  ageMs,
  claimsJson,
  isHtml,
  partOfList,
  readAnswer,
  retryAfterMs,
  serverDate,
  wantsClientCertificate,
} from './answer.ts';
import {
  cachedError,
  malformedError,
  proxyPageError,
  rateLimitedError,
  redirectedError,
  statusError,
  transportError,
  unprovenError,
  unusableIdError,
} from './failures.ts';
import type {
  HttpAnswer,
  HttpClient,
  HttpMethod,
  HttpReply,
  HttpRequest,
  HttpTarget,
  Transport,
  TransportAnswer,
  TransportFailure,
} from './http.ts';
import { isOwnPath } from './path.ts';
import { addressText, failureText, malformedText } from './text.ts';
import { isUnread, isUnreadList } from './unread-list.ts';

export interface HttpLimits {
  connectMs: number;
  /** For one call, its retries and redirects included. */
  wholeMs: number;
  maxBytes: number;
}

export interface HttpClientDeps {
  transport: Transport;
  /** 0 ≤ n < 1, for jitter. */
  random?: () => number;
  /** Resolves after so many ms, or at once when the signal aborts. */
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
  now?: () => number;
  limits?: Partial<HttpLimits>;
  /** Is called with every certificate that wasn't trusted, so that the user can decide on exactly that one. */
  onUntrusted?: (certificate: CertificateDetails) => void;
  userAgent?: string;
}

const defaultLimits: HttpLimits = { connectMs: 10_000, wholeMs: 30_000, maxBytes: 64 * 1024 * 1024 };
const attemptsOfGet = 3;
const maxRedirects = 5;
/** An answer that a cache on the way kept for longer than this says nothing about now. */
const oldestAnswerMs = 5000;
/** A Retry-After up to this is waited for; longer ones are left to the caller. */
const longestWaitMs = 3_000;
const retriedStatuses = new Set([502, 503, 504]);
const retriedFailures = new Set<TransportFailure['failure']>(['offline', 'dns', 'refused', 'cut']);
const redirectStatuses = new Set([301, 302, 303, 307, 308]);

/** An answer that wasn't read yet. */
type RawAnswer = Extract<TransportAnswer, { ok: true }>;

interface Exchange {
  target: HttpTarget;
  method: HttpMethod;
  path: string;
  query?: Readonly<Record<string, string>>;
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
  signal: AbortSignal;
  attempts: number;
  unread?: boolean;
  redirects?: 'follow' | 'keep';
}

/** The only HTTP client of the app. Every failure comes back as an AppError that names the host; nothing is thrown. */
export function createHttpClient(deps: HttpClientDeps): HttpClient {
  const limits = { ...defaultLimits, ...deps.limits };
  const random = deps.random ?? Math.random;
  const sleep = deps.sleep ?? abortableSleep;
  const now = deps.now ?? Date.now;

  async function exchange(request: Exchange): Promise<Result<RawAnswer>> {
    const refused = addressProblem(request.target);
    if (refused !== null) return fail(refused);
    // The last guard before the network: an id must never turn a request for one thing into a request for another.
    const { address } = request.target;
    if (!isOwnPath(new URL(address + request.path), address, request.path)) return fail(unusableIdError());
    const deadline = new AbortController();
    const timer = setTimeout(() => {
      deadline.abort();
    }, limits.wholeMs);
    const signal = AbortSignal.any([request.signal, deadline.signal]);
    try {
      for (let attempt = 1; ; attempt += 1) {
        const sent = await send(request, signal, deadline.signal);
        const wait = attempt < request.attempts ? retryDelay(sent, attempt) : null;
        if (wait === null) return sent.ok ? sent : fail(sent.error);
        await sleep(wait, signal);
        if (signal.aborted) return sent.ok ? sent : fail(sent.error);
      }
    } finally {
      clearTimeout(timer);
    }
  }

  type Sent = { ok: true; value: RawAnswer } | { ok: false; error: AppError; again: boolean };

  async function send(request: Exchange, signal: AbortSignal, deadline: AbortSignal): Promise<Sent> {
    const { target } = request;
    let url = new URL(target.address + request.path);
    for (const [name, value] of Object.entries(request.query ?? {})) url.searchParams.append(name, value);
    const body = request.body === undefined ? null : JSON.stringify(request.body);
    const headers: Record<string, string> = { accept: 'application/json', ...request.headers };
    if (deps.userAgent !== undefined) headers['user-agent'] = deps.userAgent;
    if (request.method === 'GET') headers['cache-control'] = 'no-cache';
    if (body !== null) headers['content-type'] = 'application/json';
    if (target.credential !== null) headers['authorization'] = `Bearer ${target.credential}`;

    for (let hop = 0; ; hop += 1) {
      if (signal.aborted) {
        const failure = { failure: 'aborted', detail: '' } as const;
        return { ok: false, error: transportError(failure, target.address, deadline.aborted), again: false };
      }
      const answer = await deps.transport.send({
        connectionId: target.connectionId,
        url: url.href,
        method: request.method,
        headers,
        body,
        connectTimeoutMs: limits.connectMs,
        maxBytes: limits.maxBytes,
        ...(request.unread === true && { unread: true }),
        signal,
      });
      if (!answer.ok) {
        if (answer.failure.failure === 'tls') deps.onUntrusted?.(answer.failure.certificate);
        return {
          ok: false,
          error: transportError(answer.failure, target.address, deadline.aborted),
          again: retriedFailures.has(answer.failure.failure),
        };
      }
      if (wantsClientCertificate(answer)) {
        const failure = { failure: 'client-certificate', detail: `HTTP ${answer.status}` } as const;
        return { ok: false, error: transportError(failure, target.address, false), again: false };
      }
      const location = answer.headers['location'];
      if (!redirectStatuses.has(answer.status) || location === undefined || request.redirects === 'keep') {
        return { ok: true, value: answer };
      }
      const next = URL.canParse(location, url) ? new URL(location, url) : null;
      if (next === null || hop >= maxRedirects) {
        return {
          ok: false,
          error: malformedError(target.address, malformedText.redirects, null),
          again: false,
        };
      }
      // A write isn't sent twice: the first address may have done it already.
      if (next.origin !== url.origin || request.method !== 'GET') {
        return {
          ok: false,
          error: redirectedError(target.address, url, next),
          again: false,
        };
      }
      url = next;
    }
  }

  /** How long to wait before the next try, in ms; null: don't. */
  function retryDelay(sent: Sent, attempt: number): number | null {
    const backOff = 250 * 2 ** (attempt - 1) * (0.5 + random());
    if (!sent.ok) return sent.again ? backOff : null;
    const { status } = sent.value;
    if (status !== 429 && !retriedStatuses.has(status)) return null;
    const asked = retryAfterMs(sent.value, now());
    if (asked === null) return status === 429 ? null : backOff;
    return asked <= longestWaitMs ? Math.max(asked, backOff) : null;
  }

  return {
    async request<T>(request: HttpRequest<T>): Promise<Result<HttpReply<T>>> {
      const { schema, readError, reading, ...rest } = request;
      const attempts = request.method === 'GET' ? attemptsOfGet : 1;
      const exchanged = await exchange({ ...rest, attempts, unread: isUnreadList(schema) });
      if (!exchanged.ok) return exchanged;
      const raw = exchanged.value;
      const { address } = request.target;
      if (raw.status < 200 || raw.status > 299) {
        return fail(failedAnswer(await read(raw), request, now()));
      }
      // A list of an hour ago must not pass for today's, and a reading from before a change proves nothing about it.
      if (request.method === 'GET' && ageMs(raw) > oldestAnswerMs)
        return fail(cachedError(address, ageMs(raw)));
      if (reading !== undefined) {
        const { path, query = {} } = request;
        if (await reading.isKnown({ ...raw, path, query, serverDate: serverDate(raw) }))
          return fail(transportError({ failure: 'aborted', detail: '' }, address, false));
      }
      const answer = isUnread(schema, raw.body) ? { ...raw, json: [], text: '[]' } : await read(raw);
      const part = request.method === 'GET' && !isPage(request.query) ? partOfList(answer) : null;
      if (part !== null) return fail(malformedError(address, malformedText.partial, part));
      const found = readValue(answer, address, schema);
      if (!found.ok) return found;
      return ok({ value: found.value, status: answer.status, serverDate: serverDate(answer) });
    },

    // Tried once, because a person waits for it.
    async probe(request) {
      const exchanged = await exchange({ ...request, attempts: 1 });
      return exchanged.ok ? ok(await read(exchanged.value)) : exchanged;
    },

    forget: (connectionId) => deps.transport.forget(connectionId),
  };
}

/** Lists that are asked for page by page count for themselves. */
const isPage = (query: Readonly<Record<string, string>> = {}): boolean => 'page' in query || 'skip' in query;

const read = ({ status, headers, body }: RawAnswer): Promise<HttpAnswer> => readAnswer(status, headers, body);

function addressProblem(target: HttpTarget): AppError | null {
  const url = parseAddress(target.address);
  if (url === null) {
    return invalidError(addressText.unusable.sentence, addressText.unusable.nextStep);
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname) && !target.allowInsecure) {
    return errorFrom('not-allowed', addressText.insecure(hostOf(target.address)));
  }
  return null;
}

/** An answer outside 2xx. The provider reads it first, and only JSON: a web page is never the server's own error. */
function failedAnswer(
  answer: HttpAnswer,
  { target, method, readError }: Pick<HttpRequest<unknown>, 'target' | 'method' | 'readError'>,
  now: number,
): AppError {
  const { address, credential } = target;
  const { status } = answer;
  // A request without a credential is a sign-in, which changes nothing.
  const isChange = method !== 'GET' && credential !== null;
  const retryAfter = retryAfterMs(answer, now);
  const own = answer.json === undefined ? null : readError(answer);
  const isProxyPage =
    status === 511 || status === 407 || (isHtml(answer) && (status < 404 || status === 451));
  // Only the system itself refuses a change: a gateway's 403, 404 or 429 may come after the server has made it.
  if (own === null && isChange && status < 500 && !isProxyPage) return unprovenError(address, status);
  // Whatever the server says of it.
  if (status === 429) return rateLimitedError(address, retryAfter);
  if (own !== null) return own;
  return isProxyPage ? proxyPageError(address, `HTTP ${status}`) : statusError(status, address, retryAfter);
}

function readValue<T>(answer: HttpAnswer, address: string, schema: z.ZodType<T> | null): Result<T> {
  const detail = `HTTP ${answer.status}, ${answer.headers['content-type'] ?? 'no content type'}, ${answer.text.length} characters`;
  // Also where no body is due: a portal's 200 for a DELETE doesn't mean that the server did it.
  if (isHtml(answer)) return fail(proxyPageError(address, detail));
  // Without a schema there is no value; callers that pass null don't look at it.
  if (schema === null) return ok(null as T);
  if (answer.text.trim() === '') return fail(malformedError(address, malformedText.empty, detail));
  if (answer.json === undefined) {
    return claimsJson(answer)
      ? fail(malformedError(address, malformedText.garbled, detail))
      : fail(errorFrom('not-json', failureText.notJson(hostOf(address)), detail));
  }
  const parsed = schema.safeParse(answer.json);
  if (parsed.success) return ok(parsed.data);
  // Paths and codes only: values could be an e-mail or a secret.
  const issues = parsed.error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.map(String).join('.') || 'answer'}: ${issue.code}`);
  return fail(malformedError(address, malformedText.otherShape, issues.join('; ')));
}

function abortableSleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
}
