import { createPublicKey, randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  open,
  seal,
  wrapKey,
} from '../../../../src-main/local-instance/dialects/system/secure-channel-codec.ts';
import { samplePeople } from '../../../../src-main/local-instance/sample/seed.ts';
import { sampleSystemWorkspaces } from '../../../../src-main/local-instance/sample/system.ts';
import type { Answer } from '../../../support/instance.ts';
import { localInstance } from '../../../support/local-instance.ts';
import { codeOf, dataOf, outcome, systemCalls } from './calls.ts';

const { operations } = sampleSystemWorkspaces;

const local = localInstance();
const { call, get, post, tokenFor, managed } = systemCalls(local);

describe('the secure channel', () => {
  beforeEach(() => local.start({ systemSecureChannel: true }));
  const base = '/web/v1/secure-channel';
  const update = () => `${managed(operations)}/update`;

  async function openChannel(token: string) {
    const key = z
      .object({ keyId: z.string(), publicKey: z.string(), algorithm: z.literal('RSA-OAEP-2048') })
      .parse(dataOf(await get(`${base}/public-key`, token)));
    const publicKey = createPublicKey({
      key: Buffer.from(key.publicKey, 'base64'),
      format: 'der',
      type: 'spki',
    });
    const requestKey = randomBytes(32);
    const responseKey = randomBytes(32);
    const opened = await post(`${base}/session`, token, {
      keyId: key.keyId,
      encryptedRequestKey: wrapKey(publicKey, requestKey),
      encryptedResponseKey: wrapKey(publicKey, responseKey),
    });
    expect(outcome(opened)).toEqual([201, '2001']);
    const { sessionId } = z
      .object({ sessionId: z.uuid(), expiresAt: z.iso.datetime() })
      .parse(dataOf(opened));
    const headers = { 'x-sc-session-id': sessionId, 'x-sc-version': '2' };
    return {
      key,
      publicKey,
      headers,
      sealed: (body: unknown) => seal(requestKey, Buffer.from(JSON.stringify(body))),
      read: (answer: Answer): unknown => {
        const opened = open(responseKey, answer.json);
        return opened ? JSON.parse(opened.plaintext.toString()) : null;
      },
    };
  }

  it('it carries changes and their answers, failures too', async () => {
    const token = await tokenFor(samplePeople.ana);
    const { headers, sealed, read } = await openChannel(token);
    const good = await call('POST', update(), token, sealed({ workspaceName: 'Sealed' }), headers);
    expect(Object.keys(z.record(z.string(), z.unknown()).parse(good.json))).toEqual(['v', 'p']);
    expect(read(good)).toMatchObject({ code: '2000', data: { workspaceName: 'Sealed' } });
    const again = await call(
      'POST',
      '/web/v1/workspaces/self',
      token,
      sealed({ workspaceName: 'x', workspaceTimezone: 'UTC' }),
      headers,
    );
    expect([again.status, read(again)]).toEqual([
      409,
      expect.objectContaining({ code: 'WORKSPACE.ALREADY_OWNS_WORKSPACE' }),
    ]);
  });

  it('it requires the channel for changes only where it is turned on, and allows it elsewhere', async () => {
    const token = await tokenFor(samplePeople.ana);
    expect(outcome(await post(update(), token, { workspaceName: 'x' }))).toEqual([
      400,
      'SECURE_CHANNEL.INVALID_PAYLOAD',
    ]);
    expect(codeOf(await get(managed(operations), token))).toBe('2000');
    await local.start({});
    const free = await tokenFor(samplePeople.ana);
    expect(codeOf(await post(update(), free, { workspaceName: operations }))).toBe('2000');
    const { headers, sealed, read } = await openChannel(free);
    const answer = await call('POST', update(), free, sealed({ workspaceName: 'y' }), headers);
    expect(read(answer)).toMatchObject({ code: '2000' });
  });

  it('it refuses what was altered, unencrypted, sealed with another key, or of another version', async () => {
    const token = await tokenFor(samplePeople.ana);
    const { headers, sealed } = await openChannel(token);
    const { p } = sealed({ workspaceName: 'x' });
    const bytes = Buffer.from(p, 'base64');
    const flipped = [0, 12, bytes.length - 1].map((at) => {
      const copy = Buffer.from(bytes);
      copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
      return { v: 2, p: copy.toString('base64') };
    });
    const wrong: unknown[] = [
      ...flipped,
      { v: 1, p },
      { v: 2, p: bytes.subarray(0, 20).toString('base64') },
      { v: 2, p: '***' },
      { workspaceName: 'x' },
      seal(randomBytes(32), Buffer.from('{}')),
      '{',
    ];
    for (const body of wrong) {
      const answer = await call('POST', update(), token, body, headers);
      expect(outcome(answer), JSON.stringify(body)).toEqual([400, 'SECURE_CHANNEL.INVALID_PAYLOAD']);
    }
    const version = { ...headers, 'x-sc-version': '1' };
    expect(codeOf(await call('POST', update(), token, { v: 2, p }, version))).toBe(
      'SECURE_CHANNEL.INVALID_PAYLOAD',
    );
  });

  it('it refuses the same request a second time', async () => {
    const token = await tokenFor(samplePeople.ana);
    const { headers, sealed } = await openChannel(token);
    const payload = sealed({ workspaceName: operations });
    expect((await call('POST', update(), token, payload, headers)).status).toBe(200);
    expect(codeOf(await call('POST', update(), token, payload, headers))).toBe(
      'SECURE_CHANNEL.INVALID_PAYLOAD',
    );
  });

  it('it ends after ten minutes, when closed, and for everyone else', async () => {
    const token = await tokenFor(samplePeople.ana);
    const first = await openChannel(token);
    const change = ({ headers, sealed }: typeof first, by = token) =>
      call('POST', update(), by, sealed({ workspaceName: operations }), headers);
    const other = await tokenFor(samplePeople.approver);
    expect(outcome(await change(first, other))).toEqual([404, 'SECURE_CHANNEL.SESSION_NOT_FOUND']);
    const close = () => call('POST', `${base}/session/close`, token, {}, first.headers);
    expect(codeOf(await close())).toBe('2000');
    expect(codeOf(await close())).toBe('SECURE_CHANNEL.SESSION_NOT_FOUND');
    expect(codeOf(await change(first))).toBe('SECURE_CHANNEL.SESSION_NOT_FOUND');

    const second = await openChannel(token);
    local.clock += 599_999;
    expect((await change(second)).status).toBe(200);
    local.clock += 1;
    expect(codeOf(await change(second))).toBe('SECURE_CHANNEL.SESSION_NOT_FOUND');
  });

  it('it opens only with two different 256-bit keys for its own public key', async () => {
    const token = await tokenFor(samplePeople.ana);
    const { key, publicKey } = await openChannel(token);
    const one = randomBytes(32);
    const tryOpening = (keyId: string, request: Buffer, response: Buffer) =>
      post(`${base}/session`, token, {
        keyId,
        encryptedRequestKey: wrapKey(publicKey, request),
        encryptedResponseKey: wrapKey(publicKey, response),
      });
    for (const answer of [
      await tryOpening('other', one, randomBytes(32)),
      await tryOpening(key.keyId, one, one),
      await tryOpening(key.keyId, one, randomBytes(16)),
    ]) {
      expect(outcome(answer)).toEqual([400, 'SECURE_CHANNEL.INVALID_PAYLOAD']);
    }
    expect(codeOf(await post(`${base}/session`, token, {}))).toBe('VALIDATION.INVALID_PARAMETER');
  });
});

describe('the codec', () => {
  const zeros = (bytes: number) => Buffer.alloc(bytes);

  // The AES-256 test cases 13 and 14 of "The Galois/Counter Mode of Operation" (McGrew, Viega).
  it.each([
    [0, '530f8afbc74536b9a963b4f1c4cb738b'],
    [16, 'cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919'],
  ])('it seals %i zero bytes as published', (length, expected) => {
    const payload = seal(zeros(32), zeros(length), zeros(12));
    expect(payload.v).toBe(2);
    expect(Buffer.from(payload.p, 'base64').toString('hex')).toBe(`${'00'.repeat(12)}${expected}`);
    expect(open(zeros(32), payload)?.plaintext).toEqual(zeros(length));
  });

  it('it uses a new IV each time', () => {
    const key = randomBytes(32);
    expect(seal(key, zeros(1)).p).not.toBe(seal(key, zeros(1)).p);
  });
});
