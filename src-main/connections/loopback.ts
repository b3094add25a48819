import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import { errorFrom } from '../base/errors.ts';
import { browserPages, signInText } from './text.ts';

type BrowserPage = (typeof browserPages)[keyof typeof browserPages];

export interface Loopback<T> {
  port: number;
  /** What the first nonce came to that the server knows. Fails as `cancelled` or `timeout`, too. */
  answer: Promise<Result<T>>;
  close(): void;
}

interface Wait<T> {
  limitMs: number;
  signal: AbortSignal;
  /** Trades the query of a request for what it's worth. A `conflict` means that the server doesn't know its nonce. */
  exchange(query: URLSearchParams): Promise<Result<T>>;
}

/**
 * Waits on this machine for the browser to come back from signing in. Takes a GET of `/` with a nonce, under a loopback name, that the
 * browser sends because a person goes there: a page's own requests are refused, and a nonce that the server doesn't know ends nothing. Which
 * person it is that a nonce signs in, Steward shows before it keeps anything. The port is the only part of the address that can be chosen:
 * the server takes no path.
 */
export async function openLoopback<T>({ limitMs, signal, exchange }: Wait<T>): Promise<Result<Loopback<T>>> {
  let settle: (result: Result<T>) => void = () => undefined;
  const answer = new Promise<Result<T>>((resolve) => {
    settle = resolve;
  });
  let ended = false;
  /** The last nonce that the server didn't know, which is what to say when time is up. */
  let unknown: Result<T> | null = null;
  const seen = new Set<string>();
  let exchanging: Promise<void> = Promise.resolve();

  async function tryOut(query: URLSearchParams, response: ServerResponse): Promise<void> {
    if (ended) return reply(response, 409, browserPages.alreadyUsed);
    const result = await exchange(query);
    if (!result.ok && result.error.kind === 'conflict') {
      unknown = result;
      return reply(response, 409, browserPages.unknown);
    }
    ended = true;
    reply(response, 200, result.ok ? browserPages.signedIn : browserPages.failed);
    settle(result);
  }

  const handle = (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const host = (request.headers.host ?? '').replace(/:\d+$/, '');
    const nonce = url.searchParams.get('nonce') ?? '';
    if (!['localhost', '127.0.0.1', '[::1]'].includes(host))
      return reply(response, 403, browserPages.wrongHost);
    if (request.method !== 'GET') return reply(response, 405, browserPages.wrongMethod);
    if (url.pathname !== '/' || nonce === '') return reply(response, 404, browserPages.notFound);
    if (!isNavigation(request)) return reply(response, 403, browserPages.notOpened);
    if (ended || seen.has(nonce)) return reply(response, 409, browserPages.alreadyUsed);
    seen.add(nonce);
    // One after the other: what comes while a nonce is traded waits for how that ends.
    exchanging = exchanging.then(() => tryOut(url.searchParams, response));
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
    settle(unknown ?? fail(errorFrom('timeout', signInText.timedOut)));
    close();
  }, limitMs);
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });
  return ok({ port, answer, close });
}

/**
 * Whether a person goes to this address in the browser's window, and no script, frame, image or form of a page asks for it. Browsers say
 * so in headers that a page can't set; one that is too old for them asks for HTML.
 */
function isNavigation({ headers }: IncomingMessage): boolean {
  if (headers.origin !== undefined || headers['sec-purpose'] !== undefined) return false;
  const mode = headers['sec-fetch-mode'];
  const destination = headers['sec-fetch-dest'];
  if (mode === undefined && destination === undefined) return (headers.accept ?? '').startsWith('text/html');
  return mode === 'navigate' && destination === 'document';
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
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
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
