import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createHttpClient } from '../../../src-main/http/client.ts';
import type { HttpAnswer } from '../../../src-main/http/http.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { address, answer, html, never, scripted } from './scripted-client.ts';

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
