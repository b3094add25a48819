import { createHash, X509Certificate } from 'node:crypto';
import { connect as connectTcp } from 'node:net';
import { net, session as electronSession } from 'electron';
import type { ClientRequest, Session } from 'electron';
import type { CertificateDetails } from '../../src-preload/contract/result.ts';
import { describeCertificate, isAccepted } from './certificates.ts';
import type { Transport, TransportAnswer, TransportFailure, TransportRequest } from './http.ts';
import { createNodeTransport } from './node-fetch.ts';
import type { ProxyCredentials, ProxySignIns } from './proxy-sign-in.ts';
import { netFailure, netFault } from './net-errors.ts';

export interface ElectronTransportDeps {
  /** SHA-256 (upper-case hex with colons) of the certificate that the user trusts for this origin, or null. */
  pinned: (origin: string) => string | null;
  proxies: ProxySignIns;
}

interface Network {
  session: Session;
  connectionId: string | null;
  pin: string | null;
  /** The certificate that was rejected last: Chromium caches its verdict and asks only once. */
  untrusted: CertificateDetails | null;
  /** For servers that ask for a client certificate; trusts only certificates that Chromium has accepted. */
  direct: Transport;
  /** A request got a response, so connecting needn't be timed any longer. */
  proven: boolean;
}

const acceptCertificate = 0;
const rejectCertificate = -2;
const chromiumDecides = -3;

/**
 * Sends requests over Chromium's network stack: OS proxy and certificate authorities. Each connection has its own session, in memory,
 * without cookies or cache. A session knows one origin, because the verify procedure is told a host but no port.
 */
export function createElectronTransport({ pinned, proxies }: ElectronTransportDeps): Transport {
  const networks = new Map<string, Network>();
  let made = 0;

  function networkFor(connectionId: string | null, origin: string): Network {
    const key = `${connectionId ?? ''} ${origin}`;
    const known = networks.get(key);
    const pin = pinned(origin);
    // The network service caches certificate verdicts: a changed pin needs a session of its own.
    if (known !== undefined && known.pin === pin) return known;
    made += 1;
    const name = createHash('sha256').update(key).digest('hex').slice(0, 16);
    // No `persist:` prefix: lives in memory, gone with the process.
    const session = electronSession.fromPartition(`steward-net-${name}-${made}`, { cache: false });
    const accepted = new Set<string>();
    const direct = createNodeTransport({ pinned: () => pin, isVerified: (sha256) => accepted.has(sha256) });
    const network: Network = { session, connectionId, pin, untrusted: null, direct, proven: false };
    session.setCertificateVerifyProc((request, callback) => {
      const presented = {
        certificate: new X509Certificate(request.certificate.data),
        origin,
        pin,
        fault: request.errorCode === 0 ? null : netFault(request.verificationResult),
      };
      if (isAccepted(presented)) {
        accepted.add(presented.certificate.fingerprint256);
        callback(pin === null ? chromiumDecides : acceptCertificate);
        return;
      }
      network.untrusted = describeCertificate(presented, Date.now());
      callback(rejectCertificate);
    });
    if (known !== undefined) void discard(known);
    networks.set(key, network);
    return network;
  }

  return {
    async send(request) {
      const url = new URL(request.url);
      const network = networkFor(request.connectionId, url.origin);
      const answer = await exchange(network, url, request, proxies);
      network.proven = answer.ok;
      return answer.ok || answer.failure.failure !== 'client-certificate'
        ? answer
        : await sendDirectly(network, request, answer);
    },

    async forget(connectionId) {
      const own = [...networks].filter(([, network]) => network.connectionId === connectionId);
      for (const [key] of own) networks.delete(key);
      await Promise.all(own.map(([, network]) => discard(network)));
    },
  };
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
  const isRefused = !answer.ok && ['cut', 'tls-version'].includes(answer.failure.failure);
  return isRefused ? dropped : answer;
}

async function discard(network: Network): Promise<void> {
  await network.session.closeAllConnections();
  await network.session.clearAuthCache();
  await network.session.clearStorageData();
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
      failed({ failure: 'aborted', detail: 'aborted' });
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
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk) => {
        size += chunk.length;
        if (size > request.maxBytes) {
          failed({ failure: 'too-large', detail: `more than ${request.maxBytes} bytes` });
        } else chunks.push(chunk);
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
        settle({ ok: true, status: response.statusCode, headers, body: Buffer.concat(chunks) });
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
