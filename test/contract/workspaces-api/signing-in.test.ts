import { beforeEach, describe, expect, it } from 'vitest';
import { knownValue } from '../../../src-preload/shared/known.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { samplePassword } from '../../../src-main/local-instance/sample/password.ts';
import { samplePeople } from '../../../src-main/local-instance/sample/seed.ts';
import { sampleWorkspacesApi } from '../../../src-main/local-instance/sample/workspaces-api.ts';
import { workspacesApi } from '../../../src-main/providers/workspaces-api/provider.ts';
import { localInstance } from '../../support/local-instance.ts';
import { textWith } from '../../support/matchers.ts';
import { perform } from '../../support/perform.ts';
import { errorOf, valueOf } from '../../support/results.ts';
import { signal } from '../../support/signal.ts';
import { day, hour } from '../../support/time.ts';
import { creation, noLimit, placeBy, places, workspacesApiSessions } from './sessions.ts';

const { ana, approver, suspended } = samplePeople;

const local = localInstance(noLimit);
const { http, address, target, storageOf, sessionWith, sessionOf } = workspacesApiSessions(local);

describe('finding it', () => {
  beforeEach(() => local.start());
  const recognise = (at: string) => workspacesApi.recognise(http, target(at), {}, signal);

  it.each(['', '/', '/api', '/api/v1', '/api/v1/'])(
    'it is recognized at its address followed by %j',
    async (path) => {
      expect(valueOf(await recognise(`${address()}${path}`))).toEqual({
        apiVariant: 'v1',
        methods: ['password', 'token'],
      });
    },
  );

  it('it recognizes nothing else', async () => {
    const { origin } = new URL(address());
    const others = [
      origin,
      local.server.url,
      local.server.publicApiUrl,
      local.server.modboxUrl,
      local.server.systemUrl,
      local.server.addresses.unstructured,
      `${address()}/nothing`,
    ];
    for (const other of others) expect(valueOf(await recognise(other)), other).toBeNull();
  });
});

