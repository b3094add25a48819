import type { Pin } from '../../src-preload/contract/connections.ts';
import { fail, type Result } from '../../src-preload/shared/result.ts';
import type { CertificateDetails } from '../../src-preload/contract/result.ts';
import { errorFrom } from '../base/errors.ts';
import { probeText } from './text.ts';
import type { LedgerReader, LedgerWriter } from '../store/ledger/types.ts';

export interface Pins {
  /** For the transports: the trusted SHA-256 of this origin, or null. */
  pinned(origin: string): string | null;
  /** For the HTTP client: what was shown to the user and may be trusted next. */
  noteSeen(certificate: CertificateDetails): void;
  /** Trusts exactly the certificate that was seen last at this origin; refused for any other fingerprint. */
  trust(origin: string, sha256: string): Promise<Result<null>>;
  list(): Pin[];
  revoke(origin: string): Promise<Result<null>>;
}

/** Certificates that the user trusts although the system doesn't, one per origin. */
export function createPins(
  ledger: Pick<LedgerReader, 'pins'> & Pick<LedgerWriter, 'savePin' | 'deletePin'>,
  now: () => number = Date.now,
): Pins {
  const seen = new Map<string, CertificateDetails>();
  return {
    pinned: (origin) => ledger.pins().find((pin) => pin.origin === origin)?.sha256 ?? null,
    noteSeen(certificate) {
      seen.set(certificate.origin, certificate);
    },
    async trust(origin, sha256) {
      const certificate = seen.get(origin);
      if (certificate?.sha256 !== sha256) {
        return fail(errorFrom('plan-moved', probeText.certificateChanged));
      }
      const { subject, issuer, validTo } = certificate;
      const saved = await ledger.savePin({ origin, sha256, subject, issuer, validTo, trustedAt: now() });
      if (saved.ok) seen.delete(origin);
      return saved;
    },
    list: () => ledger.pins(),
    revoke: (origin) => ledger.deletePin(origin),
  };
}
