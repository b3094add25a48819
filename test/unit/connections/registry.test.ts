import { beforeEach, describe, expect, it } from 'vitest';
import { createConnections } from '../../../src-main/connections/registry.ts';
import type { ConnectionsDeps } from '../../../src-main/connections/types.ts';
import type { FinishedSignIn } from '../../../src-main/connections/prove-sign-in.ts';
import { plainError } from '../../../src-main/base/errors.ts';
import type { ConnectionStorage, Provider, ProviderSession } from '../../../src-main/providers/provider.ts';
import { knownValue, none } from '../../../src-preload/shared/known.ts';
import { fail, ok } from '../../../src-preload/shared/result.ts';
import { testHttpClient } from '../../support/http-client.ts';
import { memoryDeps } from '../../support/memory-deps.ts';
import { fakeApiVariant, fakeFacts, fakeProvider } from '../../support/provider.ts';

const signal = new AbortController().signal;
const dana = { userId: 'u1', name: 'Dana', email: 'dana@x.example' };

const finished = (parts: Partial<FinishedSignIn> = {}): FinishedSignIn => ({
  provider: 'system',
  apiVariant: 'only',
  address: 'https://api.example',
  insecure: false,
  secret: 'first secret',
  identity: dana,
  credential: 'session',
  expiresAt: none,
  options: null,
  held: new Map(),
  inventory: null,
  ...parts,
});

const switchOption = {
  id: 'channel',
  label: '',
  hint: '',
  kind: 'switch',
  optional: true,
  preset: '',
} as const;

/** Connections to a system whose sessions do nothing but keep what they were given. */
function setUp(provider: Partial<Provider> = {}, more: Partial<ConnectionsDeps> = {}) {
  const deps = memoryDeps();
  const devices: ConnectionStorage[] = [];
  const refreshed: string[] = [];
  let waiting = finished();
  const product = { ...fakeProvider().product, options: [switchOption] };
  const fake = fakeProvider({
    product,
    session: (_http, _target, storage) => {
      devices.push(storage);
      const whoami: ProviderSession['whoami'] = async () =>
        fail(plainError('signed-out', `Ended: ${storage.apiVariant}.`, ''));
      return { whoami } as ProviderSession;
    },
    ...provider,
  });
  const connections = createConnections({
    ...deps,
    providers: new Map([['system', fake]]),
    http: testHttpClient(),
    signIn: { take: () => ok(waiting), putBack: () => undefined },
    newId: () => 'c1',
    sync: () => ({
      health: () => ({ state: 'unknown' }),
      isSyncing: () => false,
      forget: () => undefined,
      refresh: (id, reason) => void refreshed.push(`${id} ${reason}`),
    }),
    ...more,
  });
  const look = { label: 'Test', badge: 'development', colour: 'green' } as const;
  return {
    deps,
    devices,
    refreshed,
    connections,
    look,
    add: (parts: Partial<FinishedSignIn> = {}) => {
      waiting = finished(parts);
      return connections.add({ attemptId: 'a', ...look });
    },
    signInAgain: (parts: Partial<FinishedSignIn> = {}) => {
      waiting = finished(parts);
      return connections.signInAgain('c1', 'a');
    },
    live() {
      const live = connections.sessionFor('c1');
      if (!live.ok) throw new Error(live.error.sentence);
      return live.value;
    },
  };
}

type SetUp = ReturnType<typeof setUp>;
let system: SetUp;
beforeEach(() => {
  system = setUp();
});

