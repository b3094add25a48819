import { z } from 'zod';
import { ok, type Result } from '../../../src-preload/shared/result.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { plainError } from '../../base/errors.ts';
import { hostOf } from '../../http/address.ts';
import { malformedError } from '../../http/failures.ts';
import type { HttpAnswer, HttpClient, HttpMethod, HttpReply, HttpTarget } from '../../http/http.ts';
import type { ListReading } from '../../http/list-reading.ts';
import { jwtExpiry } from '../jwt.ts';
import type { ConnectionStorage } from '../provider.ts';
import { fetchAll, type Listed } from './pages.ts';
import { rootOf, paths } from './paths.ts';
import { codeOf, notBuilt, readWorkspacesApiError } from './read-error.ts';
import { readSecret, writeSecret, type Secret } from './secret.ts';
import * as wire from './wire.ts';
import { workspacesApiText } from './text.ts';

/** An access token with less than this left (ms) is renewed before it is used. */
const refreshBeforeExpiryMs = 60_000;

/** `no-data`: the server said yes, in JSON, without what the documents promise: how a stub answers. */
export type EndpointAnswer<T> =
  | { answer: 'value'; value: T; serverDate: number | null }
  | { answer: 'no-data' }
  | { answer: 'failed'; error: AppError };

export interface Calls {
  host: string;
  /** What the login reported about the person, for servers that don't report it later. */
  signedIn: Secret['user'];
  send<T>(
    method: HttpMethod,
    path: string,
    body: unknown,
    schema: z.ZodType<T>,
    signal: AbortSignal,
  ): Promise<Result<HttpReply<T>>>;
  /** The same for routes that may be stubs. */
  ask<T>(
    method: HttpMethod,
    path: string,
    body: unknown,
    schema: z.ZodType<T>,
    signal: AbortSignal,
  ): Promise<EndpointAnswer<T>>;
  /** A whole list, page by page. `not-implemented` also where the answer has no list of that name. */
  list(path: string, name: string, signal: AbortSignal, reading?: ListReading): Promise<Result<Listed>>;
}

/** The calls of one sign-in. The access token is renewed ahead of its end, and once when the server says that it is over. */
export function createCalls(http: HttpClient, target: HttpTarget, storage: ConnectionStorage): Calls {
  const address = rootOf(target.address);
  const host = hostOf(address);
  const readError = readWorkspacesApiError(address);
  let secret = readSecret(storage.secret);
  let renewing: Promise<Result<null>> | null = null;

  /** Requests that find the token old at the same time share one renewal. */
  function renew(): Promise<Result<null>> {
    renewing ??= renewOnce().finally(() => {
      renewing = null;
    });
    return renewing;
  }

  async function renewOnce(): Promise<Result<null>> {
    const old = secret;
    if (old === null || old.refresh === null) return ok(null);
    const reply = await http.request({
      target: { ...target, address, credential: null },
      method: 'POST',
      path: paths.refresh,
      body: { refresh_token: old.refresh },
      schema: wire.refreshAnswer,
      readError: readRenewalError,
      // Shared by several requests: one of them being cancelled must not end it for the others.
      signal: new AbortController().signal,
    });
    if (!reply.ok) return reply;
    const { access_token: access, refresh_token: refresh } = reply.value.value;
    secret = {
      ...old,
      access,
      refresh: refresh ?? old.refresh,
      expiresAt: endOf(reply.value.value, storage.now()),
    };
    await storage.keepSecret(writeSecret(secret));
    return ok(null);
  }

  const readRenewalError = (answer: HttpAnswer): AppError | null => {
    const error = readError(answer);
    return error?.kind === 'signed-out'
      ? { ...error, sentence: workspacesApiText.renewalFailed(host) }
      : error;
  };

  async function renewIfDue(): Promise<Result<null>> {
    if (secret === null || secret.refresh === null || secret.expiresAt === null) return ok(null);
    const left = secret.expiresAt - storage.now();
    if (left > refreshBeforeExpiryMs) return ok(null);
    const renewed = await renew();
    // The token at hand is still good for a moment, whatever the renewal came to.
    return left > 0 ? ok(null) : renewed;
  }

  async function request<T>(
    method: HttpMethod,
    path: string,
    options: { body?: unknown; query?: Readonly<Record<string, string>>; reading?: ListReading | undefined },
    schema: z.ZodType<T>,
    signal: AbortSignal,
  ): Promise<Result<HttpReply<T>>> {
    const due = await renewIfDue();
    if (!due.ok) return due;
    const used = secret?.access ?? null;
    const seen = { expired: false };
    const attempt = () =>
      http.request({
        target: { ...target, address, credential: secret?.access ?? null },
        method,
        path,
        ...options,
        schema,
        readError: (answer) => {
          seen.expired = answer.status === 401 && codeOf(answer) === 'AUTH_EXPIRED';
          return readError(answer);
        },
        signal,
      });
    const first = await attempt();
    if (first.ok || !seen.expired || secret === null || secret.refresh === null) return first;
    // A request before this one may have renewed it in the meantime.
    const renewed = secret.access === used ? await renew() : ok(null);
    // A 401 did nothing, so whatever was asked may be asked again.
    return renewed.ok ? attempt() : renewed;
  }

  const withBody = (body: unknown) => (body === undefined ? {} : { body });

  return {
    host,
    signedIn: secret?.user ?? null,
    send: (method, path, body, schema, signal) => request(method, path, withBody(body), schema, signal),
    async ask(method, path, body, schema, signal) {
      const reply = await request(method, path, withBody(body), z.unknown(), signal);
      if (!reply.ok) return { answer: 'failed', error: reply.error };
      const read = schema.safeParse(reply.value.value);
      return read.success
        ? { answer: 'value', value: read.data, serverDate: reply.value.serverDate }
        : { answer: 'no-data' };
    },
    list: (path, name, signal, reading) =>
      fetchAll(
        (query) => request('GET', path, { query, reading }, z.unknown(), signal),
        name,
        () => notBuilt(host, `this list of ${name}`, 'HTTP 200 without the documented data'),
        (detail) => malformedError(address, `ended before the list of ${name} was complete`, detail),
      ),
  };
}

/** When an access token that was just given ends, epoch ms by this computer's clock. */
export function endOf(
  answer: { access_token: string; expires_in?: number | null | undefined },
  now: number,
): number | null {
  const { expires_in: seconds } = answer;
  return seconds === undefined || seconds === null ? jwtExpiry(answer.access_token) : now + seconds * 1000;
}

/** Does this error say that the route is not there? On a collection a 404 says so too: nothing was named that could be missing. */
export const isStub = (error: AppError): boolean =>
  error.kind === 'not-implemented' || error.kind === 'not-found';

/** The server said yes to a write without telling what it did: reading back has to show it. */
export const noAnswerError = (host: string, what: string): AppError => ({
  ...plainError(
    'malformed',
    workspacesApiText.emptyAnswer(host, what),
    workspacesApiText.checkWhetherDone,
    'HTTP 200 without the documented data',
  ),
  retryable: false,
});
