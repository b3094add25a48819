import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import { plainError } from '../base/errors.ts';

export interface LoopbackAnswer {
  query: URLSearchParams;
  /** Shows the person in the browser how it ended. Call it once. */
  finish(title: string, text: string): void;
}

export interface Loopback {
  port: number;
  /** The first request that carries a nonce. Fails as `cancelled` or `timeout`. */
  answer: Promise<Result<LoopbackAnswer>>;
  close(): void;
}

/**
 * Waits on this machine for the browser to come back from signing in. Takes one GET of `/` with a nonce, under a loopback name, and
 * nothing else: no other page can use it for more than to spoil this one sign-in.
 */
export async function openLoopback(limitMs: number, signal: AbortSignal): Promise<Result<Loopback>> {
  let settle: (result: Result<LoopbackAnswer>) => void = () => undefined;
  const answer = new Promise<Result<LoopbackAnswer>>((resolve) => {
    settle = resolve;
  });
  let taken = false;
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const host = (request.headers.host ?? '').replace(/:\d+$/, '');
    const nonce = url.searchParams.get('nonce') ?? '';
    if (!['localhost', '127.0.0.1', '[::1]'].includes(host))
      return reply(response, 403, 'Refused', 'Wrong host.');
    if (request.method !== 'GET') return reply(response, 405, 'Refused', 'Only GET is understood.');
    if (url.pathname !== '/' || nonce === '')
      return reply(response, 404, 'Nothing here', 'Go back to Steward.');
    if (taken) return reply(response, 409, 'Already used', 'This sign-in was used. Go back to Steward.');
    taken = true;
    settle(
      ok({
        query: url.searchParams,
        finish(title, text) {
          reply(response, 200, title, text);
        },
      }),
    );
    return undefined;
  };

  const server = createServer(handle);
  const port = await listen(server, 0, '127.0.0.1');
  if (port === null) {
    return fail(
      plainError(
        'not-allowed',
        'Steward could not open a port on this computer for the browser to come back to.',
        'Sign in with a token instead, or check the firewall of this computer.',
      ),
    );
  }
  // The browser is sent to "localhost", which may mean ::1 first. Without IPv6 it tries 127.0.0.1 by itself.
  const second = createServer(handle);
  await listen(second, port, '::1');

  const close = () => {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
    for (const one of [server, second]) {
      one.close();
      one.closeIdleConnections();
    }
  };
  const onAbort = () => {
    settle(fail(plainError('cancelled', 'The sign-in was cancelled.', 'Start it again when you like.')));
    close();
  };
  const timer = setTimeout(() => {
    settle(
      fail(
        plainError(
          'timeout',
          'Nobody finished signing in within 5 minutes.',
          'Start the sign-in again, or sign in with a token.',
        ),
      ),
    );
    close();
  }, limitMs);
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });
  return ok({ port, answer, close });
}

function listen(server: Server, port: number, host: string): Promise<number | null> {
  return new Promise((resolve) => {
    server.once('error', () => {
      resolve(null);
    });
    server.listen(port, host, () => {
      const address: AddressInfo | string | null = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : null);
    });
  });
}

/** The texts are constants of this program: nothing of the request is repeated in the page. */
function reply(response: ServerResponse, status: number, title: string, text: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    connection: 'close',
  });
  response.end(
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title>` +
      '<style>body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:20vh auto;padding:0 1rem;' +
      'color-scheme:light dark}</style>' +
      `<h1>${title}</h1><p>${text}</p></html>`,
  );
}
