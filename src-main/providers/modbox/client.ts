import type { z } from 'zod';
import type { Result } from '../../../src-preload/shared/result.ts';
import type { HttpClient, HttpMethod, HttpReply, HttpTarget } from '../../http/http.ts';
import type { ListReading } from '../../http/list-reading.ts';
import { path } from '../../http/path.ts';
import type { ConnectionStorage } from '../provider.ts';
import { createTokenRefresher } from '../token-refresher.ts';
import { readModboxError } from './read-error.ts';
import { pairOf, readSecret, writeSecret } from './secret.ts';
import * as wire from './wire.ts';

export interface Call<T> {
  method: HttpMethod;
  path: string;
  query?: Readonly<Record<string, string>>;
  body?: unknown;
  /** Sent as `X-Workspace-Id`, which resource calls are scoped by. */
  workspaceId?: string;
  /** null where no body is due. */
  schema: z.ZodType<T> | null;
  reading?: ListReading | undefined;
}

export type Send = <T>(call: Call<T>, signal: AbortSignal) => Promise<Result<HttpReply<T>>>;

/** The calls of one connection. Access tokens live five minutes: they are traded ahead of their end. */
export function createSend(http: HttpClient, target: HttpTarget, storage: ConnectionStorage): Send {
  const readError = readModboxError(target.address);
  const refresher = createTokenRefresher({
    first: readSecret(storage.secret) ?? { access: '', refresh: null, accessExpiresAt: null },
    now: () => storage.now(),
    async exchange(refreshToken, signal) {
      const reply = await http.request({
        target: { ...target, credential: null },
        method: 'POST',
        path: '/auth/refresh',
        body: { refresh_token: refreshToken },
        schema: wire.signInTokens,
        readError,
        signal,
      });
      return reply.ok ? { ok: true, value: pairOf(reply.value.value, storage.now()) } : reply;
    },
    store: (pair) => storage.keepSecret(writeSecret(pair)),
  });
  return ({ workspaceId, ...call }, signal) =>
    refresher.withToken((access) =>
      http.request({
        ...call,
        target: { ...target, credential: access === '' ? null : access },
        ...(workspaceId === undefined ? {} : { headers: { 'x-workspace-id': workspaceId } }),
        readError,
        signal,
      }),
    );
}

export const paths = {
  workspace: (id: string) => path`/workspaces/${id}`,
  members: (id: string) => `${paths.workspace(id)}/members`,
  member: (id: string, userId: string) => paths.members(id) + path`/${userId}`,
  /** The secret itself is in the path: no error, log or address shown may carry it. */
  token: (secret: string) => path`/api-tokens/${secret}`,
};
