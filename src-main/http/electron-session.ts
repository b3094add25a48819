import { connect as connectTcp } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import { net } from 'electron';
import type { ClientRequest, Session } from 'electron';
import { collectBody } from './answer-body.ts';
import { requiresCertificate } from './certificate-probe.ts';
import { hasAskedForCertificate } from './electron-certificate-requests.ts';
import { createNetwork, discardNetwork, offeredTo, present, type Network } from './electron-network.ts';
import type {
  CertificateChoices,
  Transport,
  TransportAnswer,
  TransportFailure,
  TransportRequest,
} from './http.ts';
import type { ProxyConfig } from './proxy-config.ts';
import type { ProxyCredentials, ProxySignIns } from './proxy-sign-in.ts';
import { netFailure } from './net-errors.ts';

export interface ElectronTransportDeps extends CertificateChoices {
  proxies: ProxySignIns;
  /** Looked up each time, because it is a setting; null: the system's. */
  proxy: () => ProxyConfig | null;
}

/**
 * Sends requests over Chromium's network stack: OS proxy and certificate authorities. Each connection has its own session, in memory,
 * without cookies or cache. A session knows one origin, because the verify procedure gets a host but no port.
 */
export function createElectronTransport({
  pinned,
  clientCertificate,
  proxies,
  proxy,
}: ElectronTransportDeps): Transport {
  const networks = new Map<string, Network>();

  function networkFor(connectionId: string | null, origin: string): Network {
    const key = `${connectionId ?? ''} ${origin}`;
    const known = networks.get(key);
    const choice = {
      pin: pinned(origin),
      clientCertificate: clientCertificate(connectionId, origin),
      proxy: proxy(),
    };
    // The network service keeps its verdict on a certificate, and which one of ours it shows, and connections that are open stay with
    // their proxy: another choice needs another session.
    if (known !== undefined && isDeepStrictEqual(choiceOf(known), choice)) return known;
    const network = createNetwork({ connectionId, origin, ...choice });
    if (known !== undefined) void discardNetwork(known);
    networks.set(key, network);
    return network;
  }

  return {
    async send(request) {
      const url = new URL(request.url);
      const network = networkFor(request.connectionId, url.origin);
      const startAnew = () => {
        networks.delete(`${request.connectionId ?? ''} ${url.origin}`);
        void discardNetwork(network);
      };
      // Where Chromium's network process dies meanwhile, its session is never told.
      if (!(await isDoneBefore(request.signal, network.configured))) {
        startAnew();
        return aborted;
      }
      const isReady = await present(network, { proxies, timeoutMs: request.connectTimeoutMs });
      if (!isReady) {
        // Its session remembers that no certificate was shown.
        startAnew();
        return missingCertificate;
      }
      const answer = await exchange(network, url, request, proxies);
      network.proven ||= answer.ok;
      return answer.ok ? answer : explained(network, request, answer.failure);
    },

    async offeredCertificates(origin) {
      const network = createNetwork({
        connectionId: null,
        origin,
        pin: pinned(origin),
        clientCertificate: null,
        proxy: proxy(),
      });
      await network.configured;
      const offered = await offeredTo(network, { proxies, timeoutMs: connectTimeoutMs });
      await discardNetwork(network);
      return offered;
    },

    async forget(connectionId) {
      const own = [...networks].filter(([, network]) => network.connectionId === connectionId);
      for (const [key] of own) networks.delete(key);
      await Promise.all(own.map(([, network]) => discardNetwork(network)));
    },
  };
}

const aborted: TransportAnswer = { ok: false, failure: { failure: 'aborted', detail: 'aborted' } };

/** Whether something is done before the request is given up. */
function isDoneBefore(signal: AbortSignal, done: Promise<void>): Promise<boolean> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) resolve(false);
    signal.addEventListener('abort', () => resolve(false), { once: true });
    done.then(() => resolve(true), reject);
  });
}

const choiceOf = ({ pin, clientCertificate, proxy }: Network) => ({ pin, clientCertificate, proxy });

const connectTimeoutMs = 10_000;

const missingCertificate: TransportAnswer = {
  ok: false,
  failure: { failure: 'client-certificate-missing', detail: 'not offered for this server' },
};

/** What a failed request means where the server asks for a client certificate. */
async function explained(
  network: Network,
  request: TransportRequest,
  failure: TransportFailure,
): Promise<TransportAnswer> {
  // A server that requires one may end the connection without a reason.
  const isAboutCertificate =
    failure.failure === 'client-certificate' ||
    (failure.failure === 'cut' && !network.proven && (await wantsCertificate(network, request)));
  const { detail } = failure;
  if (!isAboutCertificate) return { ok: false, failure };
  if (network.clientCertificate === null) {
    return sendDirectly(network, request, { ok: false, failure: { failure: 'client-certificate', detail } });
  }
  const wasShown = (await network.presenting)?.isPresented ?? false;
  // Chromium forgets a certificate that was rejected.
  network.presenting = null;
  const outcome = wasShown ? 'client-certificate-rejected' : 'client-certificate-missing';
  return { ok: false, failure: { failure: outcome, detail } };
}

