import { describe, expect, it } from 'vitest';
import { createHttpClient } from '../../../src-main/http/client.ts';
import { looksLikeLongList, unreadList } from '../../../src-main/http/unread-list.ts';

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
