import { useState } from 'react';
import { ShieldAlert } from 'lucide-react';
import type { AppError, CertificateDetails } from '../../../src-preload/contract/result.ts';
import { capitalised } from '../../lib/names.ts';
import { useNow } from '../../stores/clock.ts';
import { Button } from '../../components/Button.tsx';
import { Checkbox } from '../../components/fields/Checkbox.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Note } from '../../components/Note.tsx';
import { Time } from '../../components/Time.tsx';
import { certificateText, verdictTitles } from './text.ts';
import css from './connections.module.css';

interface CertificatePanelProps {
  certificate: CertificateDetails;
  error: AppError;
  onTrusted: () => void;
}

/** An untrusted certificate with its details, and the choice to trust just this one, or, where it changed, the computer's authorities. */
export function CertificatePanel({ certificate, error, onTrusted }: CertificatePanelProps) {
  const { origin, reason, subject, issuer, validFrom, validTo, sha256, replaces, vouched } = certificate;
  const now = useNow();
  const [compared, setCompared] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<AppError | null>(null);
  const decide = async (trust: 'this one' | 'authorities') => {
    setBusy(true);
    const { trustCertificate, revokePin } = window.steward.connections;
    const kept = await (trust === 'this one' ? trustCertificate({ origin, sha256 }) : revokePin({ origin }));
    setBusy(false);
    if (kept.ok) onTrusted();
    else setRefused(kept.error);
  };
  return (
    <>
      <h3 className={css.verdict}>
        <ShieldAlert aria-hidden />
        {replaces === null ? verdictTitles.certificate : verdictTitles.changedCertificate}
      </h3>
      <Note tone={replaces === null ? 'warn' : 'bad'} role="alert" title={error.sentence}>
        {error.nextStep}
      </Note>
      <dl className={css.facts}>
        <dt>Server</dt>
        <dd>{origin}</dd>
        {/* Otherwise the note above says it. */}
        {replaces === null || vouched ? null : (
          <>
            <dt>Reason</dt>
            <dd>{capitalised(reason)}</dd>
          </>
        )}
        <dt>Issued to</dt>
        <dd>{subject}</dd>
        <dt>Issued by</dt>
        <dd>{issuer}</dd>
        <dt>Valid</dt>
        <dd>
          <Time at={validFrom} /> to <Time at={validTo} />
          {validTo < now ? ' (expired)' : validFrom > now ? ' (not valid yet)' : ''}
        </dd>
        <dt>SHA-256</dt>
        <dd className={css.fingerprint}>{sha256}</dd>
        {replaces === null ? null : (
          <>
            <dt>Previously trusted</dt>
            <dd className={css.fingerprint}>{replaces}</dd>
          </>
        )}
      </dl>
      {refused === null ? null : <ErrorNote error={refused} />}
      {vouched ? <p className={css.dim}>{certificateText.vouched}</p> : null}
      <Checkbox label={certificateText.compared} checked={compared} onChange={setCompared} />
      <div className={css.actions}>
        {vouched ? (
          <Button
            busy={busy}
            disabledReason={compared ? null : certificateText.compareFirst}
            onClick={() => void decide('authorities')}
          >
            Use this computer’s trust
          </Button>
        ) : null}
        <Button
          busy={busy}
          disabledReason={compared ? null : certificateText.compareFirst}
          onClick={() => void decide('this one')}
        >
          Trust this certificate
        </Button>
      </div>
    </>
  );
}
