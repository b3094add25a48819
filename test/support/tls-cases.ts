import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Transport } from '../../src-main/http/http.ts';

/* What a transport must make of encrypted servers: the same over Chromium's network stack as over Node's. */

const fixture = (name: string) => readFileSync(join(import.meta.dirname, `../fixtures/tls/${name}`));
const trusted = () => ({ key: fixture('key.pem'), cert: fixture('cert.pem') });

interface TlsCase {
  options(): ServerOptions;
  /** What comes of it, in short. */
  expected: string;
}

export const tlsCases: Readonly<Record<string, TlsCase>> = {
  'the trusted certificate': { options: trusted, expected: '200 as me' },
  'another certificate': {
    options: () => ({ key: fixture('other-key.pem'), cert: fixture('other-cert.pem') }),
    expected: 'tls, changed',
  },
  'an optional client certificate': {
    options: () => ({ ...trusted(), requestCert: true, rejectUnauthorized: false }),
    expected: '200 as me',
  },
  'an optional client certificate over TLS 1.2': {
    options: () => ({ ...trusted(), requestCert: true, rejectUnauthorized: false, maxVersion: 'TLSv1.2' }),
    expected: '200 as me',
  },
  'another certificate, and an optional client certificate': {
    options: () => ({
      key: fixture('other-key.pem'),
      cert: fixture('other-cert.pem'),
      ...{ requestCert: true, rejectUnauthorized: false },
    }),
    expected: 'tls, changed',
  },
  'a required client certificate': {
    options: () => ({ ...trusted(), requestCert: true, rejectUnauthorized: true }),
    expected: 'client-certificate',
  },
  'only TLS 1.1': {
    options: () => ({
      ...trusted(),
      ...{ ciphers: 'DEFAULT@SECLEVEL=0', minVersion: 'TLSv1', maxVersion: 'TLSv1.1' },
    }),
    expected: 'tls-version',
  },
};

export interface TlsServers {
  /** The addresses by case, and the certificate to trust at all of them. */
  addresses: Record<string, string>;
  pin: string;
  close(): Promise<unknown>;
}

/** A server for each case, which answers who asked. */
export async function startTlsServers(): Promise<TlsServers> {
  const servers = Object.entries(tlsCases).map(([name, { options }]) => {
    const server = createServer(options(), (request, response) => {
      response.writeHead(200, { connection: 'close' });
      response.end(request.headers.authorization === 'Bearer mine' ? 'as me' : 'as nobody');
    });
    return { name, server };
  });
  const addresses: Record<string, string> = {};
  for (const { name, server } of servers) {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    addresses[name] = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  return {
    addresses,
    pin: new X509Certificate(fixture('cert.pem')).fingerprint256,
    close: () =>
      Promise.all(
        servers.map(({ server }) => {
          server.closeAllConnections();
          return new Promise((resolve) => server.close(resolve));
        }),
      ),
  };
}

/** What this transport, which trusts the pin everywhere, makes of each server. */
export async function playTlsCases(
  transport: Transport,
  addresses: Record<string, string>,
): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [name, address] of Object.entries(addresses)) {
    // Twice, because a network stack remembers what it decided on a certificate.
    for (let time = 0; time < 2; time += 1) {
      const answer = await transport.send({
        connectionId: 'c1',
        url: `${address}/`,
        method: 'GET',
        headers: { authorization: 'Bearer mine' },
        body: null,
        connectTimeoutMs: 5_000,
        maxBytes: 1024,
        signal: AbortSignal.timeout(20_000),
      });
      if (answer.ok) found[name] = `${answer.status} ${answer.body.toString('utf8')}`;
      else if (answer.failure.failure !== 'tls') found[name] = answer.failure.failure;
      else found[name] = answer.failure.certificate.replaces === null ? 'tls' : 'tls, changed';
    }
  }
  return found;
}
