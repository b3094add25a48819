import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createConnections } from '../../src-main/connections/registry.ts';
import { createSignIn, type SignIn, type SignInWay } from '../../src-main/connections/sign-in.ts';
import { plainError } from '../../src-main/base/errors.ts';
import { providers } from '../../src-main/providers/registry.ts';
import { ok } from '../../src-preload/shared/result.ts';
import { testHttpClient } from '../support/http-client.ts';
import { samplePeople, startTestInstance, type TestInstance } from '../support/instance.ts';
import { memoryDeps } from '../support/memory-deps.ts';
import { signal } from '../support/signal.ts';
import { start } from '../support/time.ts';

const http = testHttpClient();
let server: TestInstance;
let signIn: SignIn;

beforeEach(async () => {
  server = await startTestInstance({ now: () => start });
  signIn = createSignIn({ http, providers, now: () => start, openExternal: async () => ok(null) });
});
afterEach(async () => {
  signIn.stop();
  await server.close();
});

const authenticate = (method: SignInWay, attemptId = 'attempt-1') =>
  signIn.authenticate({
    attemptId,
    address: server.url,
    provider: 'system-initiative',
    allowInsecure: false,
    method,
  });

const pasted = (token: string): SignInWay => ({ type: 'token', values: { token } });

describe('connections', () => {
  const look = { badge: 'development', colour: 'green' } as const;
  let deps: ReturnType<typeof memoryDeps>;
  let connections: ReturnType<typeof createConnections>;
  let changes: number;
  beforeEach(() => {
    deps = memoryDeps();
    changes = 0;
    let next = 0;
    connections = createConnections({
      ...deps,
      providers,
      http,
      signIn,
      now: () => start,
      newId: () => `c${(next += 1)}`,
      onChange: () => {
        changes += 1;
      },
    });
  });

  async function add(token = server.token, label = 'Local') {
    const attempt = await authenticate(pasted(token));
    expect(attempt.ok).toBe(true);
    return connections.add({ attemptId: 'attempt-1', label, ...look });
  }

  it('it adds a connection with its identity, and keeps the secret only in the vault', async () => {
    const added = await add();
    expect(added).toMatchObject({
      ok: true,
      value: {
        id: 'c1',
        productName: 'System Initiative',
        kind: 'local-dev',
        label: 'Local',
        position: 0,
        identity: { email: samplePeople.ana },
        signIn: { state: 'signed-in', credential: 'session' },
        health: { state: 'unknown' },
      },
    });
    expect(deps.secrets.get('c1')).toBe(server.token);
    expect(JSON.stringify([added, ...deps.records.values()])).not.toContain(server.token);
    expect(changes).toBe(1);
  });

  it('it allows one connection per person and address', async () => {
    await add();
    expect(await add()).toMatchObject({ ok: false, error: { kind: 'conflict' } });
    const other = await add(await server.signInAs(samplePeople.approver), 'As April');
    expect(other).toMatchObject({ ok: true, value: { position: 1 } });
  });

  it('it leaves no secret behind when saving fails, and the sign-in can be used again', async () => {
    deps.failing.ledger = plainError('disk-full', 's', 'n');
    expect(await add()).toMatchObject({ ok: false, error: { kind: 'disk-full' } });
    expect(deps.secrets.size).toBe(0);
    deps.failing.ledger = null;
    expect((await connections.add({ attemptId: 'attempt-1', label: 'Local', ...look })).ok).toBe(true);
  });

  it('it gives working sessions, the same one each time', async () => {
    await add();
    const first = connections.sessionFor('c1');
    const second = connections.for('c1');
    if (!first.ok || !second.ok) throw new Error('no session');
    expect(first.value.session).toBe(second.value.session);
    expect((await first.value.session.workspaces(signal)).ok).toBe(true);
  });

  it('it signs out only on the server’s own word, and keeps the data', async () => {
    await add();
    const live = connections.sessionFor('c1');
    if (!live.ok) throw new Error('no session');
    server.faults([
      {
        path: '/si/auth/**',
        fault: { kind: 'status', status: 401, body: '<html>', contentType: 'text/html' },
      },
    ]);
    await live.value.session.workspaces(signal);
    expect(connections.list()[0]?.signIn.state).toBe('signed-in');
    server.faults([
      {
        path: '/si/auth/**',
        fault: {
          kind: 'status',
          status: 401,
          body: { kind: 'AuthTokenRevoked', message: 'Auth token has been revoked' },
        },
      },
    ]);
    await live.value.session.workspaces(signal);
    expect(connections.list()[0]?.signIn).toEqual({
      state: 'signed-out',
      reason: 'The token you signed in with was revoked.',
    });
    expect(connections.sessionFor('c1')).toMatchObject({ ok: false, error: { kind: 'signed-out' } });
    expect(deps.erased).toEqual([]);
  });

  it('it keeps the new session when a late answer comes to the old credential', async () => {
    await add();
    const old = connections.sessionFor('c1');
    if (!old.ok) throw new Error('no session');
    await authenticate({ type: 'local-login' }, 'again');
    expect((await connections.signInAgain('c1', 'again')).ok).toBe(true);
    connections.sessionFor('c1');
    server.faults([
      {
        path: '/si/auth/**',
        fault: { kind: 'status', status: 401, body: { kind: 'AuthTokenRevoked', message: 'x' } },
      },
    ]);
    await old.value.session.workspaces(signal);
    expect(connections.list()[0]?.signIn.state).toBe('signed-in');
  });

  it('it lets the same person sign in again, and no one else', async () => {
    await add();
    await connections.signOut('c1');
    expect(deps.secrets.has('c1')).toBe(false);
    expect(connections.list()[0]?.signIn).toMatchObject({ state: 'signed-out' });
    await authenticate(pasted(await server.signInAs(samplePeople.approver)), 'april');
    expect(await connections.signInAgain('c1', 'april')).toMatchObject({
      ok: false,
      error: { kind: 'conflict' },
    });
    await authenticate({ type: 'local-login' }, 'ana');
    expect(await connections.signInAgain('c1', 'ana')).toMatchObject({
      ok: true,
      value: { signIn: { state: 'signed-in' } },
    });
  });

  it('it reports an unreadable credential as unavailable, never as signed out', async () => {
    await add();
    deps.failing.vaultRead = plainError('vault-unavailable', 'The keyring is locked.', 'n');
    expect(connections.list()[0]?.signIn).toEqual({ state: 'unavailable', reason: 'The keyring is locked.' });
    expect(connections.sessionFor('c1')).toMatchObject({ ok: false, error: { kind: 'vault-unavailable' } });
    deps.failing.vaultRead = null;
    expect(connections.list()[0]?.signIn.state).toBe('signed-in');
  });

  it('it renames and orders connections', async () => {
    await add();
    await add(await server.signInAs(samplePeople.approver), 'As April');
    await connections.update({ connectionId: 'c1', label: 'Mine', badge: 'production', colour: 'red' });
    await connections.reorder(['c2', 'c1']);
    expect(connections.list().map(({ id, label, badge }) => [id, label, badge])).toEqual([
      ['c2', 'As April', 'development'],
      ['c1', 'Mine', 'production'],
    ]);
  });

  it('it removes a connection with its secret, rows and ledger entries', async () => {
    await add();
    expect(connections.removalPreview('c1')).toEqual({
      ok: true,
      value: { workspaces: 6, members: 60, tokens: 9, history: 3, receipts: 2 },
    });
    expect((await connections.remove('c1')).ok).toBe(true);
    expect(deps.erased).toEqual(['roster c1', 'ledgers set aside', 'ledger c1']);
    expect(deps.secrets.size).toBe(0);
    expect(connections.list()).toEqual([]);
    expect(connections.sessionFor('c1')).toMatchObject({ ok: false, error: { kind: 'not-found' } });
  });
});
