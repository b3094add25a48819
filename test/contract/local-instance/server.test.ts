import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bigWorkspaceName } from '../../../src-main/local-instance/sample/many-members.ts';
import {
  samplePeople,
  sampleWorkspaces,
  startTestInstance,
  type TestInstance,
} from '../../support/instance.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

async function start(options: Parameters<typeof startTestInstance>[0] = {}): Promise<TestInstance> {
  const server = await startTestInstance(options);
  cleanups.push(() => server.close());
  return server;
}

async function tempFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'steward-instance-'));
  cleanups.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

function statusFor(port: number, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: '/si/auth/', headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('the address', () => {
  it('it answers to its loopback names and to no other', async () => {
    const { port } = await start();
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`]) {
      expect(await statusFor(port, host), host).toBe(200);
    }
    for (const host of [
      `evil.example:${port}`,
      'localhost',
      `127.0.0.1:${port}0`,
      `localhost.evil.example:${port}`,
    ]) {
      expect(await statusFor(port, host), host).toBe(403);
    }
  });

  it('it lets no other origin read it in a browser', async () => {
    const server = await start();
    const answer = await server.call('GET', '/workspaces', { headers: { origin: 'https://evil.example' } });
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });

  it('it shows a page at its root that says what it is', async () => {
    const server = await start();
    const page = await (await fetch(server.origin)).text();
    expect(page).toContain('local instance');
  });

  it('it accepts no cookie as a sign-in, so no web page can act for the user', async () => {
    const server = await start();
    const answer = await server.call('GET', '/whoami', {
      token: null,
      headers: { cookie: `si-auth=${server.token}` },
    });
    expect(answer.status).toBe(401);
  });
});

describe('signing in', () => {
  const linkTo = (page: string, name: string) =>
    new RegExp(`href="([^"]+)">Sign in as ${name}<`).exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';

  it('it leads from the page over the loopback redirect and a nonce, once, to a token', async () => {
    const server = await start({ localLogin: false });
    const login = `${server.url}/auth/login?cli_redir=45678`;
    const page = await (await fetch(login)).text();
    const redirect = await fetch(new URL(linkTo(page, 'Ana Oliveira'), login), { redirect: 'manual' });
    const target = new URL(redirect.headers.get('location') ?? '');
    expect([redirect.status, target.origin]).toEqual([302, 'http://localhost:45678']);

    const exchange = `/auth/cli-auth-api-token${target.search}`;
    const { token } = z
      .object({ token: z.string() })
      .parse((await server.call('GET', exchange, { token: null })).json);
    const me = await server.call('GET', '/whoami', { token });
    expect(me.json).toMatchObject({ user: { email: samplePeople.ana } });
    expect((await server.call('GET', exchange, { token: null })).status).toBe(409);
  });

  it('it drops a nonce after 500 seconds', async () => {
    let clock = Date.parse('2026-03-01T12:00:00Z');
    const server = await start({ localLogin: false, now: () => clock });
    const login = `${server.url}/auth/login?cli_redir=45678`;
    const link = new URL(linkTo(await (await fetch(login)).text(), 'Ana Oliveira'), login);
    const redirect = await fetch(link, { redirect: 'manual' });
    const { search } = new URL(redirect.headers.get('location') ?? '');
    clock += 500_000;
    expect((await server.call('GET', `/auth/cli-auth-api-token${search}`)).status).toBe(409);
  });

  it('it offers no one who hasn’t signed up', async () => {
    const server = await start({ localLogin: false });
    const page = await (await fetch(`${server.url}/auth/login`)).text();
    expect(page).toContain(samplePeople.quarantined);
    expect(page).not.toContain(samplePeople.pending);
  });

  it('it signs in the local user without a browser, unless that is turned off', async () => {
    const server = await start();
    const answer = await server.call('POST', '/auth/local-login', { token: null, body: {} });
    expect(answer.json).toMatchObject({ user: { email: samplePeople.ana, firstName: 'Ana' } });
    const off = await start({ localLogin: false });
    expect((await off.call('POST', '/auth/local-login', { token: null, body: {} })).status).toBe(403);
  });
});

describe('the data', () => {
  it('it survives a restart with changes, port, and issued tokens', async () => {
    const folder = await tempFolder();
    const options = { directoryPath: join(folder, 'data', 'instance.db') };
    const first = await startTestInstance(options);
    const laptop = first.workspaceId(sampleWorkspaces.laptop);
    await first.call('POST', `/workspace/${laptop}/members`, { body: { email: 'kept@northwind.example' } });
    await first.close();

    const second = await start({ ...options, port: first.port });
    const roster = await second.call('GET', `/workspace/${laptop}/members`, { token: first.token });
    expect(roster.json).toEqual(
      expect.arrayContaining([expect.objectContaining({ email: 'kept@northwind.example' })]),
    );
    expect((await stat(options.directoryPath)).mode & 0o077).toBe(0);
  });

  it('it holds a workspace of any size on request', async () => {
    const server = await start({ members: 5000 });
    const big = server.workspaceId(bigWorkspaceName(5000));
    const roster = await server.call('GET', `/workspace/${big}/members`);
    expect(roster.json).toHaveLength(5000);
  });
});

describe('faults', () => {
  const path = '/si/auth/workspaces';

  it('it applies faults at the path, method, turn and number of times requested', async () => {
    const server = await start();
    server.faults([
      { method: 'GET', path, skip: 1, times: 1, fault: { kind: 'status', status: 503, body: 'down' } },
    ]);
    const statuses: number[] = [];
    for (let turn = 0; turn < 3; turn += 1) statuses.push((await server.call('GET', '/workspaces')).status);
    expect(statuses).toEqual([200, 503, 200]);
  });

  it('it sets and clears faults over HTTP, only on instances that allow it', async () => {
    const server = await start();
    const control = { method: 'POST', headers: { 'content-type': 'application/json' } };
    const body = JSON.stringify({
      rules: [{ path: '/si/**', fault: { kind: 'rate-limit', retryAfter: 7 } }],
    });
    expect((await fetch(`${server.origin}/__faults`, { ...control, body })).status).toBe(204);
    const limited = await server.call('GET', '/workspaces');
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7']);
    expect((await fetch(`${server.origin}/__faults`, { method: 'DELETE' })).status).toBe(204);
    expect((await server.call('GET', '/workspaces')).status).toBe(200);

    const ordinary = await start({ faults: false });
    expect((await fetch(`${ordinary.origin}/__faults`, { ...control, body })).status).toBe(404);
  });

  it('it breaks the connection at once, or halfway', async () => {
    const server = await start();
    server.faults([{ path, fault: { kind: 'offline' } }]);
    await expect(server.call('GET', '/workspaces')).rejects.toThrow('fetch failed');

    server.faults([{ path, fault: { kind: 'cut' } }]);
    const response = await fetch(`${server.url}/workspaces`, {
      headers: { authorization: `Bearer ${server.token}` },
    });
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow('terminated');
  });

  it.each([
    ['truncated-json', 'application/json; charset=utf-8', /^\[\{"id"/],
    ['html', 'text/html; charset=utf-8', /^<!doctype html>/],
    ['empty', 'application/json; charset=utf-8', /^$/],
  ] as const)('it garbles an answer: %s', async (as, type, start_) => {
    const server = await start();
    server.faults([{ path, fault: { kind: 'garble', as } }]);
    const answer = await server.call('GET', '/workspaces');
    expect([answer.status, answer.headers.get('content-type'), answer.json]).toEqual([200, type, undefined]);
    expect(answer.text).toMatch(start_);
  });

  it('it lies: the answer reports a change that wasn’t made', async () => {
    const server = await start();
    const production = server.workspaceId(sampleWorkspaces.production);
    const email = samplePeople.collaborator;
    const members = `/workspace/${production}/members`;
    server.faults([{ method: 'DELETE', path: `/si/auth${members}`, fault: { kind: 'lie' } }]);
    const told = await server.call('DELETE', members, { body: { email } });
    expect([told.status, told.text.includes(email)]).toEqual([200, false]);
    expect((await server.call('GET', members)).text).toContain(email);
  });

  it('it sends more than a client would accept', async () => {
    const server = await start();
    server.faults([{ path, fault: { kind: 'huge', bytes: 3_000_000 } }]);
    const answer = await server.call('GET', '/workspaces');
    expect(answer.text.length).toBeGreaterThan(3_000_000);
    expect(Array.isArray(answer.json)).toBe(true);
  });

  it('it keeps a client waiting, but not a server that closes', async () => {
    const server = await start();
    server.faults([{ path, fault: { kind: 'delay', ms: 600_000 } }]);
    const controller = new AbortController();
    const waiting = fetch(`${server.url}/workspaces`, { signal: controller.signal });
    controller.abort();
    await expect(waiting).rejects.toThrow();
    server.faults([{ path, fault: { kind: 'delay', ms: 1 } }]);
    expect((await server.call('GET', '/workspaces')).status).toBe(200);
  });

  it('it answers what it kept waiting once its faults are cleared', async () => {
    const server = await start();
    server.faults([
      { path, times: 1, fault: { kind: 'delay', ms: 600_000 } },
      { path, fault: { kind: 'status', status: 503 } },
    ]);
    // The one that is answered was the second to arrive, so the other waits.
    const both = [server.call('GET', '/workspaces'), server.call('GET', '/workspaces')];
    expect((await Promise.race(both)).status).toBe(503);
    server.clearFaults();
    expect((await Promise.all(both)).map(({ status }) => status)).toEqual([503, 503]);
  });
});

describe('the process', () => {
  const main = fileURLToPath(new URL('../../../src-main/local-instance/main.ts', import.meta.url));

  it('it prints one line of JSON, serves, and ends when asked to', async () => {
    const folder = await tempFolder();
    const child = spawn(process.execPath, [main, '--data', folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    cleanups.push(() => Promise.resolve(child.kill('SIGKILL')));
    const lines = createInterface({ input: child.stdout });
    const [line] = z.tuple([z.string()]).parse(await once(lines, 'line'));
    const ready = z
      .strictObject({
        url: z.url(),
        publicUrl: z.url(),
        token: z.string(),
        pid: z.literal(child.pid ?? 0),
        sample: z.boolean(),
        systems: z.array(
          z.strictObject({
            provider: z.string(),
            address: z.url(),
            method: z.literal('token'),
            values: z.record(z.string(), z.string()),
          }),
        ),
      })
      .parse(JSON.parse(line));
    const me = await fetch(`${ready.url}/whoami`, { headers: { authorization: `Bearer ${ready.token}` } });
    expect(me.status).toBe(200);
    expect(ready.systems.map(({ provider, values }) => [provider, Object.keys(values).sort()])).toEqual([
      ['system-initiative', ['token']],
      ['unstructured', ['token']],
      ['workspaces-api', ['refresh', 'token']],
      ['modbox', ['refreshToken', 'token']],
      ['system', ['email', 'portalCode', 'refreshToken', 'token']],
    ]);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  }, 120_000);

  it('it says what is wrong with its arguments', async () => {
    const child = spawn(process.execPath, [main, '--port', 'x'], { stdio: ['ignore', 'ignore', 'pipe'] });
    const [code] = z.tuple([z.number(), z.null()]).parse(await once(child, 'exit'));
    expect(code).toBe(1);
  }, 120_000);
});
