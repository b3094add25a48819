import { describe, expect, it } from 'vitest';
import type { TransportAnswer } from '../../../src-main/http/http.ts';
import type { CertificateDetails } from '../../../src-preload/contract/result.ts';
import { address, answer, failure, never, scripted } from './scripted-client.ts';

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
