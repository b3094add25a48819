import { createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import type { ProxySignIns } from '../../src-main/http/proxy-sign-in.ts';
import type { Transport } from '../../src-main/http/http.ts';

const basic = (username: string, password: string) =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

export interface PasswordProxy {
  address: string;
  close(): Promise<unknown>;
}

/** A proxy that lets nothing through without `me` and `right`. */
export async function startPasswordProxy(): Promise<PasswordProxy> {
  const isKnown = ({ headers }: IncomingMessage) => headers['proxy-authorization'] === basic('me', 'right');
  const refusal = { 'proxy-authenticate': 'Basic realm="Office"', connection: 'close' };
  const proxy = createServer((incoming, outgoing) => {
    if (!isKnown(incoming)) {
      outgoing.writeHead(407, refusal).end('<html>sign in');
      return;
    }
    const { 'proxy-authorization': _, ...headers } = incoming.headers;
    const onward = httpRequest(incoming.url ?? '', { method: incoming.method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  proxy.on('connect', (incoming, socket) => {
    socket.on('error', () => undefined);
    if (!isKnown(incoming)) {
      const lines = Object.entries(refusal).map(([name, value]) => `${name}: ${value}\r\n`);
      socket.end(`HTTP/1.1 407 Sign in\r\n${lines.join('')}content-length: 0\r\n\r\n`);
      return;
    }
    const { hostname, port } = new URL(`http://${incoming.url ?? ''}`);
    const onward = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    close: () => {
      proxy.closeAllConnections();
      return new Promise((resolve) => proxy.close(resolve));
    },
  };
}

/** What comes of requests through that proxy: before a password is entered, with a wrong one, and with the right one. */
export async function playProxyCases(
  transport: Transport,
  proxies: ProxySignIns,
  addresses: readonly string[],
): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  const ask = async (address: string) => {
    const answer = await transport.send({
      connectionId: 'c1',
      url: `${address}/`,
      method: 'POST',
      headers: { authorization: 'Bearer mine' },
      body: '{}',
      connectTimeoutMs: 5_000,
      maxBytes: 1024,
      signal: AbortSignal.timeout(20_000),
    });
    if (answer.ok) return `${answer.status} ${answer.body.toString('utf8')}`;
    const { failure } = answer;
    return failure.failure === 'proxy-sign-in' && failure.isRefused ? 'refused' : failure.failure;
  };
  const state = () => proxies.list().map(({ realm, state: each }) => `${realm} ${each}`);
  for (const address of addresses) {
    const scheme = new URL(address).protocol;
    const asked = [await ask(address), ...state()];
    const [first] = proxies.list();
    const give = (password: string) =>
      proxies.give(first?.proxy ?? '', first?.realm ?? '', { username: 'me', password });
    give('wrong');
    const wrong = [await ask(address), ...state()];
    give('right');
    const right = [await ask(address), await ask(address), ...state()];
    found[scheme] = { asked, wrong, right };
    give('wrong again');
  }
  return found;
}
