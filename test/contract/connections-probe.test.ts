import { createServer } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ConnectionRecord } from '../../src-main/store/ledger/types.ts';
import { testHttpClient } from '../support/http-client.ts';
import { answering, listening } from '../support/listening.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { deps, probe } from './probing.ts';

let instance: TestInstance;
beforeAll(async () => {
  instance = await startTestInstance();
});
afterAll(() => instance.close());

const own = listening();
afterEach(() => {
  instance.clearFaults();
});

describe('a System Initiative server', () => {
  it('it recognizes a server by its auth API', async () => {
    expect(await probe(`${instance.url}/`)).toEqual({
      verdict: 'sign-in-needed',
      address: instance.url,
      provider: 'system-initiative',
      productName: 'System Initiative',
      apiVariant: 'auth API',
      kind: 'local-dev',
      methods: ['local-login', 'token'],
      insecure: false,
    });
  });

  it('it offers the browser only where the server sends it back, and local login only where it is on', async () => {
    const withIdentityProvider = await startTestInstance({ localLogin: false });
    const verdict = await probe(withIdentityProvider.url);
    await withIdentityProvider.close();
    expect(verdict).toMatchObject({ verdict: 'sign-in-needed', methods: ['browser', 'token'] });
  });

  it('it makes no account on the server by asking for the ways to sign in', async () => {
    const empty = await startTestInstance({ seed: false });
    const before = empty.directory.people.count();
    await probe(empty.url);
    expect(empty.directory.people.count()).toBe(before);
    await empty.close();
  });

  it('it recognizes a server by its public API, which accepts only tokens', async () => {
    expect(await probe(instance.publicApiUrl)).toMatchObject({
      verdict: 'sign-in-needed',
      apiVariant: 'public API',
      methods: ['token'],
    });
  });

  it('it reports an existing connection, unless another person is to sign in', async () => {
    const record: ConnectionRecord = {
      id: 'c1',
      provider: 'system-initiative',
      kind: 'local-dev',
      address: instance.url,
      label: 'Local',
      badge: 'development',
      colour: 'green',
      position: 0,
      identity: { userId: 'u', name: 'Ana', email: 'ana@x' },
      credential: 'session',
      signedOut: null,
      builtIn: false,
      insecure: false,
      apiVariant: 'auth',
      options: {},
      startsAt: 'default',
    };
    deps.records.set('c1', record);
    expect(await probe(instance.url)).toMatchObject({
      verdict: 'already-added',
      connectionId: 'c1',
      label: 'Local',
    });
    expect(await probe(instance.url, { provider: 'system-initiative' })).toMatchObject({
      verdict: 'already-added',
      connectionId: 'c1',
    });
    // Another system than the connected one: what answers there is said instead.
    expect(await probe(instance.url, { provider: 'modbox' })).toMatchObject({ verdict: 'wrong-product' });
    expect(await probe(instance.url, { connectionId: 'c1' })).toMatchObject({ verdict: 'sign-in-needed' });
    deps.records.clear();
  });

  it('it reports a failing server as unreachable, not as another product', async () => {
    instance.faults([{ path: '/si/auth/**', fault: { kind: 'status', status: 503 } }]);
    expect(await probe(instance.url)).toMatchObject({ verdict: 'unreachable', reason: 'server' });
    instance.faults([{ path: '/**', fault: { kind: 'offline' } }]);
    expect(await probe(instance.url)).toMatchObject({ verdict: 'unreachable', reason: 'server' });
  });

  it('it reports a slow server as unreachable by timeout', async () => {
    instance.faults([{ path: '/si/auth/**', fault: { kind: 'delay', ms: 60_000 } }]);
    const http = testHttpClient({ limits: { wholeMs: 50 } });
    expect(await probe(instance.url, {}, http)).toMatchObject({ verdict: 'unreachable', reason: 'timeout' });
  });
});

