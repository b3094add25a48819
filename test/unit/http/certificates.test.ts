import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describeCertificate, isAccepted } from '../../../src-main/http/certificates.ts';

const certificateIn = (name: string) =>
  new X509Certificate(readFileSync(new URL(`../../fixtures/tls/${name}cert.pem`, import.meta.url)));
const certificate = certificateIn('');
const pin = certificate.fingerprint256;
const presented = { certificate, origin: 'https://localhost:8443', pin: null, fault: null };
const now = Date.UTC(2027, 0, 1);

describe('a certificate', () => {
  it('is accepted if the computer trusts it', () => {
    expect(isAccepted(presented)).toBe(true);
    expect(isAccepted({ ...presented, fault: 'selfSigned' })).toBe(false);
  });

  it('is accepted if it is the one that the user trusts, whatever the computer says', () => {
    expect(isAccepted({ ...presented, pin, fault: 'selfSigned' })).toBe(true);
  });

  it('isn’t accepted in place of the trusted one, even if the computer trusts it', () => {
    const other = { ...presented, certificate: certificateIn('other-'), pin };
    expect(isAccepted(other)).toBe(false);
    expect(describeCertificate(other, now)).toMatchObject({
      replaces: pin,
      vouched: true,
      reason: 'this computer trusts its issuer, but it isn’t the certificate you trusted',
    });
  });

  it('is described with everything that is wrong with it, whichever fault was found first', () => {
    const faulty = { ...presented, certificate: certificateIn('faulty-') };
    const all =
      'it’s self-signed, it was issued for another name, it has expired and its cryptography is too weak';
    for (const fault of ['selfSigned', 'unknownAuthority', 'expired', 'expiredOrNotYetValid'] as const) {
      expect(describeCertificate({ ...faulty, fault }, now)).toMatchObject({ reason: all, vouched: false });
    }
    expect(describeCertificate({ ...faulty, fault: 'revoked' }, now).reason).toBe(`it was revoked, ${all}`);
  });

  it('isn’t valid yet before its first day', () => {
    const early = describeCertificate({ ...presented, fault: 'selfSigned' }, Date.UTC(2020, 0, 1));
    expect(early.reason).toBe('it’s self-signed and it isn’t valid yet');
  });

  it('is checked against an address as well as a name', () => {
    const at = (origin: string) => describeCertificate({ ...presented, origin, fault: 'selfSigned' }, now);
    expect(at('https://127.0.0.1:1').reason).toBe('it’s self-signed');
    expect(at('https://[::1]:1').reason).toBe('it’s self-signed and it was issued for another name');
    expect(at('https://api.example.com').reason).toContain('another name');
  });
});
