import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';
import { createServer, type TlsOptions } from 'node:tls';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { requiresCertificate } from '../../../src-main/http/certificate-probe.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, '../../fixtures/tls', name));
const own = { key: read('key.pem'), cert: read('cert.pem') };
const asking = { requestCert: true, rejectUnauthorized: true, ca: read('client-authority.pem') };

let server: Server | null = null;
afterEach(() => server?.close());

async function probe(started: Server, timeoutMs = 10_000): Promise<boolean> {
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return requiresCertificate(`https://127.0.0.1:${(started.address() as AddressInfo).port}`, timeoutMs);
}

const tlsServer = (options: TlsOptions): Server =>
  createServer({ ...own, ...options }, (socket) => socket.end()).on('tlsClientError', () => undefined);

describe('whether a server requires a client certificate', () => {
  it('one that ends the connection with that alert does', async () => {
    expect(await probe(tlsServer(asking))).toBe(true);
  });

  it('one that asks for one and goes on without doesn’t', async () => {
    expect(await probe(tlsServer({ ...asking, rejectUnauthorized: false }))).toBe(false);
  });

  it('one that never asks doesn’t', async () => {
    expect(await probe(tlsServer({}))).toBe(false);
  });

  it('one that only cuts the connection isn’t said to', async () => {
    expect(await probe(createTcpServer((socket) => socket.destroy()))).toBe(false);
  });

  it('one that says nothing isn’t waited for longer than asked', async () => {
    expect(await probe(createTcpServer(), 50)).toBe(false);
    server?.close();
  });

  it('an address without TLS isn’t connected to', async () => {
    expect(await requiresCertificate('http://127.0.0.1:1', 10_000)).toBe(false);
  });
});
