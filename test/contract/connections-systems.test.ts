import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBuiltIn, type BuiltInSystem } from '../../src-main/connections/built-in.ts';
import { createConnections } from '../../src-main/connections/registry.ts';
import { createSignIn, type SignIn, type SignInWay } from '../../src-main/connections/sign-in.ts';
import { sampleSignIn } from '../../src-main/local-instance/dialects/system/identity.ts';
import { providers } from '../../src-main/providers/registry.ts';
import { ok } from '../../src-preload/shared/result.ts';
import type { ProviderId } from '../../src-preload/contract/refs.ts';
import { testHttpClient } from '../support/http-client.ts';
import { samplePeople, startTestInstance, type TestInstance } from '../support/instance.ts';
import { memoryDeps } from '../support/memory-deps.ts';
import { signal } from '../support/signal.ts';
import { start } from '../support/time.ts';

const http = testHttpClient();
const all = [...providers.keys()];

let clock: number;
let server: TestInstance;
let signIn: SignIn;
let deps: ReturnType<typeof memoryDeps>;
let connections: ReturnType<typeof createConnections>;
let refreshed: string[];

beforeEach(async () => {
  clock = start;
  server = await startTestInstance({ now: () => clock });
  signIn = createSignIn({ http, providers, now: () => clock, openExternal: async () => ok(null) });
  deps = memoryDeps();
  refreshed = [];
  connections = registry();
});
afterEach(async () => {
  signIn.stop();
  await server.close();
});

/** As at a start: what was kept is there, and nothing else is known. */
function registry() {
  let next = 0;
  return createConnections({
    ...deps,
    providers,
    http,
    signIn,
    now: () => clock,
    newId: () => `c${(next += 1)}`,
  });
}

const authenticate = (provider: ProviderId, method: SignInWay, options?: Record<string, string>) =>
  signIn.authenticate({
    attemptId: 'attempt-1',
    address: server.addresses[provider],
    provider,
    allowInsecure: false,
    method,
    options,
  });
const add = (label: string) =>
  connections.add({ attemptId: 'attempt-1', label, badge: 'development', colour: 'green' });

async function signInsOfAna(): Promise<BuiltInSystem[]> {
  const systems = await server.signInsOf(samplePeople.ana);
  return systems.map((system) => ({ ...system }));
}

describe('what the local instance gives to sign in with', () => {
  it('it provides what each system’s form asks for', async () => {
    for (const { provider, method, values } of await signInsOfAna()) {
      const form = providers.get(provider)?.product.forms.find((one) => one.method === method);
      const ids = form?.fields.map(({ id }) => id) ?? [];
      const needed = form?.fields.filter(({ optional }) => !optional).map(({ id }) => id) ?? [];
      expect([provider, ids]).toEqual([provider, expect.arrayContaining(Object.keys(values))]);
      expect([provider, Object.keys(values)]).toEqual([provider, expect.arrayContaining(needed)]);
    }
  });

  it.each(all)('it signs in to %s and reads its places', async (provider) => {
    const system = (await signInsOfAna()).find((one) => one.provider === provider);
    const step = await authenticate(provider, { type: 'token', values: system?.values ?? {} });
    expect(step).toMatchObject({ ok: true, value: { step: 'signed-in' } });
    const added = await add(provider);
    expect(added).toMatchObject({
      ok: true,
      value: { provider, startsAt: 'default', options: {}, signIn: { state: 'signed-in' } },
    });
    const live = connections.sessionFor('c1');
    if (!live.ok) throw new Error(live.error.sentence);
    expect(deps.records.get('c1')?.apiVariant).toBe(live.value.storage.apiVariant);
    const places = await live.value.session.workspaces(signal);
    expect(places).toMatchObject({ ok: true });
    for (const secret of Object.values(system?.values ?? {}).filter((value) => value.startsWith('eyJ'))) {
      expect(JSON.stringify([step, added, places, ...deps.records.values()])).not.toContain(secret);
    }
  });
});

