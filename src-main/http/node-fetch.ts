import { request as httpRequest } from 'node:http';
import { connect as connectTcp, isIP } from 'node:net';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { TLSSocket } from 'node:tls';
import { collectBody } from './answer-body.ts';
import { describeCertificate, isAccepted, type CertificateFault } from './certificates.ts';
import type { Transport, TransportAnswer, TransportFailure, TransportRequest } from './http.ts';
import { ownValue } from '../../src-preload/shared/own.ts';

export interface NodeTransportDeps {
  /** SHA-256 (upper-case hex with colons) of the certificate that the user trusts for this origin, or null. */
  pinned?: (origin: string) => string | null;
  /** Whether another network stack has verified this certificate (its SHA-256) already; not given: no. */
  isVerified?: (sha256: string) => boolean;
}

/**
 * Sends requests with Node's own modules: for tests and for programs without Electron. One socket per request, and nothing is
 * written to it before its certificate is accepted, so that a credential never reaches a server that isn't trusted.
 */
export function createNodeTransport({
  pinned = () => null,
  isVerified = () => false,
}: NodeTransportDeps = {}): Transport {
  return {
    async send(request) {
      const url = new URL(request.url);
      const connected = await connect(url, { pin: pinned(url.origin), isVerified }, request);
      return connected.ok ? exchange(url, connected.socket, request) : connected;
    },
    // Nothing is kept between requests.
    forget: () => Promise.resolve(),
  };
}

interface Trust {
  pin: string | null;
  isVerified(sha256: string): boolean;
}

type Connected = { ok: true; socket: Socket } | { ok: false; failure: TransportFailure };

function connect(url: URL, trust: Trust, request: TransportRequest): Promise<Connected> {
  return new Promise((resolve) => {
    const secure = url.protocol === 'https:';
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port);
    const socket = secure
      ? // Chain errors are judged below, where a pinned certificate may pass.
        connectTls({ host, port, rejectUnauthorized: false, ...(isIP(host) ? {} : { servername: host }) })
      : connectTcp({ host, port });

    const settle = (outcome: Connected) => {
      clearTimeout(timer);
      request.signal.removeEventListener('abort', onAbort);
      socket.removeAllListeners('error');
      if (!outcome.ok) {
        socket.on('error', () => undefined);
        socket.destroy();
      }
      resolve(outcome);
    };
    const onAbort = () => {
      settle({ ok: false, failure: { failure: 'aborted', detail: 'aborted while connecting' } });
    };
    const timer = setTimeout(() => {
      settle({
        ok: false,
        failure: { failure: 'timeout', detail: `no connection within ${request.connectTimeoutMs} ms` },
      });
    }, request.connectTimeoutMs);

    socket.once('error', (error: Error) => {
      settle({ ok: false, failure: failureOf(error) });
    });
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      const failure = secure ? certificateFailure(socket as TLSSocket, url.origin, trust) : null;
      settle(failure === null ? { ok: true, socket } : { ok: false, failure });
    });
    if (request.signal.aborted) onAbort();
    else request.signal.addEventListener('abort', onAbort, { once: true });
  });
}

function exchange(url: URL, socket: Socket, request: TransportRequest): Promise<TransportAnswer> {
  return new Promise((resolve) => {
    let settled = false;
    const settle = (answer: TransportAnswer) => {
      if (settled) return;
      settled = true;
      request.signal.removeEventListener('abort', onAbort);
      resolve(answer);
      if (!answer.ok) socket.destroy();
    };
    const failed = (failure: TransportFailure) => {
      settle({ ok: false, failure });
    };
    const onAbort = () => {
      failed({ failure: 'aborted', detail: 'aborted while waiting for the answer' });
    };

    const headers: Record<string, string> = {
      host: url.host,
      'accept-encoding': 'identity',
      ...request.headers,
    };
    if (request.body !== null) headers['content-length'] = String(Buffer.byteLength(request.body));
    const sent = httpRequest({
      method: request.method,
      path: url.pathname + url.search,
      headers,
      createConnection: () => socket,
    });
    sent.on('error', (error) => {
      failed(failureOf(error));
    });
    sent.on('response', (response) => {
      const body = collectBody(request, response.statusCode ?? 0);
      const tooLarge = () => {
        failed({ failure: 'too-large', detail: `more than ${request.maxBytes} bytes` });
      };
      if (Number(response.headers['content-length'] ?? 0) > request.maxBytes) {
        tooLarge();
        return;
      }
      response.on('data', (chunk: Buffer) => {
        if (!body.add(chunk)) tooLarge();
      });
      response.on('error', (error) => {
        failed(failureOf(error));
      });
      response.on('close', () => {
        if (!response.complete) failed({ failure: 'cut', detail: 'closed before the end of the answer' });
      });
      response.on('end', () => {
        const answerHeaders: Record<string, string> = {};
        for (const [name, value] of Object.entries(response.headers)) {
          if (value !== undefined) answerHeaders[name] = Array.isArray(value) ? value.join(', ') : value;
        }
        settle({
          ok: true,
          status: response.statusCode ?? 0,
          headers: answerHeaders,
          body: body.whole(),
        });
      });
    });
    if (request.signal.aborted) {
      onAbort();
      return;
    }
    request.signal.addEventListener('abort', onAbort, { once: true });
    sent.end(request.body ?? undefined);
  });
}

function failureOf(error: Error): TransportFailure {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  const detail = `${code}: ${error.message}`;
  if (/CERTIFICATE_REQUIRED/.test(code)) return { failure: 'client-certificate-unsupported', detail };
  // A server without a common version or cipher says no more than that the handshake failed.
  if (/PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW|ALERT_HANDSHAKE_FAILURE/.test(code)) {
    return { failure: 'tls-version', detail };
  }
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return { failure: 'dns', detail };
    case 'ECONNREFUSED':
      return { failure: 'refused', detail };
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ENETDOWN':
      return { failure: 'offline', detail };
    case 'ETIMEDOUT':
      return { failure: 'timeout', detail };
    default:
      return { failure: 'cut', detail };
  }
}

function certificateFailure(
  socket: TLSSocket,
  origin: string,
  { pin, isVerified }: Trust,
): TransportFailure | null {
  const certificate = socket.getPeerX509Certificate();
  if (certificate === undefined) return { failure: 'cut', detail: 'no certificate' };
  const error: unknown = socket.authorizationError;
  const code =
    error instanceof Error ? ('code' in error ? String(error.code) : error.message) : String(error);
  const isTrusted = socket.authorized || isVerified(certificate.fingerprint256);
  const presented = {
    certificate,
    origin,
    pin,
    fault: isTrusted ? null : (ownValue(faults, code) ?? 'unverified'),
  };
  if (isAccepted(presented)) return null;
  const detail = isTrusted ? 'another certificate than the trusted one' : code;
  return { failure: 'tls', detail, certificate: describeCertificate(presented, Date.now()) };
}

/** What OpenSSL's codes mean. */
const faults: Readonly<Record<string, CertificateFault>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'selfSigned',
  SELF_SIGNED_CERT_IN_CHAIN: 'unknownAuthority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unknownAuthority',
  UNABLE_TO_GET_ISSUER_CERT: 'unknownAuthority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unknownAuthority',
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'notYetValid',
  CERT_REVOKED: 'revoked',
  CA_KEY_TOO_SMALL: 'weak',
  EE_KEY_TOO_SMALL: 'weak',
  CA_MD_TOO_WEAK: 'weak',
  ERR_TLS_CERT_ALTNAME_INVALID: 'otherName',
};
