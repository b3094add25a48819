import type { z } from 'zod';
import type { Result } from '../../../src-preload/shared/result.ts';
import type { HttpClient, HttpMethod, HttpReply, HttpTarget } from '../../http/http.ts';
import type { ListReading } from '../../http/list-reading.ts';
import { path } from '../../http/path.ts';
import { partsOf } from './place-ids.ts';
import { readUnstructuredError } from './read-error.ts';

export interface Calls {
  send<T>(
    method: HttpMethod,
    path: string,
    body: unknown,
    schema: z.ZodType<T> | null,
    signal: AbortSignal,
    reading?: ListReading,
  ): Promise<Result<HttpReply<T>>>;
}

/** The management API as one identity. `secret`: its session token. */
export function createCalls(http: HttpClient, target: HttpTarget, secret: string): Calls {
  const signedIn = { ...target, credential: secret === '' ? null : secret };
  const readError = readUnstructuredError(target.address);
  return {
    send: (method, path, body, schema, signal, reading) =>
      http.request({
        target: signedIn,
        method,
        path,
        ...(body === undefined ? {} : { body }),
        schema,
        readError,
        reading,
        signal,
      }),
  };
}

const api = '/api/v1';

/** Collections end in a slash, single things don't. Parts of a place's id are encoded already. */
export const paths = {
  me: `${api}/users/me`,
  organizations: `${api}/organizations/`,
  workspaces: (placeId: string) => `${api}/organizations/${partsOf(placeId).organization}/workspaces/`,
  organizationMembers: (placeId: string) => `${api}/organizations/${partsOf(placeId).organization}/members/`,
  members: (placeId: string) => `${placePath(placeId)}/members/`,
  member: (placeId: string, userId: string) => `${placePath(placeId)}/members` + path`/${userId}`,
  keys: (placeId: string) => `${placePath(placeId)}/api-keys/`,
  key: (placeId: string, keyId: string) => `${placePath(placeId)}/api-keys` + path`/${keyId}`,
  keyValue: (placeId: string, keyId: string) => `${paths.key(placeId, keyId)}/value`,
};

function placePath(placeId: string): string {
  const { organization, workspace } = partsOf(placeId);
  return `${api}/organizations/${organization}${workspace === null ? '' : `/workspaces/${workspace}`}`;
}