/** Where no certificate of this computer would do, Chromium doesn't report that the server asks for one. */
async function wantsCertificate(
  { session, origin }: Network,
  { url, connectTimeoutMs }: TransportRequest,
): Promise<boolean> {
  if (hasAskedForCertificate(origin)) return true;
  return (await session.resolveProxy(url)) === 'DIRECT' && requiresCertificate(origin, connectTimeoutMs);
}

/**
 * Older versions of Electron drop a request whose server asks for a client certificate, even for an optional one, without asking
 * the app (electron/electron#29984). Nothing was sent by then, so it goes over Node's sockets, unless it needs a proxy.
 */
async function sendDirectly(
  { session, direct }: Network,
  request: TransportRequest,
  dropped: TransportAnswer,
): Promise<TransportAnswer> {
  if ((await session.resolveProxy(request.url)) !== 'DIRECT') return dropped;
  const answer = await direct.send(request);
  // Over TLS 1.2 a server that requires one only ends the handshake.
  const isRefused =
    !answer.ok && ['cut', 'tls-version', 'client-certificate-unsupported'].includes(answer.failure.failure);
  return isRefused ? dropped : answer;
}

function exchange(
  network: Network,
  url: URL,
  request: TransportRequest,
  proxies: ProxySignIns,
): Promise<TransportAnswer> {
  return new Promise((resolve) => {
    let settled = false;
    let stopTiming: () => void = () => undefined;
    let sent: ClientRequest | null = null;
    const settle = (answer: TransportAnswer) => {
      if (settled) return;
      settled = true;
      stopTiming();
      request.signal.removeEventListener('abort', onAbort);
      resolve(answer);
      // After a whole answer this does nothing; in all other cases it frees the socket.
      sent?.abort();
    };
    const failed = (failure: TransportFailure) => {
      settle({ ok: false, failure });
    };
    const onAbort = () => {
      settle(aborted);
    };
    const onError = (error: Error) => {
      failed(netFailure(error.message, network.untrusted));
    };
    if (request.signal.aborted) {
      onAbort();
      return;
    }
    request.signal.addEventListener('abort', onAbort, { once: true });

    const outgoing = net.request({
      method: request.method,
      url: request.url,
      session: network.session,
      // Follows nothing; without `followRedirect` in the handler Electron ends the request with "Redirect was cancelled",
      // which is why the answer is settled there first.
      redirect: 'manual',
      useSessionCookies: false,
      credentials: 'omit',
      cache: 'no-store',
    });
    sent = outgoing;
    for (const [name, value] of Object.entries(request.headers)) outgoing.setHeader(name, value);
    outgoing.on('redirect', (status, _method, redirectUrl) => {
      settle({ ok: true, status, headers: { location: redirectUrl }, body: Buffer.alloc(0) });
    });
    let answered: ProxyCredentials | null = null;
    outgoing.on('login', (challenge, answer) => {
      // A server that asks is never answered.
      if (!challenge.isProxy) {
        answer();
        return;
      }
      if (answered !== null) proxies.refuse(challenge, answered);
      const credentials = proxies.answer(challenge);
      if (credentials === null) {
        const proxy = `${challenge.host}:${challenge.port}`;
        failed({ failure: 'proxy-sign-in', detail: challenge.scheme, proxy, isRefused: answered !== null });
        return;
      }
      answered = credentials;
      answer(credentials.username, credentials.password);
    });
    outgoing.on('error', onError);
    outgoing.on('response', (response) => {
      stopTiming();
      const body = collectBody(request, response.statusCode);
      response.on('data', (chunk) => {
        if (!body.add(chunk)) failed({ failure: 'too-large', detail: `more than ${request.maxBytes} bytes` });
      });
      response.on('error', (error: unknown) => {
        onError(error instanceof Error ? error : new Error(String(error)));
      });
      response.on('aborted', () => {
        failed({ failure: 'cut', detail: 'aborted before the end of the answer' });
      });
      response.on('end', () => {
        const headers: Record<string, string> = {};
        for (const [name, value] of Object.entries(response.headers)) {
          headers[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
        }
        settle({ ok: true, status: response.statusCode, headers, body: body.whole() });
      });
    });
    if (!network.proven) {
      stopTiming = timeConnecting(network.session, url, request.connectTimeoutMs, () => {
        failed({ failure: 'timeout', detail: `no connection within ${request.connectTimeoutMs} ms` });
      });
    }
    if (request.body !== null) outgoing.write(request.body);
    outgoing.end();
  });
}

/**
 * Chromium waits minutes for a host that swallows packets and has no event for "connected". So the first request to a host
 * without a proxy is accompanied by a bare TCP connection: if that gets nowhere in time, neither will the request.
 */
function timeConnecting(session: Session, url: URL, limitMs: number, onTimeout: () => void): () => void {
  let stopped = false;
  let release: () => void = () => undefined;
  void session.resolveProxy(url.href).then((proxy) => {
    if (stopped || proxy !== 'DIRECT') return;
    const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
    const socket = connectTcp({ host: url.hostname.replace(/^\[|\]$/g, ''), port });
    const timer = setTimeout(() => {
      release();
      onTimeout();
    }, limitMs);
    release = () => {
      clearTimeout(timer);
      socket.destroy();
    };
    // Chromium reports the error itself.
    socket.on('error', () => {
      release();
    });
    socket.once('connect', () => {
      release();
    });
  });
  return () => {
    stopped = true;
    release();
  };
}
