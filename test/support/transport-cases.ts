import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpMethod, Transport } from '../../src-main/http/http.ts';

/* What a transport must make of a server that errs: the same over Chromium's network stack as over Node's. */

interface Case {
  method?: HttpMethod;
  serve(request: IncomingMessage, response: ServerResponse): void;
  /** What comes of it, in short. */
  expected: string;
}

const trickle = (response: ServerResponse) => {
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
};
const answer =
  (status: number, headers: Record<string, string> = {}, body = ''): Case['serve'] =>
  (_, response) => {
    response.writeHead(status, headers);
    response.end(body);
  };

export const transportCases: Readonly<Record<string, Case>> = {
  'a plain answer': { serve: answer(200, { 'content-type': 'application/json' }, '{}'), expected: '200 {}' },
  'JSON called HTML': { serve: answer(200, { 'content-type': 'text/html' }, '{}'), expected: '200 {}' },
  'bytes called JSON': {
    serve(_, response) {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(Buffer.from([0x7b, 0xff, 0xfe]));
    },
    expected: '200 7bfffe',
  },
  'a body of 100 MB': {
    serve(_, response) {
      response.writeHead(200, { 'content-length': String(100 * 1024 * 1024) });
      const block = Buffer.alloc(64 * 1024);
      const more = () => {
        while (!response.destroyed && response.write(block));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    },
    expected: 'too-large',
  },
  'a redirect': { serve: answer(302, { location: '/followed' }), expected: '302 to /followed' },
  'a redirect of a write': {
    method: 'POST',
    serve: answer(307, { location: '/followed' }),
    expected: '307 to /followed',
  },
  'a body that is cut': {
    serve(_, response) {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('half');
      setTimeout(() => response.destroy(), 50);
    },
    expected: 'cut',
  },
  'chunks that are cut': {
    serve(_, response) {
      response.writeHead(200);
      response.write('half');
      setTimeout(() => response.destroy(), 50);
    },
    expected: 'cut',
  },
  'a part of a list': { serve: answer(206, { 'content-range': 'items 0-1/9' }, '[]'), expected: '206 []' },
  'not modified': { serve: answer(304), expected: '304 ' },
  'no content': { serve: answer(204, { 'content-type': 'application/json' }), expected: '204 ' },
  'a cookie that isn’t sent back': {
    serve(request, response) {
      response.writeHead(200, { 'set-cookie': 'session=1; Path=/' });
      response.end(request.headers.cookie ?? 'none');
    },
    expected: '200 none',
  },
  'a slow trickle': {
    serve(_, response) {
      response.writeHead(200);
      trickle(response);
    },
    expected: 'aborted',
  },
  'no answer': { serve: () => undefined, expected: 'aborted' },
};

/** A server that plays all the cases, and counts what came after a redirect. */
export async function startTransportServer(): Promise<{
  address: string;
  followed(): number;
  close(): Promise<void>;
}> {
  let followed = 0;
  const cases = Object.values(transportCases);
  const server = createServer((request, response) => {
    if (request.url === '/followed') followed += 1;
    cases[Number(request.url?.slice(1))]?.serve(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    followed: () => followed,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What this transport makes of each case. */
export async function playTransportCases(
  transport: Transport,
  address: string,
): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [index, [name, { method = 'GET' }]] of Object.entries(transportCases).entries()) {
    // Twice, so that what the first answer left behind would show.
    for (let time = 0; time < 2; time += 1) {
      const answer = await transport.send({
        connectionId: 'c1',
        url: `${address}/${index}`,
        method,
        headers: {},
        body: method === 'POST' ? '{}' : null,
        connectTimeoutMs: 5_000,
        maxBytes: 1024 * 1024,
        signal: AbortSignal.timeout(name === 'a slow trickle' || name === 'no answer' ? 500 : 20_000),
      });
      if (!answer.ok) found[name] = answer.failure.failure;
      else {
        const { status, headers, body } = answer;
        const text = body.toString('utf8');
        const shown = text.includes('\ufffd') ? body.toString('hex') : text;
        const { location } = headers;
        found[name] =
          location === undefined
            ? `${status} ${shown}`
            : `${status} to ${new URL(location, address).pathname}`;
      }
    }
  }
  return found;
}