describe('a new connection', () => {
  it('it keeps the API variant, the options and what the sign-in left to keep', async () => {
    const added = await system.add({
      options: { channel: 'on' },
      held: new Map([['token t1', 'held secret']]),
      inventory: { organizations: [] },
    });
    expect(added).toMatchObject({
      ok: true,
      value: {
        options: { channel: 'on' },
        startsAt: 'default',
        system: { apiVariantLabel: 'test API' },
        cannotWrite: null,
      },
    });
    const { storage } = system.live();
    expect(storage).toMatchObject({ apiVariant: 'only', options: { channel: 'on' }, identity: dana });
    expect(storage.heldSecrets.get('token t1')).toEqual(ok('held secret'));
    expect(storage.inventory.read()).toEqual({ organizations: [] });
    expect(JSON.stringify([added, ...system.deps.records.values()])).not.toMatch(/first secret|held secret/);
  });

  it('it leaves nothing behind when it couldn’t be saved', async () => {
    system.deps.failing.ledger = plainError('disk-full', 's', 'n');
    expect((await system.add({ held: new Map([['t', 'held secret']]) })).ok).toBe(false);
    expect([system.deps.secrets.size, system.deps.held.size, system.deps.records.size]).toEqual([0, 0, 0]);
  });
});

describe('a refreshed secret', () => {
  it('it is in the vault and in the present session', async () => {
    await system.add();
    const { session, storage } = system.live();
    expect(await storage.keepSecret('second secret')).toEqual(ok(null));
    expect(system.deps.secrets.get('c1')).toBe('second secret');
    expect(storage.secret).toBe('second secret');
    expect(system.live().session).toBe(session);
    expect(system.devices).toHaveLength(1);
  });

  it('the session uses it even where the vault can’t save it', async () => {
    const deps = memoryDeps();
    const broken = {
      ...deps.vault,
      setCredential: async (id: string, secret: string) =>
        secret === 'second secret'
          ? fail(plainError('vault-unavailable', 's', 'n'))
          : deps.vault.setCredential(id, secret),
    };
    system = setUp({}, { vault: broken });
    await system.add();
    const { session, storage } = system.live();
    expect(await storage.keepSecret('second secret')).toMatchObject({ ok: false });
    expect(storage.secret).toBe('second secret');
    expect(system.live().session).toBe(session);
  });

  it('it isn’t kept after the user signed out in the meantime', async () => {
    await system.add();
    const { storage } = system.live();
    const signingOut = system.connections.signOut('c1');
    const keeping = storage.keepSecret('second secret');
    expect((await signingOut).ok).toBe(true);
    expect(await keeping).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    expect(await storage.keepSecret('third secret')).toMatchObject({ ok: false });
    expect(system.deps.secrets.has('c1')).toBe(false);
  });

  it('one of an earlier session doesn’t replace a new sign-in', async () => {
    await system.add();
    const { storage } = system.live();
    await system.signInAgain({ secret: 'signed in again' });
    expect(await storage.keepSecret('late secret')).toMatchObject({ ok: false });
    expect(system.deps.secrets.get('c1')).toBe('signed in again');
    expect(system.live().storage.secret).toBe('signed in again');
  });

  it('nothing is kept for a removed connection', async () => {
    await system.add();
    const { storage } = system.live();
    await system.connections.remove('c1');
    expect((await storage.keepSecret('late')).ok).toBe(false);
    expect((await storage.heldSecrets.put('t', 'late')).ok).toBe(false);
    expect((await storage.inventory.write({})).ok).toBe(false);
    expect([system.deps.secrets.size, system.deps.held.size]).toEqual([0, 0]);
  });
});

describe('further secrets', () => {
  it('they stay when the connection is signed out, and are deleted when it is removed', async () => {
    await system.add();
    await system.live().storage.heldSecrets.put('t', 'held secret');
    await system.connections.signOut('c1');
    expect(system.deps.held.size).toBe(1);
    await system.signInAgain();
    expect(system.live().storage.heldSecrets.get('t')).toEqual(ok('held secret'));
    await system.connections.remove('c1');
    expect(system.deps.held.size).toBe(0);
  });
});

describe('signing in again', () => {
  it('it keeps the options where none were given, and what was entered since', async () => {
    await system.add({ options: { channel: 'on' }, inventory: { from: 'the first sign-in' } });
    await system.live().storage.inventory.write({ from: 'later' });
    await system.signInAgain({ apiVariant: 'other', inventory: { from: 'the second sign-in' } });
    expect(system.deps.records.get('c1')).toMatchObject({ apiVariant: 'other', options: { channel: 'on' } });
    expect(system.live().storage.inventory.read()).toEqual({ from: 'later' });
    await system.signInAgain({ options: {} });
    expect(system.deps.records.get('c1')).toMatchObject({ options: {} });
  });
});

