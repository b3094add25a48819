import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import type { CertificateDetails } from '../../src-preload/contract/result.ts';
import { listText } from '../../src-preload/shared/format/lists.ts';
import { certificateText } from './text.ts';

/** What can be wrong with a certificate. */
export type CertificateFault = Exclude<keyof typeof certificateText, 'vouched'>;

export interface Presented {
  certificate: X509Certificate;
  origin: string;
  /** The SHA-256 that the user trusts for this origin, or null. */
  pin: string | null;
  /** Why the network stack doesn't trust it, or null where it does. A stack reports only one of several reasons. */
  fault: CertificateFault | null;
}

/** Where the user trusts one certificate, only that one: authorities vouch for an interceptor's certificate too. */
export const isAccepted = ({ certificate, pin, fault }: Presented): boolean =>
  pin === null ? fault === null : certificate.fingerprint256 === pin;

/** What the user is shown of a certificate that wasn't accepted, with all that is wrong with it. */
export function describeCertificate(presented: Presented, now: number): CertificateDetails {
  const { certificate, origin, pin, fault } = presented;
  const faults = fault === null ? [] : allFaults(presented, fault, now);
  return {
    origin,
    reason: fault === null ? certificateText.vouched : listText(faults.map((each) => certificateText[each])),
    subject: nameIn(certificate.subject),
    issuer: nameIn(certificate.issuer),
    validFrom: Date.parse(certificate.validFrom),
    validTo: Date.parse(certificate.validTo),
    sha256: certificate.fingerprint256,
    replaces: pin,
    vouched: fault === null,
  };
}

function allFaults(
  { certificate, origin }: Presented,
  fault: CertificateFault,
  now: number,
): CertificateFault[] {
  const own = ownFaults(certificate, origin, now);
  const isKnown = own.some((each) => each === fault || (vague[fault] ?? []).includes(each));
  return isKnown ? own : [fault, ...own];
}

/** What a stack's less exact reason can stand for. */
const vague: Partial<Record<CertificateFault, readonly CertificateFault[]>> = {
  unknownAuthority: ['selfSigned'],
  expiredOrNotYetValid: ['expired', 'notYetValid'],
};

/** What the certificate says against itself. */
function ownFaults(certificate: X509Certificate, origin: string, now: number): CertificateFault[] {
  const host = new URL(origin).hostname.replace(/^\[|\]$/g, '');
  const named =
    isIP(host) === 0 ? certificate.checkHost(host, { subject: 'never' }) : certificate.checkIP(host);
  const faults: [CertificateFault, boolean][] = [
    ['selfSigned', isSelfSigned(certificate)],
    ['otherName', named === undefined],
    ['expired', Date.parse(certificate.validTo) < now],
    ['notYetValid', Date.parse(certificate.validFrom) > now],
    ['weak', isWeak(certificate)],
  ];
  return faults.flatMap(([fault, applies]) => (applies ? [fault] : []));
}

const isSelfSigned = (certificate: X509Certificate): boolean =>
  certificate.subject === certificate.issuer && certificate.verify(certificate.publicKey);

/** Below what browsers and the authorities' own rules (CA/Browser Forum, 6.1.5) still take. */
function isWeak({ publicKey }: X509Certificate): boolean {
  const { modulusLength } = publicKey.asymmetricKeyDetails ?? {};
  return modulusLength !== undefined && modulusLength < 2048;
}

/** The common name, or else the organization, of `CN=…` lines. */
export function nameIn(lines: string): string {
  const values = (key: string) =>
    lines.split('\n').flatMap((line) => (line.startsWith(`${key}=`) ? [line.slice(key.length + 1)] : []));
  const [common, organization] = [values('CN'), values('O')];
  return (common.length > 0 ? common : organization).join(', ') || 'unnamed';
}
