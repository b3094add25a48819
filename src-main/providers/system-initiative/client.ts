import type { z } from 'zod';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import type { HttpClient, HttpMethod, HttpReply, HttpTarget } from '../../http/http.ts';
import type { ListReading } from '../../http/list-reading.ts';
import { parseAddress } from '../../http/address.ts';
import { path } from '../../http/path.ts';
import { readSystemInitiativeError } from './read-error.ts';
import { roleToPublic } from './roles.ts';
import type { ApiVariantId } from './sign-in.ts';
import * as wire from './wire.ts';
import { ownValue } from '../../../src-preload/shared/own.ts';

export interface Calls {
  whoami(signal: AbortSignal): Promise<Result<wire.Whoami>>;
  /** Which API this address is; asks once, by `whoami`, where the address doesn't show it. */
  apiVariant(signal: AbortSignal): Promise<Result<ApiVariantId>>;
  send<T>(
    method: HttpMethod,
    path: string,
    body: unknown,
    schema: z.ZodType<T> | null,
    signal: AbortSignal,
    reading?: ListReading,
  ): Promise<Result<HttpReply<T>>>;
}

/** The vendor's two addresses. Their ports on a developer's machine say nothing sure, so those are asked. */
const knownApiVariants: Readonly<Record<string, ApiVariantId>> = {
  'auth-api.systeminit.com': 'auth',
  'api.systeminit.com': 'public',
};

/** The calls of one connection, as one identity. `recognised`: the API variant that its address was found to be, if it was. */
export function createCalls(http: HttpClient, target: HttpTarget, recognised: ApiVariantId | null): Calls {
  const readError = readSystemInitiativeError(target.address);
  let apiVariant: ApiVariantId | null =
    recognised ?? ownValue(knownApiVariants, parseAddress(target.address)?.host ?? '') ?? null;

  const send: Calls['send'] = (method, path, body, schema, signal, reading) =>
    http.request({
      target,
      method,
      path,
      ...(body === undefined ? {} : { body }),
      schema,
      readError,
      reading,
      signal,
    });

  async function whoami(signal: AbortSignal): Promise<Result<wire.Whoami>> {
    const reply = await send('GET', '/whoami', undefined, wire.whoami, signal);
    if (!reply.ok) return reply;
    apiVariant = 'user' in reply.value.value ? 'auth' : 'public';
    return ok(reply.value.value);
  }

  return {
    send,
    whoami,
    async apiVariant(signal) {
      if (apiVariant !== null) return ok(apiVariant);
      const asked = await whoami(signal);
      if (!asked.ok) return fail(asked.error);
      return ok('user' in asked.value ? 'auth' : 'public');
    },
  };
}

/** The paths of both APIs. The auth API has `/workspaces/` for workspaces and singular `/workspace/` for their members. */
export const paths = {
  workspaces: (apiVariant: ApiVariantId) =>
    apiVariant === 'auth' ? '/workspaces' : '/management/workspaces',
  create: (apiVariant: ApiVariantId) =>
    apiVariant === 'auth' ? '/workspaces/new' : '/management/workspaces',
  workspace: (apiVariant: ApiVariantId, id: string) => paths.workspaces(apiVariant) + path`/${id}`,
  members: (apiVariant: ApiVariantId, id: string) =>
    apiVariant === 'auth' ? path`/workspace/${id}/members` : path`/management/workspaces/${id}/members`,
  role: (apiVariant: ApiVariantId, id: string) =>
    apiVariant === 'auth'
      ? path`/workspace/${id}/membership`
      : path`/management/workspaces/${id}/update_member_access`,
  leave: (apiVariant: ApiVariantId, id: string) =>
    apiVariant === 'auth' ? path`/workspace/${id}/leave` : path`/management/workspaces/${id}/leave`,
  tokens: (id: string) => path`/workspaces/${id}/authTokens`,
  token: (id: string, tokenId: string) => path`/workspaces/${id}/authTokens/${tokenId}`,
};

export const roleBody = (apiVariant: ApiVariantId, userId: string, role: string) => ({
  userId,
  role: apiVariant === 'public' ? roleToPublic(role) : role,
});
