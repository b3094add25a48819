import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import { errorFrom } from '../base/errors.ts';
import { browserPages, signInText } from './text.ts';

type BrowserPage = (typeof browserPages)[keyof typeof browserPages];

export interface LoopbackAnswer {
  query: URLSearchParams;
  /** Shows the person in the browser how it ended. Call it once. */
  finish(page: BrowserPage): void;
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
      return reply(response, 403, browserPages.wrongHost);
    if (request.method !== 'GET') return reply(response, 405, browserPages.wrongMethod);
    if (url.pathname !== '/' || nonce === '') return reply(response, 404, browserPages.notFound);
    if (taken) return reply(response, 409, browserPages.alreadyUsed);
    taken = true;
    settle(
      ok({
        query: url.searchParams,
        finish(page) {
          reply(response, 200, page);
        },
      }),
    );
    return undefined;
  };

  const server = createServer(handle);
  const port = await listen(server, 0, '127.0.0.1');
  if (port === null) {
    return fail(errorFrom('not-allowed', signInText.noPort));
  }
  // The browser is sent to "localhost", which may mean ::1 first. Without IPv6 it tries 127.0.0.1 on its own.
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
    settle(fail(errorFrom('cancelled', signInText.cancelled)));
    close();
  };
  const timer = setTimeout(() => {
    settle(fail(errorFrom('timeout', signInText.timedOut)));
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
function reply(response: ServerResponse, status: number, { title, body }: BrowserPage): void {
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
      `<h1>${title}</h1><p>${body}</p></html>`,
  );
}