describe('signing in', () => {
  beforeEach(() => local.start());
  const signIn = async (values: Record<string, string>, method: 'password' | 'token' = 'password') => {
    const step = await workspacesApi.formSignIn(http, target(), { method, values, options: {} }, signal);
    return step.ok && step.value.step === 'secret' ? step.value.secret : errorOf(step);
  };
  const asText = (secret: string | AppError): string => {
    if (typeof secret !== 'string') throw new Error(secret.sentence);
    return secret;
  };

  it('it signs in with username and password', async () => {
    const secret = asText(await signIn({ username: ' ana ', password: samplePassword }));
    expect(secret).not.toContain(samplePassword);
    expect(valueOf(await sessionWith(secret).whoami(signal))).toMatchObject({ name: 'ana', email: ana });
    const { credential, expiresAt } = valueOf(workspacesApi.inspectCredential(secret));
    // The refresh token's end: the access token is renewed until then.
    expect([credential, expiresAt]).toEqual(['session', knownValue(local.clock + 30 * day)]);
  });

  it('it signs in with a pasted token, surrounding text included', async () => {
    const token = await local.server.sessionFor('workspaces-api', approver);
    for (const typed of [token, ` Bearer ${token} `, `"${token}"`]) {
      const secret = asText(await signIn({ token: typed }, 'token'));
      expect(valueOf(await sessionWith(secret).whoami(signal)).email).toBe(approver);
    }
  });

  it('it explains a refusal, never as a session that ended', async () => {
    const wrong = await signIn({ username: 'ana', password: 'not-this-one' });
    expect(wrong).toMatchObject({ kind: 'invalid', fields: [{ path: 'password' }] });
    expect(JSON.stringify(wrong)).not.toContain('not-this-one');
    const username = suspended.slice(0, suspended.indexOf('@'));
    expect(await signIn({ username, password: samplePassword })).toMatchObject({ kind: 'forbidden' });
    expect(await signIn({ username: '', password: '' })).toMatchObject({
      fields: [{ path: 'username' }, { path: 'password' }],
    });
    expect(await signIn({ token: 'two words' }, 'token')).toMatchObject({ fields: [{ path: 'token' }] });
  });

  it('it lasts beyond the hour by the refresh token, ahead of the expiry and after it', async () => {
    const secret = asText(await signIn({ username: 'ana', password: samplePassword }));
    // The login was at this computer's time; here it is the server's.
    const parts = JSON.parse(secret) as Record<string, unknown>;
    const storage = storageOf(JSON.stringify({ ...parts, expiresAt: local.clock + hour }));
    const session = workspacesApi.session(http, target(), storage);
    valueOf(await session.whoami(signal));
    expect(storage.current()).toBe(storage.secret);

    local.clock += hour - 30_000;
    valueOf(await session.whoami(signal));
    const second = storage.current();
    expect(second).not.toBe(storage.secret);

    local.clock += hour + 1;
    valueOf(await session.whoami(signal));
    expect(storage.current()).not.toBe(second);

    // By the server's word alone: nothing said here when the token ends.
    const unaware = storageOf(JSON.stringify({ ...parts, expiresAt: null }));
    valueOf(await workspacesApi.session(http, target(), unaware).workspaces(signal));
    expect(unaware.current()).not.toBe(unaware.secret);

    local.clock += 31 * day;
    expect(errorOf(await session.whoami(signal))).toMatchObject({
      kind: 'signed-out',
      sentence: textWith('couldn’t be renewed'),
    });
  });

  it('it ends by a refused token and nothing else', async () => {
    expect(errorOf(await sessionWith('garbage').whoami(signal)).kind).toBe('signed-out');
    expect(errorOf(await sessionWith('pat_unknown').workspaces(signal)).kind).toBe('signed-out');
    const path = '/workspaces-api/api/v1/organizations/';
    const session = await sessionOf(ana);
    for (const [body, kind] of [
      [{ detail: 'no' }, 'forbidden'],
      ['<html>Sign in to the network</html>', 'proxy'],
    ] as const) {
      local.faults([{ path, fault: { kind: 'status', status: 401, body } }]);
      expect(errorOf(await session.workspaces(signal)).kind).toBe(kind);
    }
  });
});

describe('limits and failures', () => {
  it('it says when the rate limit ends', async () => {
    await local.start({ workspacesApiPerMinute: 3 });
    const session = await sessionOf(ana);
    for (let turn = 0; turn < 3; turn += 1) valueOf(await session.whoami(signal));
    local.clock += 20_000;
    expect(errorOf(await session.whoami(signal))).toMatchObject({
      kind: 'rate-limited',
      retryAfterMs: 40_000,
      nextStep: 'Wait 40 s, then try again.',
    });
    local.clock += 40_000;
    valueOf(await session.whoami(signal));
  });

  it('it reports an interrupted answer as an error, not as a list', async () => {
    await local.start();
    const session = await sessionOf(ana);
    const { id } = await placeBy(session, sampleWorkspacesApi.northwind);
    const path = `/workspaces-api/api/v1/organizations/${id}/members`;
    local.faults([{ path, fault: { kind: 'garble', as: 'truncated-json' } }]);
    expect(errorOf(await session.members(id, signal)).kind).toBe('malformed');
    local.faults([{ path, fault: { kind: 'garble', as: 'html' } }]);
    expect(errorOf(await session.members(id, signal)).kind).toBe('proxy');
  });

  it('it reveals a false success by reading back', async () => {
    await local.start();
    const session = await sessionOf(ana);
    const { id } = await placeBy(session, sampleWorkspacesApi.northwind);
    local.faults([{ method: 'POST', path: '/workspaces-api/**', fault: { kind: 'lie' } }]);
    expect((await perform(session, creation(id, 'Never'))).ok).toBe(true);
    expect((await places(session)).some(({ name }) => name === 'Never')).toBe(false);
  });
});
