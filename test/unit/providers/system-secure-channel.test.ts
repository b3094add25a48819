import { constants, generateKeyPairSync, privateDecrypt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fail, ok } from '../../../src-preload/shared/result.ts';
import { plainError } from '../../../src-main/base/errors.ts';
import { commonHeaders } from '../../../src-main/providers/system/headers.ts';
import { openPayload, sealPayload } from '../../../src-main/providers/system/secure-channel-codec.ts';
import {
  createSecureChannels,
  type Channel,
  type ChannelCalls,
} from '../../../src-main/providers/system/secure-channel.ts';

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const publicKey = pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
const unwrap = (text: string) =>
  privateDecrypt(
    { key: pair.privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
    Buffer.from(text, 'base64'),
  );

/** A gateway that keeps the keys it was given, and timers that run when they are told to. */
function build(calls: Partial<ChannelCalls> = {}) {
  const sessions: { requestKey: Buffer; responseKey: Buffer }[] = [];
  const closed: string[] = [];
  const due = new Set<() => void>();
  const channels = createSecureChannels(
    {
      publicKey: () => Promise.resolve(ok({ keyId: 'k', publicKey })),
      session: ({ encryptedRequestKey, encryptedResponseKey }) => {
        sessions.push({
          requestKey: unwrap(encryptedRequestKey),
          responseKey: unwrap(encryptedResponseKey),
        });
        return Promise.resolve(ok({ sessionId: `s${sessions.length}` }));
      },
      close: (headers) => {
        closed.push(headers['x-sc-session-id'] ?? '');
        return Promise.resolve();
      },
      ...calls,
    },
    (_ms, run) => {
      due.add(run);
      return () => due.delete(run);
    },
  );
  const runDue = () => {
    for (const run of [...due]) {
      due.delete(run);
      run();
    }
  };
  return { channels, sessions, closed, due, runDue };
}
async function borrow(built: ReturnType<typeof build>): Promise<{ channel: Channel; done: () => void }> {
  const lent = await built.channels.borrow();
  if (!lent.ok) throw new Error(lent.error.sentence);
  return lent.value;
}

describe('a channel', () => {
  it('it seals requests with one key and opens answers with another', async () => {
    const built = build();
    const { channel } = await borrow(built);
    const [keys] = built.sessions;
    const sealed = openPayload(keys?.requestKey ?? Buffer.alloc(32), channel.seal({ a: 1 }));
    expect(sealed.opened && sealed.plaintext.toString()).toBe('{"a":1}');
    expect(channel.headers).toEqual({ 'x-sc-session-id': 's1', 'x-sc-version': '2' });
    const answer = sealPayload(keys?.responseKey ?? Buffer.alloc(32), Buffer.from('{"b":2}'));
    expect(channel.open(answer, false)).toEqual({ ok: true, value: { b: 2 } });
  });

  it('it refuses a replayed answer, one sealed as a request, and sealed nonsense', async () => {
    const built = build();
    const { channel } = await borrow(built);
    const [keys] = built.sessions;
    const answer = sealPayload(keys?.responseKey ?? Buffer.alloc(32), Buffer.from('{}'));
    expect(channel.open(answer, false).ok).toBe(true);
    const again = channel.open(answer, false);
    expect(again).toMatchObject({
      ok: false,
      error: { kind: 'malformed', detail: 'secure channel: replayed' },
    });
    expect(channel.open(channel.seal({}), false).ok).toBe(false);
    const nonsense = sealPayload(keys?.responseKey ?? Buffer.alloc(32), Buffer.from('{'));
    expect(channel.open(nonsense, false).ok).toBe(false);
  });

  it.each([
    ['that has a name twice', Buffer.from('{"success":true,"success":false}')],
    ['whose bytes aren’t text', Buffer.from('{"name":"Jos\u00e9"}', 'latin1')],
  ])('it refuses an answer %s', async (_, answer) => {
    const built = build();
    const { channel } = await borrow(built);
    const [keys] = built.sessions;
    const sealed = sealPayload(keys?.responseKey ?? Buffer.alloc(32), answer);
    expect(channel.open(sealed, false)).toMatchObject({ ok: false, error: { kind: 'malformed' } });
  });

  it('it accepts a plain refusal, but never a plain success', async () => {
    const { channel } = await borrow(build());
    const envelope = { version: 'v2', timestamp: 1, success: false, code: '4010', message: '', data: null };
    expect(channel.open(envelope, true)).toMatchObject({ ok: true });
    expect(channel.open(envelope, false)).toMatchObject({ ok: true });
    expect(channel.open({ ...envelope, success: true }, true).ok).toBe(false);
    expect(channel.open({ anything: 1 }, false).ok).toBe(false);
  });
});

describe('the channels of a session', () => {
  it('it opens one channel for all concurrent requests', async () => {
    const built = build();
    const lent = await Promise.all([borrow(built), borrow(built), borrow(built)]);
    expect(new Set(lent.map(({ channel }) => channel)).size).toBe(1);
    expect(built.sessions).toHaveLength(1);
  });

  it('it opens a new channel after one was dropped, and dropping it twice drops nothing else', async () => {
    const built = build();
    const first = await borrow(built);
    built.channels.drop(first.channel);
    const second = await borrow(built);
    built.channels.drop(first.channel);
    expect((await borrow(built)).channel).toBe(second.channel);
    expect(built.sessions).toHaveLength(2);
  });

  it('it tries again after opening failed', async () => {
    let broken = true;
    const error = plainError('offline', 'Offline.', 'Wait.');
    const built = build({
      publicKey: () => Promise.resolve(broken ? fail(error) : ok({ keyId: 'k', publicKey })),
    });
    expect(await built.channels.borrow()).toEqual({ ok: false, error });
    broken = false;
    expect((await built.channels.borrow()).ok).toBe(true);
  });

  it('it closes a channel when idle, never while a request waits for an answer', async () => {
    const built = build();
    const one = await borrow(built);
    const two = await borrow(built);
    one.done();
    expect(built.due.size).toBe(0);
    two.done();
    const three = await borrow(built);
    expect(built.due.size).toBe(0);
    three.done();
    built.runDue();
    expect(built.closed).toEqual(['s1']);
    await borrow(built);
    expect(built.sessions).toHaveLength(2);
  });
});

describe('the headers of every request', () => {
  const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

  it('it sends the portal code, the client, a fresh request ID, and the rest where it is known', () => {
    const secret = { portalCode: 'p', clientHash: 'h' };
    expect(commonHeaders(secret, 'es', 'w')).toEqual({
      'x-portal-access-code': 'p',
      'x-client-hash': 'h',
      'x-locale': 'es',
      'x-workspace-id': 'w',
      'x-request-id': expect.stringMatching(uuid) as unknown,
    });
    const bare = commonHeaders({ portalCode: 'p', clientHash: null }, null);
    expect(Object.keys(bare).sort()).toEqual(['x-portal-access-code', 'x-request-id']);
    expect(bare['x-request-id']).not.toBe(commonHeaders(secret, null)['x-request-id']);
  });

  it('it never sends an ID that would break a header', () => {
    const headers = commonHeaders({ portalCode: 'p', clientHash: null }, null, 'a\r\nb: c');
    expect(headers['x-workspace-id']).toBeUndefined();
  });
});
