import { z } from 'zod';
import { createHttpClient, type HttpClientDeps } from '../../../src-main/http/client.ts';
import type {
  HttpRequest,
  TransportAnswer,
  TransportFailure,
  TransportRequest,
} from '../../../src-main/http/http.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';

export const address = 'https://api.example.com/base';
export const schema = z.object({ name: z.string() });
export const never = new AbortController().signal;

export const answer = (
  status: number,
  body: unknown,
  headers: Record<string, string> = { 'content-type': 'application/json' },
): TransportAnswer => ({
  ok: true,
  status,
  headers,
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
});
export const html = (status: number, text = '<!doctype html><title>Hello</title>') =>
  answer(status, text, { 'content-type': 'text/html' });
export const failure = (
  kind: Exclude<TransportFailure['failure'], 'tls' | 'proxy-sign-in' | 'blocked'>,
): TransportAnswer => ({
  ok: false,
  failure: { failure: kind, detail: 'ERR' },
});

/** A client over a scripted transport: the last answer repeats. */
export function scripted(answers: TransportAnswer[], deps: Partial<HttpClientDeps> = {}) {
  const sent: TransportRequest[] = [];
  const waits: number[] = [];
  const client = createHttpClient({
    random: () => 0.5,
    sleep: async (ms) => {
      waits.push(ms);
    },
    now: () => 1_000_000,
    transport: {
      send: async (request) => {
        sent.push(request);
        const next = answers[Math.min(sent.length, answers.length) - 1];
        if (next === undefined) throw new Error('no answer scripted');
        return next;
      },
      forget: async () => undefined,
    },
    ...deps,
  });
  const request = (overrides: Partial<HttpRequest<z.infer<typeof schema>>> = {}) =>
    client.request({
      target: { connectionId: 'c', address, credential: 'top-secret', allowInsecure: false },
      method: 'GET',
      path: '/things',
      schema,
      readError: () => null,
      signal: never,
      ...overrides,
    });
  const errorOf = async (overrides: Partial<HttpRequest<z.infer<typeof schema>>> = {}): Promise<AppError> => {
    const result = await request(overrides);
    if (result.ok) throw new Error('expected a failure');
    return result.error;
  };
  return { client, sent, waits, request, errorOf };
}
