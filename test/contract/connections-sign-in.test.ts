import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSignIn, type SignIn, type SignInWay } from '../../src-main/connections/sign-in.ts';
import { providers } from '../../src-main/providers/registry.ts';
import { ok, type Result } from '../../src-preload/shared/result.ts';
import { testHttpClient } from '../support/http-client.ts';
import { samplePeople, sampleWorkspaces, startTestInstance, type TestInstance } from '../support/instance.ts';
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
