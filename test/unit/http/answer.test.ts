import { describe, expect, it } from 'vitest';
import { isHtml, readAnswer, retryAfterMs } from '../../../src-main/http/answer.ts';

const now = Date.UTC(2026, 2, 1, 12);
const wait = (value: string, status = 503) =>
  retryAfterMs({ status, headers: { 'retry-after': value } }, now);

describe('Retry-After', () => {
  it.each([
    ['seconds', '120', 120_000],
    ['a fraction of seconds', '0.25', 250],
    ['zero', '0', 0],
    ['an HTTP date', new Date(now + 60_000).toUTCString(), 60_000],
    ['an ISO date', new Date(now + 60_000).toISOString(), 60_000],
    ['a date that is over', new Date(now - 60_000).toUTCString(), 0],
    ['seconds since 1970', String(now / 1000 + 30), 30_000],
    ['milliseconds since 1970', String(now + 30_000), 30_000],
    ['a moment since 1970 that is over', String(now / 1000 - 30), 0],
  ])('it reads %s', (_name, value, expected) => {
    expect(wait(value)).toBe(expected);
  });

  it.each(['', '-1', 'soon', '1e9', '12 s', '3,5', 'NaN', 'Infinity', '0x10', '٣'])(
    'it takes %j for nothing said',
    (value) => {
      expect(wait(value)).toBeNull();
    },
  );
});

const read = (body: Buffer | string, type: string, status = 200) =>
  readAnswer(status, { 'content-type': type }, Buffer.from(body));
const latin1 = Buffer.from('{"name":"Jos\u00e9"}', 'latin1');

describe('the body of a response', () => {
  it('isn’t data if its bytes aren’t text in its charset', async () => {
    expect((await read(latin1, 'application/json')).json).toBeUndefined();
    expect((await read(latin1, 'application/json; charset=utf-8')).json).toBeUndefined();
    expect((await read('{"name":"a"}', 'application/json; charset=klingon')).json).toBeUndefined();
  });

  it('is read in the charset of its content type', async () => {
    expect((await read(latin1, 'application/json; charset="ISO-8859-1"')).json).toEqual({ name: 'José' });
    const utf16 = Buffer.from('\ufeff{"name":"é"}', 'utf16le');
    expect((await read(utf16, 'application/json; charset=utf-16le')).json).toEqual({ name: 'é' });
  });

  it('is data if it is JSON, and nothing if it is empty, whatever its content type', async () => {
    expect(isHtml(await read('{"name":"a"}', 'text/html'))).toBe(false);
    expect(isHtml(await read('', 'text/html', 204))).toBe(false);
    expect(isHtml(await read('<p>Sign in</p>', 'text/html'))).toBe(true);
    expect(isHtml(await read('<!DOCTYPE html><p>Sign in</p>', 'application/json'))).toBe(true);
  });
});
