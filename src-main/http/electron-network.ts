import { createHash, X509Certificate } from 'node:crypto';
import { session as electronSession, type Session } from 'electron';
import type { CertificateDetails } from '../../src-preload/contract/result.ts';
import { useProxy } from '../base/electron-proxy.ts';
import { describeCertificate, isAccepted } from './certificates.ts';
import { presentClientCertificate } from './electron-client-certificates.ts';
import type { OfferedCertificates, Transport } from './http.ts';
import { netFailure, netFault } from './net-errors.ts';
import { createNodeTransport } from './node-fetch.ts';
import type { ProxyConfig } from './proxy-config.ts';
import type { ProxySignIns } from './proxy-sign-in.ts';

/** What decides how a session speaks to its server. */
interface NetworkChoice {
  connectionId: string | null;
  origin: string;
  /** SHA-256 of the only certificate of the server that is trusted, or null. */
  pin: string | null;
  /** SHA-256 of the certificate of this computer that the server is shown, or null. */
  clientCertificate: string | null;
  /** null: the system's. */
  proxy: ProxyConfig | null;
}

/** Chromium's network stack as one connection uses it for one origin. */
export interface Network extends NetworkChoice {
  session: Session;
  /** Resolves once the session has its proxy: nothing is sent before. */
  configured: Promise<void>;
  /** The certificate that was rejected last: Chromium caches its verdict and asks only once. */
  untrusted: CertificateDetails | null;
  /** For servers that ask for a client certificate; trusts only certificates that Chromium has accepted. */
  direct: Transport;
  /** A request got a response, so connecting needn't be timed any longer. */
  proven: boolean;
  /** The client certificate is being shown, or was; null: not yet. */
  presenting: ReturnType<typeof presentClientCertificate> | null;
}

const acceptCertificate = 0;
const rejectCertificate = -2;
const chromiumDecides = -3;

let made = 0;

/** A session in memory, without cookies or cache, whose verify procedure knows the pin. */
export function createNetwork(choice: NetworkChoice): Network {
  const { connectionId, origin, pin, proxy } = choice;
  made += 1;
  const name = createHash('sha256')
    .update(`${connectionId ?? ''} ${origin}`)
    .digest('hex')
    .slice(0, 16);
  // No `persist:` prefix: lives in memory, gone with the process.
  const session = electronSession.fromPartition(`steward-net-${name}-${made}`, { cache: false });
  const accepted = new Set<string>();
  const direct = createNodeTransport({ pinned: () => pin, isVerified: (sha256) => accepted.has(sha256) });
  const network: Network = {
    ...choice,
    session,
    configured: useProxy(session, proxy),
    untrusted: null,
    direct,
    proven: false,
    presenting: null,
  };
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
  return network;
}

interface PresentDeps {
  proxies: ProxySignIns;
  timeoutMs: number;
}

/** Sees to it that the server is shown the certificate that was chosen. False: it asks for one, and that one isn't there. */
export async function present(network: Network, deps: PresentDeps): Promise<boolean> {
  if (network.clientCertificate === null) return true;
  const { session, origin, clientCertificate } = network;
  network.presenting ??= presentClientCertificate(session, origin, clientCertificate, deps);
  const { offered, isPresented, error } = await network.presenting;
  // Out of reach: the request that follows says why, and the next one tries again.
  if (error !== null && offered.length === 0) network.presenting = null;
  return isPresented || offered.length === 0;
}

/** What the server offers to be shown, asked without showing any. */
export async function offeredTo(network: Network, deps: PresentDeps): Promise<OfferedCertificates> {
  const { offered, error } = await presentClientCertificate(network.session, network.origin, null, deps);
  if (offered.length > 0 || error === null) return { ok: true, certificates: offered };
  const failure = netFailure(error, network.untrusted);
  // A server that requires one rejects this: there is none that it accepts.
  return ['client-certificate', 'cut'].includes(failure.failure)
    ? { ok: true, certificates: [] }
    : { ok: false, failure };
}

/** Ends its connections and forgets what it learned. */
export async function discardNetwork({ session }: Network): Promise<void> {
  await session.closeAllConnections();
  await session.clearAuthCache();
  await session.clearStorageData();
}
