import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

const fixture = (name: string) => readFileSync(join(import.meta.dirname, `../fixtures/tls/${name}`));

/** A server's certificate among the fixtures, by the beginning of its files' names. */
export const serverCertificate = (name: '' | 'other-' | 'vouched-') => ({
  key: fixture(`${name}key.pem`),
  cert: fixture(`${name}cert.pem`),
});

/** What makes a server ask for a client certificate. */
export const asksForCertificate = () => ({
  requestCert: true,
  rejectUnauthorized: true,
  ca: fixture('client-authority.pem'),
});

export interface Gateway {
  /** Its origin. */
  url: string;
  /** From now on it shows another certificate. */
  use(options: ReturnType<typeof serverCertificate>): void;
  close(): void;
}

/** Ends the encryption in front of a server of this computer, as a company's own gateway would. */
export async function startGateway(port: () => number, options: ServerOptions): Promise<Gateway> {
  const server = createServer(options, (incoming, outgoing) => {
    const { host: _host, ...headers } = incoming.headers;
    const onward = request(
      `http://127.0.0.1:${port()}${incoming.url ?? ''}`,
      { method: incoming.method, headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    use(next) {
      server.setSecureContext(next);
      server.closeAllConnections();
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
