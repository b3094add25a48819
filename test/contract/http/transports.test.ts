import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createNodeTransport } from '../../../src-main/http/node-fetch.ts';
import { answering, listening } from '../../support/listening.ts';
import { playInElectron } from '../../support/play-in-electron.ts';
import { startPasswordProxy } from '../../support/proxy-cases.ts';
import { playTlsCases, startTlsServers, tlsCases } from '../../support/tls-cases.ts';
import { playTransportCases, startTransportServer, transportCases } from '../../support/transport-cases.ts';

const expected = Object.fromEntries(
  Object.entries(transportCases).map(([name, one]) => [name, one.expected]),
);

const own = listening();

describe('a server that errs', () => {
  let server: Awaited<ReturnType<typeof startTransportServer>>;
  beforeEach(async () => {
    server = await startTransportServer();
  });
  afterEach(() => server.close());

  it('it is told as it is over Node’s stack', async () => {
    expect(await playTransportCases(createNodeTransport(), server.address)).toEqual(expected);
    expect(server.followed()).toBe(0);
  }, 60_000);

  it('it is told the same over Electron’s stack', async () => {
    expect(await playInElectron({ cases: 'transport', addresses: { all: server.address } })).toEqual(
      expected,
    );
    expect(server.followed()).toBe(0);
  }, 120_000);
});

describe('an encrypted server', () => {
  const expectedOfTls = Object.fromEntries(
    Object.entries(tlsCases).map(([name, one]) => [name, one.expected]),
  );
  let servers: Awaited<ReturnType<typeof startTlsServers>>;
  beforeEach(async () => {
    servers = await startTlsServers();
  });
  afterEach(() => servers.close());

  it('it is judged by the pinned certificate, and needs none of ours, over Node’s stack', async () => {
    const transport = createNodeTransport({ pinned: () => servers.pin });
    expect(await playTlsCases(transport, servers.addresses)).toEqual({
      ...expectedOfTls,
      // Node’s stack knows no certificates of the system.
      'a required client certificate': 'client-certificate-unsupported',
    });
  }, 60_000);

  it('it is judged the same over Electron’s stack', async () => {
    const { addresses, pin } = servers;
    expect(await playInElectron({ cases: 'tls', addresses, pin })).toEqual(expectedOfTls);
  }, 120_000);
});

describe('a proxy', () => {
  it.each([
    ['the system’s', (address: string) => ({ proxy: address })],
    [
      'the one in Settings',
      (address: string) => ({
        setting: {
          mode: 'fixed_servers' as const,
          proxyRules: address,
          proxyBypassRules: '<-loopback>',
        },
      }),
    ],
  ])(
    '%s is known to a session before its first request',
    async (_whose, chosen) => {
      const found = await playInElectron({
        cases: 'new-sessions',
        addresses: { server: 'http://127.0.0.1:9' },
        ...chosen('127.0.0.1:9'),
      });
      expect(found).toEqual({ 'PROXY 127.0.0.1:9': 100 });
    },
    120_000,
  );
});

describe('a proxy with a password', () => {
  it('it is named, given what the user entered for it, and asked for again if it refuses that', async () => {
    const servers = await startTlsServers();
    const received: (string | undefined)[] = [];
    const address = await own.serve((request, response) => {
      received.push(request.headers['proxy-authorization']);
      answering(200, 'text/plain', 'as anyone')(request, response);
    });
    const proxy = await startPasswordProxy();
    const found = await playInElectron({
      cases: 'proxy',
      addresses: { plain: address, encrypted: servers.addresses['the trusted certificate'] ?? '' },
      pin: servers.pin,
      proxy: proxy.address,
    });
    await Promise.all([servers.close(), proxy.close()]);
    expect(found).toEqual({
      'http:': {
        asked: ['proxy-sign-in', 'Office needed'],
        wrong: ['refused', 'Office refused'],
        right: ['200 as anyone', '200 as anyone', 'Office entered'],
      },
      'https:': {
        // Another session, which knows nothing of the first one's password.
        asked: ['refused', 'Office refused'],
        wrong: ['refused', 'Office refused'],
        right: ['200 as me', '200 as me', 'Office entered'],
      },
    });
    expect(received).toEqual([undefined, undefined]);
  }, 120_000);

  it('it isn’t confused with a server that asks, which is told nothing', async () => {
    const received: (string | undefined)[] = [];
    const address = await own.serve((request, response) => {
      received.push(request.headers.authorization);
      answering(401, 'text/plain', 'no', { 'www-authenticate': 'Basic realm="Office"' })(request, response);
    });
    const found = await playInElectron({ cases: 'proxy', addresses: { plain: address } });
    expect(found).toMatchObject({ 'http:': { asked: ['401 no'], right: ['401 no', '401 no'] } });
    expect(new Set(received)).toEqual(new Set(['Bearer mine']));
  }, 120_000);
});
