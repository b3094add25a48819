import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createConnections } from '../../src-main/connections/registry.ts';
import { createSignIn, type SignIn, type SignInWay } from '../../src-main/connections/sign-in.ts';
import { plainError } from '../../src-main/base/errors.ts';
import { providers } from '../../src-main/providers/registry.ts';
import { ok, type Result } from '../../src-preload/shared/result.ts';
import { testHttpClient } from '../support/http-client.ts';
import { samplePeople, sampleWorkspaces, startTestInstance, type TestInstance } from '../support/instance.ts';
import { memoryDeps } from '../support/memory-deps.ts';
import { signal } from '../support/signal.ts';
import { start } from '../support/time.ts';
import { navigation, visit, wayBack, type Page } from '../support/visit.ts';

const http = testHttpClient();
let clock: number;
let server: TestInstance;
let opened: string[];
let browser: (url: string) => void;
let signIn: SignIn;

beforeEach(async () => {
  clock = start;
  server = await startTestInstance({ now: () => clock });
  opened = [];
  browser = () => undefined;
  signIn = createSignIn({
    http,
    providers,
    now: () => clock,
    openExternal: async (url): Promise<Result<null>> => {
      opened.push(url);
      browser(url);
      return ok(null);
    },
  });
});
afterEach(async () => {
  signIn.stop();
  await server.close();
});

const authenticate = (method: SignInWay, attemptId = 'attempt-1', address = server.url) =>
  signIn.authenticate({ attemptId, address, provider: 'system-initiative', allowInsecure: false, method });

const pasted = (token: string): SignInWay => ({ type: 'token', values: { token } });

const loopbackOf = (url: string) => `http://localhost:${new URL(url).searchParams.get('cli_redir') ?? ''}`;

const returnOfAna = (url: string) => wayBack(url, 'Ana Oliveira');
const chooseAna = async (url: string) => visit(await returnOfAna(url));

