import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createHttpClient, type HttpClientDeps } from '../../../src-main/http/client.ts';
import type {
  HttpAnswer,
  HttpRequest,
  TransportAnswer,
  TransportFailure,
  TransportRequest,
} from '../../../src-main/http/http.ts';
import type { AppError, CertificateDetails } from '../../../src-preload/contract/result.ts';

const address = 'https://api.example.com/base';
const schema = z.object({ name: z.string() });
const never = new AbortController().signal;

const answer = (
  status: number,
  body: unknown,
  headers: Record<string, string> = { 'content-type': 'application/json' },
): TransportAnswer => ({
  ok: true,
  status,
  headers,
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
});
const html = (status: number, text = '<!doctype html><title>Hello</title>') =>
  answer(status, text, { 'content-type': 'text/html' });
const failure = (
  kind: Exclude<TransportFailure['failure'], 'tls' | 'proxy-sign-in' | 'blocked'>,
): TransportAnswer => ({
  ok: false,
  failure: { failure: kind, detail: 'ERR' },
});

/** A client over a scripted transport: the last answer repeats. */
function scripted(answers: TransportAnswer[], deps: Partial<HttpClientDeps> = {}) {
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

describe('a good response', () => {
  it('is parsed, with the server’s clock', async () => {
    const headers = { 'content-type': 'application/json', date: 'Sun, 22 Nov 2026 00:00:00 GMT' };
    const { request, sent } = scripted([answer(200, { name: 'a', token: 'x' }, headers)]);
    expect(await request({ query: { q: 'a b' } })).toEqual({
      ok: true,
      value: { value: { name: 'a' }, status: 200, serverDate: Date.UTC(2026, 10, 22) },
    });
    expect(sent[0]).toMatchObject({
      url: 'https://api.example.com/base/things?q=a+b',
      headers: { authorization: 'Bearer top-secret' },
      connectTimeoutMs: 10_000,
      maxBytes: 64 * 1024 * 1024,
    });
  });

  it('needs no body if no schema is given', async () => {
    const { request } = scripted([answer(204, '', {})]);
    expect((await request({ schema: null, method: 'DELETE' })).ok).toBe(true);
  });
});

describe('an unexpected response', () => {
  it.each([
    ['a page with 200', html(200), 'proxy'],
    ['a page with 511', html(511), 'proxy'],
    ['a page with 401', html(401), 'proxy'],
    ['a page with 403', html(403), 'proxy'],
    ['a page with 404', html(404), 'not-found'],
    ['a gateway’s page', html(500), 'server'],
    ['plain text', answer(200, 'hello', { 'content-type': 'text/plain' }), 'not-json'],
    ['nothing', answer(200, ''), 'malformed'],
    ['half of the JSON', answer(200, '{"name":"a'), 'malformed'],
    ['other JSON', answer(200, { title: 'a' }), 'malformed'],
    ['a proxy that wants a password', answer(407, '', {}), 'proxy'],
    ['a 501', answer(501, {}), 'not-implemented'],
    ['a 409', answer(409, {}), 'conflict'],
    ['a 400', answer(400, {}), 'invalid'],
    ['a 418', answer(418, {}), 'malformed'],
  ])('with %s is reported as %s', async (_, scriptedAnswer, kind) => {
    const { errorOf } = scripted([scriptedAnswer]);
    const error = await errorOf();
    expect(error.kind).toBe(kind);
    expect(error.sentence).toContain('api.example.com');
    expect(error.nextStep).not.toBe('');
  });

  it('that is a web page doesn’t count as success of a DELETE', async () => {
    const { errorOf } = scripted([html(200)]);
    expect((await errorOf({ method: 'DELETE', schema: null })).kind).toBe('proxy');
  });

  it('is described by paths in the detail, never by values', async () => {
    const { errorOf } = scripted([answer(200, { name: { secret: 'hush' } })]);
    const error = await errorOf();
    expect(error.detail).toContain('name');
    expect(JSON.stringify(error)).not.toContain('hush');
  });
});

describe('a response from a cache', () => {
  const cached = (age: string, more: Record<string, string> = {}) =>
    answer(200, { name: 'a' }, { 'content-type': 'application/json', age, ...more });

  it.each(['6', '3600', '99999999999'])('is an error when it is %s seconds old', async (age) => {
    const error = await scripted([cached(age)]).errorOf();
    expect(error).toMatchObject({ kind: 'malformed', retryable: true });
    expect(error.sentence).toContain('A cache responded instead of api.example.com');
  });

  it.each(['0', '3', '-5', 'old'])(
    'is taken with Age %s, without its Date for the server’s clock',
    async (age) => {
      const date = 'Sun, 22 Nov 2026 00:00:00 GMT';
      expect(await scripted([cached(age, { date })]).request()).toMatchObject({
        ok: true,
        value: { serverDate: null },
      });
    },
  );

  it('is avoided by sending no-cache with reads', async () => {
    const { request, sent } = scripted([answer(200, { name: 'a' })]);
    await request();
    expect(sent[0]?.headers['cache-control']).toBe('no-cache');
  });
});

describe('a response that says it is part of a list', () => {
  const list = z.array(z.object({ name: z.string() }));
  const part = (status: number, headers: Record<string, string>) =>
    createHttpClient({
      transport: {
        send: () =>
          Promise.resolve(
            answer(status, [{ name: 'a' }], { 'content-type': 'application/json', ...headers }),
          ),
        forget: () => Promise.resolve(),
      },
    }).request({
      target: { connectionId: 'c', address, credential: null, allowInsecure: false },
      method: 'GET',
      path: '/things',
      schema: list,
      readError: () => null,
      signal: never,
    });

  it.each<[number, Record<string, string>]>([
    [206, {}],
    [200, { 'content-range': 'items 0-0/3' }],
    [200, { link: '<https://api.example.com/base/things?page=2>; rel="next"' }],
    [200, { 'x-total-count': '2' }],
  ])('is an error instead of the whole list (%i %j)', async (status, headers) => {
    expect(await part(status, headers)).toMatchObject({ ok: false, error: { kind: 'malformed' } });
  });

  it.each<Record<string, string>>([
    { 'content-range': 'items 0-0/1' },
    { link: '<https://api.example.com/base/things>; rel="self"' },
    { 'x-total-count': '1' },
  ])('is accepted if its headers agree with its records (%j)', async (headers) => {
    expect((await part(200, headers)).ok).toBe(true);
  });
});

describe('a response with a wrong content type', () => {
  it('is a success if it is an empty 204', async () => {
    const { request } = scripted([answer(204, '', { 'content-type': 'text/html' })]);
    expect(await request({ method: 'DELETE', schema: null })).toMatchObject({ ok: true });
  });

  it('is read if it is JSON of the expected shape', async () => {
    const { request } = scripted([answer(200, { name: 'a' }, { 'content-type': 'text/html' })]);
    expect(await request()).toMatchObject({ ok: true, value: { value: { name: 'a' } } });
  });

  it('is an error if its body isn’t text in its charset, instead of a name with U+FFFD', async () => {
    const body = Buffer.from('{"name":"Jos\u00e9"}', 'latin1');
    const headers = { 'content-type': 'application/json' };
    const { errorOf } = scripted([{ ok: true, status: 200, headers, body }]);
    expect((await errorOf()).kind).toBe('malformed');
  });
});

describe('a 401', () => {
  const signedOut: AppError = {
    kind: 'signed-out',
    sentence: 's',
    nextStep: 'n',
    retryable: false,
    detail: null,
  };
  it('signs the user out only if the provider reads it so', async () => {
    expect((await scripted([answer(401, { kind: 'x' })]).errorOf({ readError: () => signedOut })).kind).toBe(
      'signed-out',
    );
    expect((await scripted([answer(401, { other: 1 })]).errorOf()).kind).toBe('forbidden');
  });

  it('isn’t shown to the provider if it is a web page', async () => {
    const asked: HttpAnswer[] = [];
    const readError = (one: HttpAnswer) => {
      asked.push(one);
      return signedOut;
    };
    expect((await scripted([html(401)]).errorOf({ readError })).kind).toBe('proxy');
    expect(asked).toEqual([]);
  });
});

describe('a refused write', () => {
  it.each([400, 401, 403, 404, 405, 409, 422, 429])(
    'proves nothing if it is a page or foreign JSON with %i',
    async (status) => {
      for (const refusal of [html(status), answer(status, { message: 'no' }), answer(status, '')]) {
        const { kind } = await scripted([refusal]).errorOf({ method: 'DELETE' });
        expect(['server', 'proxy']).toContain(kind);
      }
    },
  );
});

it('a web server’s page that asks for a client certificate isn’t taken for a sign-in page', async () => {
  const page = '<html><center>No required SSL certificate was sent</center><hr><center>nginx</center></html>';
  const { errorOf } = scripted([answer(400, page, { 'content-type': 'text/html' })]);
  expect((await errorOf()).sentence).toContain('asks for a client certificate');
});

describe('the client', () => {
  it('repeats a GET after network failures and gateway errors', async () => {
    const { request, sent, waits } = scripted([failure('cut'), answer(503, {}), answer(200, { name: 'a' })]);
    expect((await request()).ok).toBe(true);
    expect(sent).toHaveLength(3);
    expect(waits).toEqual([250, 500]);
  });

  it('gives up after three tries', async () => {
    const { errorOf, sent } = scripted([failure('refused')]);
    expect(await errorOf()).toMatchObject({ kind: 'refused', retryable: true });
    expect(sent).toHaveLength(3);
  });

  it.each(['timeout', 'too-large', 'proxy'] as const)(
    'doesn’t repeat a GET after a failure of the kind %s',
    async (kind) => {
      const { errorOf, sent } = scripted([failure(kind)]);
      expect((await errorOf()).kind).toBe(kind);
      expect(sent).toHaveLength(1);
    },
  );

  it.each(['POST', 'PATCH', 'DELETE', 'PUT'] as const)('never repeats a %s', async (method) => {
    const { errorOf, sent } = scripted([failure('cut')]);
    expect((await errorOf({ method })).kind).toBe('server');
    expect(sent).toHaveLength(1);
  });

  it('waits for a short Retry-After', async () => {
    const { request, waits } = scripted([
      answer(429, {}, { 'retry-after': '2' }),
      answer(200, { name: 'a' }),
    ]);
    expect((await request()).ok).toBe(true);
    expect(waits).toEqual([2000]);
  });

  it('leaves a long Retry-After to the caller', async () => {
    const { errorOf, sent } = scripted([answer(429, {}, { 'retry-after': '120' })]);
    expect(await errorOf()).toMatchObject({ kind: 'rate-limited', retryAfterMs: 120_000, retryable: true });
    expect(sent).toHaveLength(1);
  });

  it('reads a date in Retry-After, and knows if there is none', async () => {
    const dated = scripted([answer(429, {}, { 'retry-after': new Date(1_060_000).toUTCString() })]);
    expect(await dated.errorOf()).toMatchObject({ retryAfterMs: 60_000 });
    expect(await scripted([answer(429, {})]).errorOf()).toMatchObject({ retryAfterMs: null });
  });

  const limited = (headers: Record<string, string>, status = 429) =>
    scripted([answer(status, {}, { 'content-type': 'application/json', ...headers })]);

  it.each([
    ['since 1970', String(1_772_366_460), 60_000],
    ['from now', '45', 45_000],
    ['over already', String(1_772_366_300), 0],
  ])('reads X-RateLimit-Reset %s if a 429 has no Retry-After', async (_name, reset, expected) => {
    const { errorOf } = scripted(
      [answer(429, {}, { 'content-type': 'application/json', 'x-ratelimit-reset': reset })],
      { now: () => 1_772_366_400_000 },
    );
    expect(await errorOf()).toMatchObject({ kind: 'rate-limited', retryAfterMs: expected });
  });

  it('prefers Retry-After to X-RateLimit-Reset, and ignores a reset that isn’t a number', async () => {
    const both = limited({ 'retry-after': '120', 'x-ratelimit-reset': '45' });
    expect(await both.errorOf()).toMatchObject({ retryAfterMs: 120_000 });
    expect(await limited({ 'x-ratelimit-reset': 'soon' }).errorOf()).toMatchObject({ retryAfterMs: null });
  });

  it('ignores X-RateLimit-Reset after other failures', async () => {
    const { errorOf, waits } = limited({ 'x-ratelimit-reset': '45' }, 503);
    expect((await errorOf()).kind).toBe('server');
    expect(waits).toEqual([250, 500]);
  });
});

describe('a redirect', () => {
  const redirect = (status: number, location: string) => answer(status, '', { location });

  it('is followed within the origin', async () => {
    const { request, sent } = scripted([redirect(301, '/base/things/'), answer(200, { name: 'a' })]);
    expect((await request()).ok).toBe(true);
    expect(sent[1]?.url).toBe('https://api.example.com/base/things/');
  });

  it.each([
    'https://evil.example.net/x?token=abc',
    'http://api.example.com/base',
    'https://api.example.com:8443/',
  ])('to %s is an error that names the target, and nothing is sent there', async (location) => {
    const { errorOf, sent } = scripted([redirect(302, location)]);
    const error = await errorOf();
    expect(error).toMatchObject({ kind: 'redirected', target: location.split('?')[0] });
    expect(sent).toHaveLength(1);
  });

  it('never turns a write into a read', async () => {
    const { errorOf, sent } = scripted([redirect(303, '/elsewhere')]);
    expect((await errorOf({ method: 'POST', body: {} })).kind).toBe('redirected');
    expect(sent).toHaveLength(1);
  });

  it.each([301, 302, 303, 307, 308])(
    'a write that is answered with %i is never sent again',
    async (status) => {
      const { errorOf, sent } = scripted([redirect(status, '/there'), answer(200, { name: 'a' })]);
      const error = await errorOf({ method: 'POST', body: { a: 1 } });
      expect(error).toMatchObject({ kind: 'redirected', target: 'https://api.example.com/there' });
      expect(error.sentence).not.toContain('different server');
      expect(sent).toHaveLength(1);
    },
  );

  it('in a loop is an error', async () => {
    const { errorOf, sent } = scripted([redirect(302, '/base/things')]);
    expect((await errorOf()).kind).toBe('malformed');
    expect(sent).toHaveLength(6);
  });
});

describe('plain http', () => {
  const target = (where: string, allowInsecure = false) => ({
    connectionId: null,
    address: where,
    credential: 'top-secret',
    allowInsecure,
  });
  it('is blocked before anything is sent', async () => {
    const { errorOf, sent } = scripted([answer(200, { name: 'a' })]);
    expect((await errorOf({ target: target('http://api.example.com') })).kind).toBe('not-allowed');
    expect(sent).toEqual([]);
  });
  it.each(['http://localhost:9001', 'http://127.0.0.1:1', 'http://[::1]:5380'])(
    'is fine to %s',
    async (where) => {
      expect((await scripted([answer(200, { name: 'a' })]).request({ target: target(where) })).ok).toBe(true);
    },
  );
  it.each(['http://localhost.example.com', 'http://127.0.0.1.example.com'])(
    'but not to %s',
    async (where) => {
      expect((await scripted([answer(200, {})]).errorOf({ target: target(where) })).kind).toBe('not-allowed');
    },
  );
  it('is used if the user allowed it', async () => {
    const { request } = scripted([answer(200, { name: 'a' })]);
    expect((await request({ target: target('http://api.example.com', true) })).ok).toBe(true);
  });
});

describe('a failed exchange', () => {
  it.each([
    ['offline', 'offline'],
    ['dns', 'dns'],
    ['refused', 'refused'],
    ['timeout', 'timeout'],
    ['proxy', 'proxy'],
    ['too-large', 'too-large'],
    ['cut', 'server'],
    ['aborted', 'cancelled'],
  ] as const)('%s becomes %s, with a next step', async (kind, expected) => {
    const error = await scripted([failure(kind)]).errorOf();
    expect(error.kind).toBe(expected);
    expect(error.nextStep).not.toBe('');
  });

  const certificate: CertificateDetails = {
    origin: 'https://api.example.com',
    reason: 'it’s self-signed',
    subject: 'api.example.com',
    issuer: 'api.example.com',
    validFrom: 0,
    validTo: 1,
    sha256: 'AA:BB',
    replaces: null,
    vouched: false,
  };
  const untrusted = (replaces: string | null): TransportAnswer => ({
    ok: false,
    failure: { failure: 'tls', detail: 'x', certificate: { ...certificate, replaces } },
  });

  it('reports an untrusted certificate with its details, so that the user can trust it', async () => {
    const seen: CertificateDetails[] = [];
    const { errorOf } = scripted([untrusted(null)], { onUntrusted: (one) => seen.push(one) });
    expect(await errorOf()).toMatchObject({ kind: 'tls', certificate });
    expect(seen).toEqual([certificate]);
  });

  it('warns about a certificate that changed', async () => {
    const error = await scripted([untrusted('CC:DD')]).errorOf();
    expect(error.sentence).toContain('a different certificate');
  });

  it('is a timeout if the time limit ended it, and not cancelled', async () => {
    const { errorOf } = scripted([], {
      limits: { wholeMs: 1 },
      transport: {
        send: (request) =>
          new Promise((resolve) => {
            request.signal.addEventListener('abort', () => {
              resolve(failure('aborted'));
            });
          }),
        forget: async () => undefined,
      },
    });
    expect((await errorOf()).kind).toBe('timeout');
  });

  it('sends nothing if the signal was aborted before', async () => {
    const { errorOf, sent } = scripted([answer(200, { name: 'a' })]);
    expect((await errorOf({ signal: AbortSignal.abort() })).kind).toBe('cancelled');
    expect(sent).toEqual([]);
  });
});

describe('a probe', () => {
  it('returns the raw response whatever its status, after one try', async () => {
    const { client, sent } = scripted([answer(503, { kind: 'x' })]);
    const result = await client.probe({
      target: { connectionId: null, address, credential: null, allowInsecure: false },
      method: 'GET',
      path: '/whoami',
      signal: never,
    });
    expect(result).toMatchObject({ ok: true, value: { status: 503, json: { kind: 'x' } } });
    expect(sent).toHaveLength(1);
    expect(sent[0]?.headers).not.toHaveProperty('authorization');
  });
});