describe('an answer that refuses the sign-in', () => {
  async function connected(provider: ProviderId) {
    const system = (await signInsOfAna()).find((one) => one.provider === provider);
    await authenticate(provider, { type: 'token', values: system?.values ?? {} });
    await add(provider);
    const live = connections.sessionFor('c1');
    if (!live.ok) throw new Error(live.error.sentence);
    return live.value.session;
  }
  const refuseAll = (body: object) =>
    server.faults([{ path: '/**', fault: { kind: 'status', status: 401, body } }]);

  it.each(all)(
    'it keeps the sign-in to %s when something on the way refuses it, however often',
    async (provider) => {
      const session = await connected(provider);
      for (const body of [
        { detail: 'Not authenticated' },
        { statusCode: 401, message: 'Unauthorized' },
        { error: 'Unauthorized' },
      ]) {
        refuseAll(body);
        expect((await session.workspaces(signal)).ok).toBe(false);
        expect(connections.list()[0]?.signIn.state).toBe('signed-in');
      }
      expect(deps.secrets.has('c1')).toBe(true);
      expect(deps.erased).toEqual([]);
    },
  );

  it.each([
    ['system-initiative', { kind: 'AuthTokenRevoked', message: 'Auth token has been revoked' }],
    ['workspaces-api', { error: { code: 'AUTH_INVALID', message: 'Invalid token' } }],
    ['system', { version: 'v2', timestamp: start, success: false, code: '4010', message: '', data: null }],
  ] as const)('it signs out of %s at the error that its documents give', async (provider, body) => {
    const session = await connected(provider);
    refuseAll(body);
    await session.workspaces(signal);
    expect(connections.list()[0]?.signIn.state).toBe('signed-out');
  });

  it.each(['unstructured', 'modbox'] as const)(
    'it says that %s refuses the sign-in, and keeps it, because no document gives that error',
    async (provider) => {
      const session = await connected(provider);
      refuseAll({ detail: 'Could not validate credentials' });
      expect(await session.workspaces(signal)).toMatchObject({
        ok: false,
        error: { kind: 'sign-in-refused' },
      });
    },
  );
});

describe('signing in with a password', () => {
  const username = samplePeople.ana.split('@')[0] ?? '';
  const { password, mfaCode, portalCode } = sampleSignIn;

  it.each(['workspaces-api', 'modbox'] as const)('it signs in to %s', async (provider) => {
    expect(await authenticate(provider, { type: 'password', values: { username, password } })).toMatchObject({
      ok: true,
      value: { step: 'signed-in' },
    });
    const wrong = await authenticate(provider, {
      type: 'password',
      values: { username, password: 'not the password' },
    });
    expect(wrong.ok).toBe(false);
    expect(JSON.stringify(wrong)).not.toContain('not the password');
  });

  it('it names the missing fields before anything is sent', async () => {
    expect(
      await authenticate('modbox', { type: 'password', values: { username: ' ', password: '' } }),
    ).toMatchObject({
      ok: false,
      error: { kind: 'invalid', fields: [{ path: 'username' }, { path: 'password' }] },
    });
  });

  it('it asks for the code that SYSTEM sends, and again after a wrong one', async () => {
    const values = { email: samplePeople.ana, password, portalCode };
    const asked = await authenticate('system', { type: 'password', values });
    expect(asked).toMatchObject({ ok: true, value: { step: 'code-needed', attemptId: 'attempt-1' } });
    expect(signIn.take('attempt-1').ok).toBe(false);
    expect(await authenticate('system', { type: 'code', code: '000000' })).toMatchObject({
      ok: false,
      error: { kind: 'invalid' },
    });
    expect(await authenticate('system', { type: 'code', code: ` ${mfaCode} ` })).toMatchObject({
      ok: true,
      value: { step: 'signed-in' },
    });
    expect((await add('SYSTEM')).ok).toBe(true);
    expect(await authenticate('system', { type: 'code', code: mfaCode })).toMatchObject({
      ok: false,
      error: { kind: 'not-found' },
    });
  });

  it('it forgets the question with the attempt', async () => {
    const values = { email: samplePeople.ana, password, portalCode };
    const noLonger = { ok: false, error: { kind: 'not-found' } };
    await authenticate('system', { type: 'password', values });
    signIn.cancel('attempt-1');
    expect(await authenticate('system', { type: 'code', code: mfaCode })).toMatchObject(noLonger);
    await authenticate('system', { type: 'password', values });
    clock += 16 * 60_000;
    expect(await authenticate('system', { type: 'code', code: mfaCode })).toMatchObject(noLonger);
  });
});