describe('signing in with the browser', () => {
  beforeEach(async () => {
    await server.close();
    server = await startTestInstance({ localLogin: false });
  });

  it('it ends with the identity, and confirms it in the browser', async () => {
    let seen = Promise.resolve('');
    browser = (url) => {
      seen = chooseAna(url).then(({ text }) => text);
    };
    const result = await authenticate({ type: 'browser' });
    expect(result).toMatchObject({
      ok: true,
      value: { identity: { email: samplePeople.ana }, credential: 'session' },
    });
    expect(opened[0]).toMatch(new RegExp(`^${server.url}/auth/login\\?cli_redir=\\d+$`));
    expect(await seen).toContain('You’re signed in');
    expect(JSON.stringify(result)).not.toContain('eyJ');
  });

  it('it accepts only one GET with a nonce', async () => {
    const statuses: number[] = [];
    let done = Promise.resolve();
    browser = (url) => {
      const loopback = loopbackOf(url);
      done = (async () => {
        statuses.push((await visit(`${loopback}/`)).status);
        statuses.push((await visit(`${loopback}/other?nonce=x`)).status);
        statuses.push((await visit(`${loopback}/?nonce=x`, navigation, 'POST')).status);
        statuses.push((await visit(`${loopback}/?nonce=x`, { ...navigation, host: 'evil.example' })).status);
        await chooseAna(url);
      })();
    };
    expect((await authenticate({ type: 'browser' })).ok).toBe(true);
    await done;
    expect(statuses).toEqual([404, 404, 405, 403]);
  });

  it.each([
    ['a script', { 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' }],
    ['an image', { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }],
    ['a frame', { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' }],
    ['a form', { ...navigation, origin: 'https://evil.example' }],
    ['a hint to load it ahead', { ...navigation, 'sec-purpose': 'prefetch' }],
    ['a script in an old browser', { accept: '*/*' }],
  ])('it takes no nonce that %s of another page sends', async (_what, headers) => {
    let refused: Page | null = null;
    browser = (url) => {
      void (async () => {
        // Even a nonce that the server would take.
        const back = await returnOfAna(url);
        refused = await visit(back, headers);
        await visit(back);
      })();
    };
    expect(await authenticate({ type: 'browser' })).toMatchObject({
      ok: true,
      value: { identity: { email: samplePeople.ana } },
    });
    expect(refused).toMatchObject({ status: 403 });
  });

  it('it takes the way back of a browser that is too old to say how it comes there', async () => {
    browser = (url) => {
      void returnOfAna(url).then((back) => visit(back, { accept: 'text/html,application/xhtml+xml' }));
    };
    expect((await authenticate({ type: 'browser' })).ok).toBe(true);
  });

  it('it goes on waiting after a nonce that the server doesn’t know', async () => {
    const pages: Page[] = [];
    browser = (url) => {
      void (async () => {
        pages.push(await visit(`${loopbackOf(url)}/?nonce=made-up`));
        pages.push(await visit(`${loopbackOf(url)}/?nonce=made-up`));
        await chooseAna(url);
      })();
    };
    expect(await authenticate({ type: 'browser' })).toMatchObject({
      ok: true,
      value: { identity: { email: samplePeople.ana } },
    });
    expect(pages.map(({ status }) => status)).toEqual([409, 409]);
    expect(pages[0]?.text).toContain('Sign-in failed');
  });

  it('it explains a nonce that the server doesn’t know, when no other came', async () => {
    let page = Promise.resolve('');
    const hasty = createSignIn({
      http,
      providers,
      openExternal: async (url) => {
        page = visit(`${loopbackOf(url)}/?nonce=made-up`).then(({ text }) => text);
        await page;
        return ok(null);
      },
      browserLimitMs: 500,
    });
    const result = await hasty.authenticate({
      attemptId: 'attempt-1',
      address: server.url,
      provider: 'system-initiative',
      allowInsecure: false,
      method: { type: 'browser' },
    });
    expect(result).toMatchObject({ ok: false, error: { kind: 'conflict' } });
    expect(JSON.stringify(result)).not.toContain('made-up');
    expect(await page).toContain('Sign-in failed');
  });

  it('it closes the port when cancelled', async () => {
    browser = () => {
      signIn.cancel('attempt-1');
    };
    expect(await authenticate({ type: 'browser' })).toMatchObject({
      ok: false,
      error: { kind: 'cancelled' },
    });
    await expect(fetch(`${loopbackOf(opened[0] ?? '')}/?nonce=x`)).rejects.toThrow();
  });

  it('it ends after its time limit', async () => {
    const hasty = createSignIn({ http, providers, openExternal: async () => ok(null), browserLimitMs: 10 });
    const result = await hasty.authenticate({
      attemptId: 'attempt-1',
      address: server.url,
      provider: 'system-initiative',
      allowInsecure: false,
      method: { type: 'browser' },
    });
    expect(result).toMatchObject({ ok: false, error: { kind: 'timeout' } });
  });
});

describe('the other ways', () => {
  it('it signs in as the local developer', async () => {
    expect(await authenticate({ type: 'local-login' })).toMatchObject({
      ok: true,
      value: { identity: { email: samplePeople.ana } },
    });
  });

  it('it explains a local login that is turned off', async () => {
    const other = await startTestInstance({ localLogin: false });
    const result = await authenticate({ type: 'local-login' }, 'attempt-1', other.url);
    await other.close();
    expect(result).toMatchObject({ ok: false, error: { kind: 'not-supported' } });
  });

  it('it accepts a pasted token with surrounding text', async () => {
    const result = await authenticate(pasted(` "Bearer ${server.token}"\n`));
    expect(result).toMatchObject({ ok: true, value: { identity: { name: 'Ana Oliveira' } } });
  });

  it.each([
    ['of another kind', async () => 'mbx_123', 'invalid'],
    [
      'that is expired',
      async () => server.sign({ version: '2', userId: 'u', role: 'web', exp: Date.UTC(2020, 0, 1) / 1000 }),
      'invalid',
    ],
    ['that the server does not accept', async () => `${server.token.slice(0, -6)}AAAAAA`, 'signed-out'],
    ['of a quarantined user', async () => server.signInAs(samplePeople.quarantined), 'forbidden'],
  ])('it refuses a token %s without repeating it', async (_, make, kind) => {
    const token = await make();
    const result = await authenticate(pasted(token));
    expect(result).toMatchObject({ ok: false, error: { kind } });
    expect(JSON.stringify(result)).not.toContain(token);
  });

  it.each([
    ['a V1 web token', (userId: string) => ({ user_pk: userId }), 'web'],
    ['a V2 web token', (userId: string) => ({ version: '2', userId, role: 'web' }), 'web'],
    ['a V2 token of another role', (userId: string) => ({ version: '2', userId, role: 'sdf' }), 'automation'],
    ['a session token', (userId: string) => ({ userId }), 'session'],
    ['a token of a later version', (userId: string) => ({ version: '3', userId }), 'session'],
  ])('it names the kind of %s', async (_title, claims, credential) => {
    const userId = server.directory.people.byEmail(samplePeople.ana)?.id ?? '';
    const workspaces = {
      workspaceId: server.workspaceId(sampleWorkspaces.production),
      workspace_pk: server.workspaceId(sampleWorkspaces.production),
    };
    const token = await server.sign({ ...workspaces, ...claims(userId) });
    expect(await authenticate(pasted(token))).toMatchObject({ ok: true, value: { credential } });
  });

  it('it hands out a finished sign-in once, and not after 15 minutes', async () => {
    await authenticate({ type: 'local-login' });
    expect(signIn.take('attempt-1').ok).toBe(true);
    expect(signIn.take('attempt-1').ok).toBe(false);
    await authenticate({ type: 'local-login' });
    clock += 16 * 60_000;
    expect(signIn.take('attempt-1')).toMatchObject({ ok: false, error: { kind: 'not-found' } });
  });
});

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
      now: () => clock,
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
