import { beforeEach, describe, expect, it } from 'vitest';
import { knownValue } from '../../../src-preload/shared/known.ts';
import { sampleSignIn } from '../../../src-main/local-instance/dialects/system/identity.ts';
import { samplePeople } from '../../../src-main/local-instance/sample/seed.ts';
import { sampleSystemWorkspaces } from '../../../src-main/local-instance/sample/system.ts';
import { system } from '../../../src-main/providers/system/provider.ts';
import { parseSecret } from '../../../src-main/providers/system/secret.ts';
import { localInstance } from '../../support/local-instance.ts';
import { textWith } from '../../support/matchers.ts';
import { errorOf, valueOf } from '../../support/results.ts';
import { signal } from '../../support/signal.ts';
import { day, start } from '../../support/time.ts';
import { http, passwordForm, systemSessions } from './sessions.ts';

const { ana, outsider } = samplePeople;
const { operations, logistics } = sampleSystemWorkspaces;

const local = localInstance({ systemRateLimit: 100_000 });
const { target, beginSignIn, askedForCode, secretFor, storageOf, sessionWith, sessionOf, rename, fault } =
  systemSessions(local);
beforeEach(() => local.start());

/** An access token of Ana's that is tied to no client. */
const unboundToken = () =>
  local.server.signer.sign({
    system: 'system',
    use: 'access',
    sub: local.idOf(ana),
    clientHash: null,
    exp: start / 1000 + 900,
  });

describe('recognising', () => {
  const recognise = (address: string, options = {}) =>
    system.recognise(http, { ...target(), address }, options, signal);

  it('it recognizes SYSTEM in both generations, and nothing else', async () => {
    const apiVariant = { apiVariant: 'portal', methods: ['password', 'token'] };
    expect(valueOf(await recognise(local.server.systemUrl))).toEqual(apiVariant);
    const others = [
      local.server.url,
      local.server.publicApiUrl,
      local.server.modboxUrl,
      ...Object.values(local.server.addresses).filter((one) => one !== local.server.systemUrl),
    ];
    for (const address of others) expect(valueOf(await recognise(address)), address).toBeNull();
    await local.start({ systemGeneration: 'v1.3' });
    expect(valueOf(await recognise(local.server.systemUrl))).toEqual(apiVariant);
  });

  it('it asks at the connection’s own path', async () => {
    await recognise(local.server.systemUrl, { 'path.mine': '/web/v1/mine' });
    expect(local.asked('/web/v1/mine')).toBe(1);
    expect(errorOf(await recognise(local.server.systemUrl, { 'path.mine': 'mine' }))).toMatchObject({
      kind: 'invalid',
      fields: [{ path: 'path.mine' }],
    });
  });

  it('it says which kind an address is', () => {
    expect(system.kindOf(local.server.systemUrl)).toBe('local-dev');
    expect(system.kindOf('https://portal.example.com/prometheus')).toBe('remote-url');
  });
});

describe('signing in', () => {
  it('it signs in by password and a code, and then knows the person', async () => {
    const step = await askedForCode(ana);
    expect(step.text).toBe('SYSTEM sent a code by e-mail. It’s valid for 5 minutes.');
    expect(errorOf(await step.complete('000000', signal))).toMatchObject({
      kind: 'invalid',
      fields: [{ path: 'code' }],
    });
    const secret = valueOf(await step.complete(` ${sampleSignIn.mfaCode} `, signal));
    expect(valueOf(system.inspectCredential(secret))).toEqual({
      credential: 'session',
      expiresAt: knownValue(start + 7 * day),
    });
    const session = sessionWith(secret);
    expect(valueOf(await session.whoami(signal))).toEqual({
      userId: local.idOf(ana),
      email: ana,
      name: 'Ana Oliveira',
    });
  });

  it('it sends the code by SMS on request', async () => {
    expect(valueOf(await beginSignIn(passwordForm(ana, { bySms: 'on' })))).toMatchObject({
      text: 'SYSTEM sent a code by SMS. It’s valid for 5 minutes.',
    });
  });

  it.each([
    [{ password: 'wrong' }, 'password', 'Wrong e-mail address or password.'],
    [{ portalCode: 'wrong' }, 'portalCode', 'The server expects a different portal access code.'],
  ])('it points from %j to the field', async (values, path, words) => {
    const error = errorOf(await beginSignIn(passwordForm(ana, values)));
    expect(error).toMatchObject({ kind: 'invalid', fields: [{ path }] });
    expect(error.sentence).toContain(words);
  });

  it('it sends nothing when something is missing or doesn’t fit a header', async () => {
    expect(errorOf(await beginSignIn({ email: ana }))).toMatchObject({
      kind: 'invalid',
      fields: [{ path: 'password' }, { path: 'portalCode' }],
    });
    expect(errorOf(await beginSignIn(passwordForm(ana, { portalCode: 'a\r\nb' })))).toMatchObject({
      fields: [{ path: 'portalCode' }],
    });
    expect(local.requests).toEqual([]);
  });

  it('it starts over when a sign-in took too long, and signs no one out', async () => {
    const step = await askedForCode(ana);
    local.clock += 300_000;
    expect(errorOf(await step.complete(sampleSignIn.mfaCode, signal))).toMatchObject({
      kind: 'conflict',
      nextStep: 'Start again. The code is valid for five minutes.',
    });
  });

  it('it says that an account isn’t active', async () => {
    expect(errorOf(await beginSignIn(passwordForm(samplePeople.suspended))).sentence).toBe(
      'Your account isn’t active on this server.',
    );
  });

  async function tokenSession(values: Record<string, string>) {
    const form = { method: 'token' as const, values, options: {} };
    const step = valueOf(await system.formSignIn(http, target(), form, signal));
    if (step.step !== 'secret') throw new Error('the token was not taken as it is');
    return sessionWith(step.secret);
  }
  const accessOf = async (email: string) => valueOf(parseSecret(await secretFor(email)));

  it('it finds the name and e-mail of a pasted token in a members list', async () => {
    const { access } = await accessOf(ana);
    const unbound = await unboundToken();
    const { portalCode } = sampleSignIn;
    const session = await tokenSession({ token: `Bearer ${unbound}`, portalCode });
    expect(valueOf(await session.whoami(signal))).toEqual({
      userId: local.idOf(ana),
      email: ana,
      name: 'Ana Oliveira',
    });
    // That one belongs to the client which signed in.
    const other = await tokenSession({ token: access, portalCode });
    expect(errorOf(await other.whoami(signal))).toMatchObject({
      kind: 'forbidden',
      sentence: 'The server accepts this session only from the client that started it.',
    });
  });

  it('it continues as the client that a pasted token is tied to, when its hash is given', async () => {
    const { access, clientHash, portalCode } = await accessOf(ana);
    const session = await tokenSession({ token: access, portalCode, clientHash: clientHash ?? '' });
    expect(valueOf(await session.whoami(signal)).email).toBe(ana);
  });

  it('it knows a person in no workspace by the token', async () => {
    const session = await sessionOf(outsider);
    expect(valueOf(await session.whoami(signal))).toEqual({
      userId: local.idOf(outsider),
      email: outsider,
      name: outsider,
    });
  });
});

