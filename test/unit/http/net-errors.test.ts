import { describe, expect, it } from 'vitest';
import { netFailure, netFault } from '../../../src-main/http/net-errors.ts';

const certificate = {
  origin: 'https://a',
  reason: 'r',
  subject: 's',
  issuer: 'i',
  validFrom: 0,
  validTo: 0,
  sha256: 'AA',
  replaces: null,
  vouched: false,
};

describe('Chromium’s network errors', () => {
  it.each([
    ['net::ERR_INTERNET_DISCONNECTED', 'offline'],
    ['net::ERR_ADDRESS_UNREACHABLE', 'offline'],
    ['net::ERR_NETWORK_CHANGED', 'offline'],
    ['net::ERR_NAME_NOT_RESOLVED', 'dns'],
    ['net::ERR_CONNECTION_REFUSED', 'refused'],
    ['net::ERR_CONNECTION_TIMED_OUT', 'timeout'],
    ['net::ERR_PROXY_CONNECTION_FAILED', 'proxy'],
    ['net::ERR_TUNNEL_CONNECTION_FAILED', 'proxy'],
    ['net::ERR_CONNECTION_RESET', 'cut'],
    ['net::ERR_EMPTY_RESPONSE', 'cut'],
    ['net::ERR_CONTENT_LENGTH_MISMATCH', 'cut'],
    ['net::ERR_SSL_PROTOCOL_ERROR', 'cut'],
    ['net::ERR_SSL_CLIENT_AUTH_CERT_NEEDED', 'client-certificate'],
    ['net::ERR_BAD_SSL_CLIENT_AUTH_CERT', 'client-certificate'],
    ['net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH', 'tls-version'],
    ['net::ERR_PROXY_AUTH_REQUESTED', 'proxy-password'],
    ['net::ERR_ABORTED', 'aborted'],
    ['something new', 'cut'],
  ])('are sorted by meaning: %s is %s', (message, failure) => {
    expect(netFailure(message, null).failure).toBe(failure);
  });

  it('carry the certificate that was rejected', () => {
    expect(netFailure('net::ERR_CERT_AUTHORITY_INVALID', certificate)).toEqual({
      failure: 'tls',
      detail: 'ERR_CERT_AUTHORITY_INVALID',
      certificate,
    });
    expect(netFailure('net::ERR_FAILED', certificate)).toMatchObject({ failure: 'tls', certificate });
    expect(netFailure('net::ERR_FAILED', null)).toMatchObject({ failure: 'cut' });
  });

  it('say why a certificate isn’t trusted', () => {
    expect(netFault('net::ERR_CERT_DATE_INVALID')).toBe('expiredOrNotYetValid');
    expect(netFault('CERT_COMMON_NAME_INVALID')).toBe('otherName');
  });
});