describe('what a sign-in is told of its address', () => {
  it('it refuses when another system now answers at the address', async () => {
    const result = await signIn.authenticate({
      attemptId: 'attempt-1',
      address: server.addresses.modbox,
      provider: 'system',
      allowInsecure: false,
      method: { type: 'token', values: { token: 'x', portalCode: 'y' } },
    });
    expect(result).toMatchObject({ ok: false, error: { kind: 'wrong-product' } });
  });

  it('it refuses a method that the address doesn’t support', async () => {
    expect(await authenticate('modbox', { type: 'browser' })).toMatchObject({
      ok: false,
      error: { kind: 'not-supported' },
    });
  });
});

describe('the built-in connections', () => {
  const builtIn = () =>
    createBuiltIn({
      connections,
      signIn,
      ledger: deps.ledger,
      providers,
      sync: { refresh: (id) => void refreshed.push(id) },
    });

  it('it creates connections for all systems, told apart by their labels', async () => {
    const first = await builtIn().connect(await signInsOfAna());
    expect(first).toMatchObject({ ok: true, value: { provider: 'system-initiative' } });
    expect(connections.list().map(({ label, builtIn: own }) => [label, own])).toEqual([
      ['Local · System Initiative', true],
      ['Local · Unstructured', true],
      ['Local · Workspaces API', true],
      ['Local · Modbox', true],
      ['Local · SYSTEM', true],
    ]);
    expect(builtIn().systems()).toEqual(all);
  });

  it('it names the first system alone the local instance', async () => {
    const [first, second] = await signInsOfAna();
    if (!first || !second) throw new Error('the instance speaks less than two systems');
    expect(await builtIn().connect([first])).toMatchObject({ ok: true, value: { label: 'Local instance' } });
    expect(await builtIn().connect([second])).toMatchObject({
      ok: true,
      value: { label: 'Local · Unstructured' },
    });
  });

  it('it finds them again, follows the port, and signs in where no session exists', async () => {
    await builtIn().connect(await signInsOfAna());
    const before = connections.list();
    await connections.signOut('c2');
    const other = await startTestInstance({ now: () => clock, directoryPath: ':memory:' });
    const elsewhere = await other.signInsOf(samplePeople.ana);
    const again = await builtIn().connect(elsewhere.map((system) => ({ ...system })));
    await other.close();
    // The people of another instance are the same ones, so the sign-in is taken.
    expect(again.ok).toBe(true);
    const after = connections.list();
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(after.map(({ address }) => address)).toEqual(elsewhere.map(({ address }) => address));
    expect(after.map(({ signIn: { state } }) => state)).toEqual(after.map(() => 'signed-in'));
    expect(refreshed).toEqual(['c1', 'c3', 'c4', 'c5']);
  });

  it('it sends nothing to a port that it has no server at: after a start, and once that has ended', async () => {
    await builtIn().connect(await signInsOfAna());
    const sessions = () => connections.list().map(({ id }) => connections.sessionFor(id));
    expect(sessions().every(({ ok: works }) => works)).toBe(true);
    connections = registry();
    for (const session of sessions())
      expect(session).toMatchObject({
        ok: false,
        error: { kind: 'refused', sentence: 'The local instance isn’t running.' },
      });
    await builtIn().connect(await signInsOfAna());
    expect(sessions().every(({ ok: works }) => works)).toBe(true);
    connections.noteBuiltInStopped();
    expect(sessions().some(({ ok: works }) => works)).toBe(false);
  });

  it('it signs in again where the session ended while the app was closed', async () => {
    await builtIn().connect(await signInsOfAna());
    const before = deps.secrets.get('c4');
    clock += 3 * 60 * 60_000;
    expect(connections.hasExpired('c4')).toBe(true);
    expect((await builtIn().connect(await signInsOfAna())).ok).toBe(true);
    expect(deps.secrets.get('c4')).not.toBe(before);
    expect(connections.hasExpired('c4')).toBe(false);
  });
});
