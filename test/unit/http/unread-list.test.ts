import { describe, expect, it } from 'vitest';
import { collectBody } from '../../../src-main/http/answer-body.ts';
import { createHttpClient } from '../../../src-main/http/client.ts';
import { looksLikeLongList } from '../../../src-main/http/long-list.ts';
import { unreadList } from '../../../src-main/http/unread-list.ts';

const records = Array.from({ length: 5000 }, (_, index) => ({ id: index, name: `Someone ${index}` }));
const long = JSON.stringify(records);

/** What comes of a change that this body answers. */
async function change(body: string, contentType = 'application/json') {
  const client = createHttpClient({
    random: () => 0.5,
    sleep: async () => undefined,
    now: () => 1_000_000,
    transport: {
      send: async () => ({
        ok: true,
        status: 200,
        headers: { 'content-type': contentType },
        body: Buffer.from(body),
      }),
      forget: async () => undefined,
    },
  });
  const answer = await client.request({
    target: {
      connectionId: 'c',
      address: 'https://api.example.com',
      credential: 'top-secret',
      allowInsecure: false,
    },
    method: 'POST',
    path: '/members',
    schema: unreadList,
    readError: () => null,
    signal: new AbortController().signal,
  });
  return answer.ok ? answer.value.value.length : answer.error.kind;
}

describe('the list that a change answers with', () => {
  it('isn’t read where it is long', async () => {
    expect(await change(long)).toBe(0);
    expect(await change(`\n ${long} \r\n`)).toBe(0);
  });

  it('is read where it is short', async () => {
    expect(await change('[1, 2]')).toBe(2);
  });

  it('is refused where it was cut, or is a page of something on the way', async () => {
    expect(await change(long.slice(0, -20))).toBe('malformed');
    expect(await change(`<!doctype html>${'<p>Sign in</p>'.repeat(20_000)}`, 'text/html')).toBe('proxy');
    expect(await change(`{"members": ${long}}`)).toBe('malformed');
  });
});

it('bytes of another kind don’t look like a long list', () => {
  expect(looksLikeLongList(Buffer.from(long))).toBe(true);
  expect(looksLikeLongList(Buffer.from(' '.repeat(200_000)))).toBe(false);
  expect(looksLikeLongList(Buffer.alloc(0))).toBe(false);
});

describe('the body of an answer', () => {
  const collected = (text: string, status: number, unread: boolean, pieceSize = 7000) => {
    const body = collectBody({ maxBytes: 10_000_000, unread }, status);
    for (let at = 0; at < text.length; at += pieceSize) body.add(Buffer.from(text.slice(at, at + pieceSize)));
    return body.whole().toString();
  };

  it('is kept whole where it is read, is short or refuses the request', () => {
    expect(collected(long, 200, false)).toBe(long);
    expect(collected(long, 409, true)).toBe(long);
    expect(collected('[1, 2]', 200, true)).toBe('[1, 2]');
  });

  it.each([7000, 100])(
    'loses only its middle where it is a list that isn’t read, in pieces of %d',
    (size) => {
      const kept = collected(`${long}\r\n`, 200, true, size);
      expect(kept.length).toBeLessThan(long.length);
      expect(looksLikeLongList(Buffer.from(kept))).toBe(true);
      expect(kept.slice(0, 1000)).toBe(long.slice(0, 1000));
      expect(looksLikeLongList(Buffer.from(collected(long.slice(0, -20), 200, true, size)))).toBe(false);
    },
  );

  it('ends where it is larger than the request allows', () => {
    const body = collectBody({ maxBytes: 10, unread: true }, 200);
    expect(body.add(Buffer.alloc(10))).toBe(true);
    expect(body.add(Buffer.alloc(1))).toBe(false);
  });
});
