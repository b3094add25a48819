import type { CertificateDetails } from '../../src-preload/contract/result.ts';
import type { CertificateFault } from './certificates.ts';
import type { TransportFailure } from './http.ts';

type PlainFailure = Exclude<TransportFailure['failure'], 'tls' | 'proxy-sign-in' | 'blocked'>;

/** Chromium's error names (net/base/net_error_list.h) by what they mean to the user. */
const meanings: readonly (readonly [RegExp, PlainFailure])[] = [
  [
    /^(INTERNET_DISCONNECTED|ADDRESS_UNREACHABLE|NETWORK_CHANGED|NETWORK_IO_SUSPENDED|NETWORK_ACCESS_DENIED)$/,
    'offline',
  ],
  [/^(NAME_NOT_RESOLVED|NAME_RESOLUTION_FAILED|DNS_.*|ICANN_NAME_COLLISION)$/, 'dns'],
  [/^(CONNECTION_REFUSED|CONNECTION_FAILED|UNSAFE_PORT)$/, 'refused'],
  [/^(CONNECTION_TIMED_OUT|TIMED_OUT)$/, 'timeout'],
  [/^PROXY_AUTH_.*$/, 'proxy-password'],
  [
    /^(PROXY_.*|TUNNEL_CONNECTION_FAILED|SOCKS_.*|MANDATORY_PROXY_.*|PAC_.*|HTTPS_PROXY_.*|UNEXPECTED_PROXY_AUTH)$/,
    'proxy',
  ],
  [/^(SSL_CLIENT_AUTH_.*|BAD_SSL_CLIENT_AUTH_CERT)$/, 'client-certificate'],
  [/^(SSL_VERSION_OR_CIPHER_MISMATCH|SSL_OBSOLETE_VERSION|SSL_VERSION_INTERFERENCE)$/, 'tls-version'],
  [/^(ABORTED)$/, 'aborted'],
];

/** Reads `net::ERR_…`. `untrusted`: the certificate that the session's verify procedure rejected last. */
export function netFailure(message: string, untrusted: CertificateDetails | null): TransportFailure {
  const name = /ERR_([A-Z0-9_]+)/.exec(message)?.[1] ?? '';
  // FAILED is what the verify procedure's own refusal is reported as.
  if ((name.startsWith('CERT_') || name === 'FAILED') && untrusted !== null) {
    return { failure: 'tls', detail: `ERR_${name}`, certificate: untrusted };
  }
  const meaning = meanings.find(([pattern]) => pattern.test(name))?.[1] ?? 'cut';
  return { failure: meaning, detail: name === '' ? message : `ERR_${name}` };
}

/** Why Chromium doesn't trust a certificate. */
export function netFault(verificationResult: string): CertificateFault {
  const name = verificationResult.replace(/^(net::)?(ERR_)?/, '');
  switch (name) {
    case 'CERT_AUTHORITY_INVALID':
      return 'unknownAuthority';
    case 'CERT_COMMON_NAME_INVALID':
      return 'otherName';
    case 'CERT_DATE_INVALID':
      return 'expiredOrNotYetValid';
    case 'CERT_REVOKED':
      return 'revoked';
    case 'CERT_WEAK_KEY':
    case 'CERT_WEAK_SIGNATURE_ALGORITHM':
      return 'weak';
    default:
      return 'unverified';
  }
}