describe('changing a connection', () => {
  it('other options start a new session with the newest secret and a new fetch', async () => {
    await system.add();
    const { session, storage } = system.live();
    await storage.keepSecret('second secret');
    system.refreshed.length = 0;
    const changed = await system.connections.update({
      connectionId: 'c1',
      ...system.look,
      options: { channel: 'on', unknown: 'x' },
    });
    expect(changed).toMatchObject({ ok: true, value: { options: { channel: 'on' } } });
    expect(system.live().session).not.toBe(session);
    expect(system.live().storage).toMatchObject({ secret: 'second secret', options: { channel: 'on' } });
    expect(system.refreshed).toEqual(['c1 manual']);
    // What the older session had under way still counts.
    expect((await storage.keepSecret('third secret')).ok).toBe(true);
    expect(system.live().storage.secret).toBe('third secret');
  });

  it('another look or start page leaves the session alone', async () => {
    await system.add();
    const { session } = system.live();
    system.refreshed.length = 0;
    await system.connections.update({
      connectionId: 'c1',
      ...system.look,
      label: 'New',
      startsAt: 'selector',
    });
    expect(system.connections.list()).toMatchObject([{ label: 'New', startsAt: 'selector' }]);
    expect(system.live().session).toBe(session);
    expect(system.refreshed).toEqual([]);
  });
});

describe('the end of a session', () => {
  it('it changes nothing when reported to a session that was replaced since', async () => {
    await system.add();
    const { session } = system.live();
    await system.connections.update({ connectionId: 'c1', ...system.look, options: { channel: 'on' } });
    await session.whoami(signal);
    expect(system.connections.list()[0]?.signIn.state).toBe('signed-in');
    await system.live().session.whoami(signal);
    expect(system.connections.list()[0]?.signIn.state).toBe('signed-out');
  });
});

describe('what can be written', () => {
  it('it depends on the connection’s own state', async () => {
    const asked: unknown[] = [];
    system = setUp(
      { apiVariants: { only: fakeApiVariant({ facts: fakeFacts({ guided: true }) }) } },
      {
        whyNotWritable: (facts) => {
          asked.push(facts);
          return 'Because.';
        },
      },
    );
    expect(await system.add()).toMatchObject({ ok: true, value: { cannotWrite: 'Because.' } });
    expect(asked.at(-1)).toMatchObject({
      guided: true,
      address: 'https://api.example',
      signIn: { state: 'signed-in' },
    });
  });
});

describe('a record from before there were several API variants', () => {
  it('it learns which one its address has', async () => {
    system = setUp({
      apiVariants: {
        only: fakeApiVariant(),
        other: fakeApiVariant({ facts: fakeFacts({ apiVariantLabel: 'other API' }) }),
      },
      recognise: async () => ok({ apiVariant: 'other', methods: ['token'] }),
    });
    await system.add({ apiVariant: '' });
    expect(system.connections.list()).toMatchObject([{ system: { apiVariantLabel: 'test API' } }]);
    await system.connections.detectApiVariants(signal);
    expect(system.connections.list()).toMatchObject([{ system: { apiVariantLabel: 'other API' } }]);
    expect(system.live().storage.apiVariant).toBe('other');
  });
});

describe('a kept credential', () => {
  it('it has expired when it says so', async () => {
    let end = 0;
    system = setUp(
      { inspectCredential: () => ok({ credential: 'session', expiresAt: knownValue(end) }) },
      { now: () => 1000 },
    );
    await system.add();
    end = 1001;
    expect(system.connections.hasExpired('c1')).toBe(false);
    end = 1000;
    expect(system.connections.hasExpired('c1')).toBe(true);
  });
});
