import type { z } from 'zod';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { plainError } from '../../base/errors.ts';
import { hostOf } from '../../http/address.ts';
import { malformedError } from '../../http/failures.ts';
import type { HttpClient, HttpMethod, HttpTarget } from '../../http/http.ts';
import { idAt, readPages, type Page } from '../paging.ts';
import type { ConnectionStorage } from '../provider.ts';
import { exchange, notThisApi, plainResult, type Outcome, type Reply } from './exchange.ts';
import { commonHeaders } from './headers.ts';
import { localeOf, pathOf, usesSecureChannel, type PathValues, type Route } from './options.ts';
import { isChannelLost, sessionEnded } from './read-error.ts';
import { createSecureChannels, type Channel, type Schedule } from './secure-channel.ts';
import type { Secret } from './secret.ts';
import { createSessionSecret } from './session-secret.ts';
import * as wire from './wire.ts';
import { systemText } from './text.ts';

export interface Call<T> {
  method: HttpMethod;
  route: Route;
  values?: PathValues;
  query?: Readonly<Record<string, string>>;
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
  /** Of the answer's `data`; null where it isn't looked at. */
  schema: z.ZodType<T> | null;
  /** What to say where the server has nothing at this path. */
  missing?: AppError;
}

export interface Calls {
  /** Asks or changes something. Changes go over the secure channel where the connection is set to. */
  send<T>(call: Call<T>, signal: AbortSignal): Promise<Result<Reply<T>>>;
  /** All records of a list, whatever its style of pages. `query` also asks for the first page. */
  list(call: Omit<Call<unknown>, 'method' | 'schema'>, signal: AbortSignal): Promise<Result<Records>>;
  secret(): Promise<Result<Secret>>;
}

export interface Records {
  records: unknown[];
  /** The server's clock, epoch ms; null where it can't be believed. */
  at: number | null;
}

interface Cursor {
  query: Readonly<Record<string, string>> | undefined;
  /** Pages read before. */
  fetched: number;
}

interface RecordsPage extends Page<Cursor> {
  at: number | null;
}

/** The calls of one connection, as one identity. */
export function createCalls(
  http: HttpClient,
  target: HttpTarget,
  storage: ConnectionStorage,
  schedule: Schedule,
): Calls {
  const secrets = createSessionSecret(http, target, storage);
  const sealed = usesSecureChannel(storage.options);

  async function once<T>(
    call: Call<T>,
    secret: Secret,
    channel: Channel | null,
    signal: AbortSignal,
  ): Promise<Outcome<T>> {
    const refused = (error: AppError): Outcome<T> => ({ ok: false, error, code: null, at: null });
    const path = pathOf(storage.options, call.route, call.values);
    if (!path.ok) return refused(path.error);
    const locale = localeOf(storage.options);
    if (!locale.ok) return refused(locale.error);
    const outcome = await exchange(
      http,
      {
        target: { ...target, credential: secret.access },
        method: call.method,
        path: path.value,
        query: call.query,
        headers: {
          ...commonHeaders(secret, locale.value, call.values?.workspaceId ?? null),
          ...call.headers,
        },
        body: call.body,
        schema: call.schema,
        channel,
        missing: call.missing ?? null,
      },
      signal,
    );
    secrets.noteServerTime(outcome.ok ? outcome.value.at : outcome.at);
    return outcome;
  }

  /** As the present token's session, or once more as a refreshed one. */
  async function asSession<T>(
    call: Call<T>,
    channel: Channel | null,
    signal: AbortSignal,
  ): Promise<Outcome<T>> {
    const unsent = (error: AppError): Outcome<T> => ({ ok: false, error, code: null, at: null });
    const secret = await secrets.current();
    if (!secret.ok) return unsent(secret.error);
    const outcome = await once(call, secret.value, channel, signal);
    if (outcome.ok || outcome.code !== sessionEnded) return outcome;
    const renewed = await secrets.renewed(secret.value.access);
    if (renewed === null) return outcome;
    return renewed.ok ? once(call, renewed.value, channel, signal) : unsent(renewed.error);
  }

  const plainly = async <T>(call: Call<T>, signal: AbortSignal): Promise<Result<Reply<T>>> =>
    plainResult(await asSession(call, null, signal));

  const noChannel = plainError(
    'not-implemented',
    systemText.noSecureChannel(hostOf(target.address)),
    systemText.turnOffSecureChannel,
  );
  const channels = createSecureChannels(
    {
      async publicKey(signal) {
        const reply = await plainly(
          { method: 'GET', route: 'secureChannelKey', schema: wire.publicKey, missing: noChannel },
          signal,
        );
        return reply.ok ? ok(reply.value.data) : reply;
      },
      async session(body, signal) {
        const reply = await plainly(
          {
            method: 'POST',
            route: 'secureChannelSession',
            body,
            schema: wire.channelSession,
            missing: noChannel,
          },
          signal,
        );
        return reply.ok ? ok(reply.value.data) : reply;
      },
      close: (headers) =>
        plainly(
          { method: 'POST', route: 'secureChannelClose', headers, body: {}, schema: null },
          new AbortController().signal,
        ),
    },
    schedule,
  );

  async function overChannel<T>(call: Call<T>, signal: AbortSignal): Promise<Result<Outcome<T>>> {
    const lent = await channels.borrow();
    if (!lent.ok) return lent;
    const { channel, done } = lent.value;
    const outcome = await asSession(call, channel, signal);
    if (!outcome.ok && isChannelLost(outcome.code)) channels.drop(channel);
    done();
    return ok(outcome);
  }

  async function send<T>(call: Call<T>, signal: AbortSignal): Promise<Result<Reply<T>>> {
    if (call.method === 'GET' || !sealed) return plainly(call, signal);
    const first = await overChannel(call, signal);
    if (!first.ok) return first;
    if (first.value.ok || !isChannelLost(first.value.code)) return plainResult(first.value);
    // The server knows nothing of that channel, so it did nothing either. Once: a gateway that forgets every channel is broken.
    const second = await overChannel(call, signal);
    return second.ok ? plainResult(second.value) : second;
  }

  return {
    send,
    secret: () => secrets.current(),
    async list(call, signal) {
      const all = await readPages<Cursor, RecordsPage>({
        first: { query: call.query, fetched: 0 },
        idOf: call.route === 'members' ? idAt('accountId') : idAt('workspaceBizId', 'bizId'),
        incomplete: (detail) =>
          malformedError(target.address, 'is incomplete: the list changed while it was read', detail),
        async ask({ query, fetched }) {
          const reply = await plainly(
            { ...call, ...(query === undefined ? {} : { query }), method: 'GET', schema: wire.anything },
            signal,
          );
          if (!reply.ok) return reply;
          const page = wire.readPage(reply.value.data);
          if (page === null) return fail(notThisApi(target.address, null));
          const { records, place } = page;
          const isLast = place === null || records.length === 0 || fetched + 1 >= place.totalPages;
          return ok({
            records,
            total: place?.totalElements ?? null,
            at: reply.value.at,
            next: isLast
              ? null
              : {
                  fetched: fetched + 1,
                  // Pages are counted from 0; a server that counts from 1 says so in its answer.
                  query: { ...call.query, page: String(place.number + 1), size: String(place.size) },
                },
          });
        },
      });
      return all.ok ? ok({ records: all.value.records, at: all.value.last.at }) : all;
    },
  };
}