describe('each system of the local instance', () => {
  const systems = [
    ['system-initiative', 'System Initiative', '/si/auth', 'auth API'],
    ['unstructured', 'Unstructured', '/unstructured', 'management API'],
    ['workspaces-api', 'Workspaces API', '/workspaces-api', 'Workspaces API v1'],
    ['modbox', 'Modbox', '/modbox', 'API'],
    ['system', 'SYSTEM', '/system', 'portal API'],
  ] as const;

  it.each(systems)(
    'it detects %s when no system was chosen',
    async (provider, productName, path, apiVariant) => {
      expect(await probe(`${instance.origin}${path}`)).toMatchObject({
        verdict: 'sign-in-needed',
        provider,
        productName,
        apiVariant,
        kind: 'local-dev',
      });
    },
  );

  it.each(systems)('it names %s when another system was chosen', async (provider, productName, path) => {
    for (const [chosen, chosenName] of systems.filter(([id]) => id !== provider)) {
      const verdict = await probe(`${instance.origin}${path}`, { provider: chosen });
      expect(verdict).toMatchObject({ verdict: 'wrong-product', looksLike: productName });
      const { error } = verdict.verdict === 'wrong-product' ? verdict : { error: null };
      expect(error?.sentence).toContain(`responds as ${productName}, not as ${chosenName}`);
      expect(error?.nextStep).toContain(`Choose ${productName}`);
    }
  });

  it('it finds a server at custom paths with the options that name them', async () => {
    const options = { 'path.mine': '/elsewhere/mine' };
    const address = await own.serve((request, response) => {
      const mine = request.url === '/elsewhere/mine';
      const envelope = {
        version: 'v2',
        timestamp: 1,
        success: false,
        code: '4010',
        message: 'x',
        data: null,
      };
      answering(
        mine ? 401 : 404,
        'application/json',
        mine ? JSON.stringify(envelope) : '{}',
      )(request, response);
    });
    expect(await probe(address, { provider: 'system' })).toMatchObject({ verdict: 'wrong-product' });
    expect(await probe(address, { provider: 'system', options })).toMatchObject({
      verdict: 'sign-in-needed',
      provider: 'system',
    });
  });

  it('it recognizes Unstructured’s real service by its data API', async () => {
    const missing = '{"detail":"API key is missing, please provide an API key in the header."}';
    expect(await probe(await own.serve(answering(401, 'application/json', missing)))).toMatchObject({
      verdict: 'sign-in-needed',
      provider: 'unstructured',
      apiVariant: 'console-guided',
      methods: ['entered'],
    });
  });
});

describe('an address that is no good', () => {
  it.each([
    ['localhost:9001', 'http://localhost:9001'],
    ['https://app.systeminit.com', 'https://auth-api.systeminit.com'],
    ['https://auth.systeminit.com/workspaces', 'https://auth-api.systeminit.com'],
    ['https://auth-api .systeminit.com', 'https://auth-api.systeminit.com'],
  ])('it refuses %s and suggests %s', async (address, suggestion) => {
    expect(await probe(address)).toMatchObject({ verdict: 'address-invalid', suggestion });
  });

  it('it needs explicit consent for http to another computer', async () => {
    expect(await probe('http://auth-api.example.com')).toMatchObject({ verdict: 'insecure-http' });
  });

  it('it reports an unknown host', async () => {
    // Longer than a name may be: it is unknown wherever this runs, and nobody on the network is asked.
    expect(await probe(`https://${'no-such-host'.repeat(6)}.invalid`)).toMatchObject({
      verdict: 'unreachable',
      reason: 'dns',
    });
  });

  it('it reports a port where nothing answers', async () => {
    const port = await own.on(createServer());
    await own.closeAll();
    expect(await probe(`http://127.0.0.1:${port}`)).toMatchObject({
      verdict: 'unreachable',
      reason: 'refused',
    });
  });
});

describe('another server', () => {
  it.each([
    [
      'GitHub',
      answering(401, 'application/json', '{"message":"x"}', { 'x-github-request-id': 'A:1' }),
      'GitHub',
    ],
    ['GitLab', answering(404, 'application/json', '{}', { 'x-gitlab-meta': '{}' }), 'GitLab'],
    ['Grafana', answering(200, 'text/html', '<!doctype html><title>Grafana</title>'), 'Grafana'],
    ['a web page', answering(200, 'text/html', '<html><title>My blog</title>'), 'the web page "My blog"'],
    ['something without a name', answering(200, 'application/json', '[]'), null],
  ])('it names %s', async (_, handler, looksLike) => {
    const verdict = await probe(await own.serve(handler));
    expect(verdict).toMatchObject({ verdict: 'wrong-product', looksLike });
  });

  it.each([
    ['a captive portal', answering(200, 'text/html', '<html><title>Hotel Wi-Fi</title>')],
    ['a 511', answering(511, 'text/html', '<html>')],
    [
      'a redirect to a sign-in page',
      answering(302, 'text/html', '', { location: 'https://portal.example.net/login' }),
    ],
  ])('it reports %s as a proxy or sign-in page', async (_, handler) => {
    expect(await probe(await own.serve(handler))).toMatchObject({ verdict: 'proxy' });
  });

  it('it suggests https where the server requires it', async () => {
    const address = await own.serve((request, response) => {
      response.writeHead(301, {
        location: `https://${request.headers.host ?? ''}${request.url ?? ''}`,
        connection: 'close',
      });
      response.end();
    });
    expect(await probe(address)).toMatchObject({
      verdict: 'address-invalid',
      suggestion: address.replace('http:', 'https:'),
    });
  });
});
