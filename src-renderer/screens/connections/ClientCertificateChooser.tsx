import { useEffect, useRef, useState } from 'react';
import type { ClientCertificate } from '../../../src-preload/contract/connections.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { isolated } from '../../../src-preload/shared/shown-text.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Note } from '../../components/Note.tsx';
import { RadioCards } from '../../components/fields/RadioCards.tsx';
import { SkeletonLines } from '../../components/Skeleton.tsx';
import { Time } from '../../components/Time.tsx';
import { hostOf } from '../../lib/connection-text.ts';
import { useQuery } from '../../stores/useQuery.ts';
import { clientCertificateText } from './text.ts';
import css from './connections.module.css';

interface ClientCertificateChooserProps {
  /** null: for an address that is about to be connected. */
  connectionId: string | null;
  address: string;
  /** The one in use, or null. */
  chosen: ClientCertificate | null;
  onChosen: () => void;
}

/** This computer's certificates that a server accepts, to choose the one that it is shown. */
export function ClientCertificateChooser({
  connectionId,
  address,
  chosen,
  onChosen,
}: ClientCertificateChooserProps) {
  const host = hostOf(address);
  const offered = useQuery(['client-certificates', connectionId, address], () =>
    window.steward.connections.offeredClientCertificates({ connectionId, address }),
  );
  const [picked, setPicked] = useState(chosen?.sha256 ?? null);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<AppError | null>(null);
  const use = async (sha256: string) => {
    setBusy(true);
    const done = await window.steward.connections.useClientCertificate({ connectionId, address, sha256 });
    setBusy(false);
    setRefused(done.ok ? null : done.error);
    if (done.ok) onChosen();
  };
  const panel = useRef<HTMLDivElement>(null);
  const isLoaded = offered.value !== null || offered.error !== null;
  // The choice is at the end, which a small window would hide.
  useEffect(() => {
    if (isLoaded) panel.current?.scrollIntoView({ block: 'nearest' });
  }, [isLoaded]);
  const certificates = offered.value ?? [];
  const selected = certificates.find(({ sha256 }) => sha256 === picked) ?? certificates[0];
  const error = refused ?? offered.error;
  return (
    <div ref={panel} className={css.panel}>
      {error !== null ? (
        <ErrorNote error={error} onRetry={() => void offered.reload()} />
      ) : offered.value === null ? (
        <SkeletonLines lines={2} label={clientCertificateText.loading} />
      ) : selected === undefined ? (
        <Note tone="info" role="status" title={clientCertificateText.noneTitle(host)}>
          {clientCertificateText.none}
        </Note>
      ) : (
        <>
          <RadioCards
            label={clientCertificateText.choose(host)}
            value={selected.sha256}
            onChange={setPicked}
            options={certificates.map(({ sha256, subject, issuer, validTo }) => ({
              value: sha256,
              label: isolated(subject),
              description: (
                <>
                  Issued by {isolated(issuer)} · valid until <Time at={validTo} />
                </>
              ),
            }))}
          />
          <div className={css.actions}>
            <Button busy={busy} onClick={() => void use(selected.sha256)}>
              Use this certificate
            </Button>
          </div>
        </>
      )}
    </div>
  );
}
