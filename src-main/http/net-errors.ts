import type { CertificateDetails } from '../../src-preload/contract/result.ts';
import type { TransportFailure } from './http.ts';

type PlainFailure = Exclude<TransportFailure['failure'], 'tls'>;

/** Chromium's error names (net/base/net_error_list.h) by what they mean to the user. */
const meanings: readonly (readonly [RegExp, PlainFailure])[] = [
  [
    /^(INTERNET_DISCONNECTED|ADDRESS_UNREACHABLE|NETWORK_CHANGED|NETWORK_IO_SUSPENDED|NETWORK_ACCESS_DENIED)$/,
    'offline',
  ],
  [/^(NAME_NOT_RESOLVED|NAME_RESOLUTION_FAILED|DNS_.*|ICANN_NAME_COLLISION)$/, 'dns'],
  [/^(CONNECTION_REFUSED|CONNECTION_FAILED|UNSAFE_PORT)$/, 'refused'],
  [/^(CONNECTION_TIMED_OUT|TIMED_OUT)$/, 'timeout'],
  [
    /^(PROXY_.*|TUNNEL_CONNECTION_FAILED|SOCKS_.*|MANDATORY_PROXY_.*|PAC_.*|HTTPS_PROXY_.*|UNEXPECTED_PROXY_AUTH)$/,
    'proxy',
  ],
  [/^(ABORTED)$/, 'aborted'],
];

/** Reads `net::ERR_…`. `untrusted` is what the session's verify procedure turned down last. */
export function netFailure(message: string, untrusted: CertificateDetails | null): TransportFailure {
  const name = /ERR_([A-Z0-9_]+)/.exec(message)?.[1] ?? '';
  if (name.startsWith('CERT_') && untrusted !== null) {
    return { failure: 'tls', detail: `ERR_${name}`, certificate: untrusted };
  }
  const meaning = meanings.find(([pattern]) => pattern.test(name))?.[1] ?? 'cut';
  return { failure: meaning, detail: name === '' ? message : `ERR_${name}` };
}

/** Why Chromium did not trust a certificate, in plain words. */
export function netReason(verificationResult: string): string {
  const name = verificationResult.replace(/^(net::)?(ERR_)?/, '');
  switch (name) {
    case 'CERT_AUTHORITY_INVALID':
      return 'it is self-signed or issued by an authority that this computer does not know';
    case 'CERT_COMMON_NAME_INVALID':
      return 'it was issued for another name';
    case 'CERT_DATE_INVALID':
      return 'it has expired or is not valid yet';
    case 'CERT_REVOKED':
      return 'it was revoked';
    case 'CERT_WEAK_KEY':
    case 'CERT_WEAK_SIGNATURE_ALGORITHM':
      return 'its cryptography is too weak';
    default:
      return 'it could not be verified';
  }
}
