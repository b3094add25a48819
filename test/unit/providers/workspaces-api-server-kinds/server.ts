import { createHttpClient } from '../../../../src-main/http/client.ts';
import type { TransportAnswer, TransportRequest } from '../../../../src-main/http/http.ts';
import { workspacesApi } from '../../../../src-main/providers/workspaces-api/provider.ts';
import { memoryStorage } from '../../../support/connection-storage.ts';
import { targetOf } from '../../../support/target.ts';
import { start } from '../../../support/time.ts';

/* Servers that differ from each other where the documents leave it open. */

export const base = 'https://api.example.com';

export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  body: unknown;
  bearer: string | undefined;
}
export type Route = (asked: Asked) => { status: number; json: unknown };

export const said = (data: unknown, status = 200) => ({
  status,
  json: { success: true, data, message: 'ok' },
});
export const refused = (status: number, code: string) => ({
  status,
  json: { error: { code, message: 'no', details: {}, timestamp: '' } },
});
export const missing = { status: 404, json: { detail: 'Not Found' } };
export const organizations = said({ organizations: [{ id: 1, name: 'One', role: 'Admin' }], total_count: 1 });
export const roles = said({
  roles: [
    { id: 11, name: 'Admin' },
    { id: 12, name: 'Auditor' },
  ],
});

/** A session over these routes ("GET /api/v1/…"); whatever isn't among them is a 404 in nobody's shape. */
export function sessionOver(routes: Record<string, Route>, secret = 'pat_x', address = base) {
  const asked: Asked[] = [];
  const answerTo = (request: TransportRequest): TransportAnswer => {
    const url = new URL(request.url);
    const one: Asked = {
      method: request.method,
      path: url.pathname,
      query: url.searchParams,
      body: request.body === null ? null : JSON.parse(request.body),
      bearer: request.headers['authorization'],
    };
    asked.push(one);
    const { status, json } = routes[`${one.method} ${one.path}`]?.(one) ?? missing;
    const body = Buffer.from(JSON.stringify(json));
    return { ok: true, status, headers: { 'content-type': 'application/json' }, body };
  };
  const http = createHttpClient({
    transport: { send: (request) => Promise.resolve(answerTo(request)), forget: () => Promise.resolve() },
    sleep: () => Promise.resolve(),
  });
  const storage = memoryStorage(secret, { now: () => start });
  const count = (route: string) => asked.filter(({ method, path }) => `${method} ${path}` === route).length;
  return { session: workspacesApi.session(http, targetOf(address), storage), asked, count, storage };
}