describe('the session', () => {
  const accessIn = (secret: string) => valueOf(parseSecret(secret)).access;

  it('it is refreshed ahead of its expiry, once for all requests, and stored', async () => {
    const storage = storageOf(await secretFor(ana));
    const session = system.session(http, target(), storage);
    local.clock += 850_000;
    const lists = await Promise.all([1, 2, 3, 4].map(() => session.workspaces(signal)));
    expect(lists.map(({ ok }) => ok)).toEqual([true, true, true, true]);
    expect(local.asked('/auth/refresh')).toBe(1);
    expect(accessIn(storage.current())).not.toBe(accessIn(storage.secret));
    local.clock += 800_000;
    expect((await session.workspaces(signal)).ok).toBe(true);
    expect(local.asked('/auth/refresh')).toBe(1);
  });

  it('it is refreshed when the server says 4010, and the request is sent once more', async () => {
    const secret = await secretFor(ana);
    // This computer's clock is an hour behind.
    const storage = { ...storageOf(secret), now: () => local.clock - 3600_000 };
    const session = system.session(http, target(), storage);
    local.clock += 901_000;
    const results = await Promise.all([
      rename(session, logistics, 'x'),
      rename(session, operations, 'Renamed'),
    ]);
    expect(results.map((result) => result.ok)).toEqual([false, true]);
    expect(local.asked('/auth/refresh')).toBe(1);
  });

  it('it ends when refreshing is refused too, and only then', async () => {
    const session = await sessionOf(ana);
    local.clock += 8 * day;
    expect(errorOf(await session.workspaces(signal))).toMatchObject({
      kind: 'signed-out',
      sentence: 'Your sign-in has expired or is no longer valid. The workspace isn’t affected.',
    });
  });

  it('it doesn’t end because refreshing fails', async () => {
    const session = await sessionOf(ana);
    local.clock += 901_000;
    fault('/web/v1/system/auth/refresh', { kind: 'status', status: 503 });
    expect(errorOf(await session.workspaces(signal)).kind).toBe('server');
    fault('/web/v1/system/auth/refresh', { kind: 'status', status: 404, body: '<p>Nothing here</p>' });
    expect(errorOf(await session.workspaces(signal))).toMatchObject({
      kind: 'not-implemented',
      sentence: textWith('needs to be refreshed'),
    });
    local.clearFaults();
    expect((await session.workspaces(signal)).ok).toBe(true);
  });

  it('it ends with the access token when there is no refresh token', async () => {
    const secret = { ...valueOf(parseSecret(await secretFor(ana))), refresh: null };
    const session = sessionWith(JSON.stringify(secret));
    local.clock += 901_000;
    expect(errorOf(await session.workspaces(signal)).kind).toBe('signed-out');
    expect(local.asked('/auth/refresh')).toBe(0);
  });

  it('it survives a wrong portal code, a proxy’s 401, and a 4010 outside the envelope', async () => {
    const secret = valueOf(parseSecret(await secretFor(ana)));
    const wrong = JSON.stringify({ ...secret, portalCode: 'other' });
    const session = sessionWith(wrong);
    expect(errorOf(await session.workspaces(signal))).toMatchObject({
      kind: 'forbidden',
      sentence: textWith('Your sign-in itself is fine'),
    });
    const good = sessionWith(JSON.stringify(secret));
    for (const body of ['denied', { error: 'denied' }, { code: '4010', success: false }]) {
      fault('/**', { kind: 'status', status: 401, body });
      expect(errorOf(await good.workspaces(signal)).kind).toBe('forbidden');
    }
  });

  it('it waits when the server asks for fewer requests', async () => {
    await local.start({ systemRateLimit: 1 });
    const secret = JSON.stringify({
      access: await unboundToken(),
      portalCode: sampleSignIn.portalCode,
    });
    const session = sessionWith(secret);
    expect((await session.workspaces(signal)).ok).toBe(true);
    expect(errorOf(await session.workspaces(signal))).toMatchObject({
      kind: 'rate-limited',
      retryAfterMs: 60_000,
    });
  });

  it('it reports a damaged secret without showing it', async () => {
    const session = sessionWith('{"access":"hidden');
    const error = errorOf(await session.workspaces(signal));
    expect([error.kind, JSON.stringify(error).includes('hidden')]).toEqual(['invalid', false]);
  });
});
