import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import type { Transport } from '../../src-main/http/http.ts';

const fixture = (name: string) => join(import.meta.dirname, `../fixtures/tls/${name}`);
const read = (name: string) => readFileSync(fixture(name));

/**
 * Writes the certificates of Ana and Bo where Chromium looks for those of a user with this home folder, and trusts the authority of
 * `vouched-cert.pem`.
 */
export function installSystemCertificates(home: string): void {
  const store = join(home, '.pki/nssdb');
  mkdirSync(store, { recursive: true });
  for (const file of ['cert9.db', 'key4.db']) cpSync(fixture(`system-store/${file}`), join(store, file));
}

/** Servers by what they ask for. */
const servers = (): Readonly<Record<string, ServerOptions>> => {
  const required = { requestCert: true, rejectUnauthorized: true, ca: read('client-authority.pem') };
  return {
    required,
    'required over TLS 1.2': { ...required, maxVersion: 'TLSv1.2' },
    optional: { ...required, rejectUnauthorized: false },
    'of another authority': { ...required, ca: read('cert.pem') },
    'not asked for': {},
  };
};

export interface AskingServers {
  addresses: Record<string, string>;
  close(): Promise<unknown>;
}

/** A server for each of them, which answers whose certificate it was shown. */
export async function startAskingServers(): Promise<AskingServers> {
  const own = { key: read('key.pem'), cert: read('cert.pem') };
  const started = Object.entries(servers()).map(([name, options]) => {
    const server = createServer({ ...own, ...options }, (request, response) => {
      const shown = (request.socket as TLSSocket).getPeerX509Certificate();
      response.writeHead(200, { connection: 'close' });
      response.end(/CN=(\w+)/.exec(shown?.subject ?? '')?.[1] ?? 'nobody');
    });
    return { name, server };
  });
  const addresses: Record<string, string> = {};
  for (const { name, server } of started) {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    addresses[name] = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  return {
    addresses,
    close: () =>
      Promise.all(
        started.map(({ server }) => {
          server.closeAllConnections();
          return new Promise((resolve) => server.close(resolve));
        }),
      ),
  };
}

/** What each connection shows its server. */
export function chosenCertificates() {
  const chosen = new Map<string, string>();
  return {
    clientCertificate: (connectionId: string | null) => chosen.get(connectionId ?? '') ?? null,
    choose(connectionId: string, sha256: string | null) {
      if (sha256 === null) chosen.delete(connectionId);
      else chosen.set(connectionId, sha256);
    },
  };
}

/** What comes of each server, for what it offers, without a choice, with Ana's, with another connection's, and with one that isn't there. */
export async function playClientCertificateCases(
  transport: Transport,
  choices: ReturnType<typeof chosenCertificates>,
  addresses: Record<string, string>,
): Promise<Record<string, unknown>> {
  const ask = async (address: string, connectionId: string) => {
    const answer = await transport.send({
      connectionId,
      url: `${address}/`,
      method: 'POST',
      headers: {},
      body: '{}',
      connectTimeoutMs: 5_000,
      maxBytes: 1024,
      signal: AbortSignal.timeout(20_000),
    });
    return answer.ok ? answer.body.toString('utf8') : answer.failure.failure;
  };
  const found: Record<string, unknown> = {};
  for (const [name, address] of Object.entries(addresses)) {
    const offered = await transport.offeredCertificates?.(new URL(address).origin);
    const certificates = offered?.ok === true ? offered.certificates : [];
    const sha256 = (subject: string) => certificates.find((each) => each.subject === subject)?.sha256 ?? null;
    const without = [await ask(address, 'c1'), await ask(address, 'c1')];
    choices.choose('c1', sha256('ana') ?? 'gone');
    choices.choose('c2', sha256('bo') ?? 'gone');
    const chosen = [await ask(address, 'c1'), await ask(address, 'c2'), await ask(address, 'c1')];
    choices.choose('c1', 'gone');
    const gone = [await ask(address, 'c1'), await ask(address, 'c1')];
    choices.choose('c1', null);
    const after = await ask(address, 'c1');
    found[name] = {
      offered: certificates.map(({ subject }) => subject).sort(),
      without,
      chosen,
      gone,
      after,
    };
  }
  return found;
}
