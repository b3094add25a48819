import { useState } from 'react';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { isolated } from '../../../src-preload/shared/shown-text.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Time } from '../../components/Time.tsx';
import { hostOf } from '../../lib/connection-text.ts';
import { toast } from '../../stores/toasts.ts';
import { useQuery } from '../../stores/useQuery.ts';
import { ClientCertificateChooser } from './ClientCertificateChooser.tsx';
import { clientCertificateText } from './text.ts';
import css from './connections.module.css';

/** The certificate of this computer that a connection shows its server: chosen, replaced or taken away. */
export function ClientCertificateSection({ connection: { id, address } }: { connection: Connection }) {
  const chosen = useQuery(['client-certificate', id], () =>
    window.steward.connections.clientCertificate({ connectionId: id }),
  );
  const [choosing, setChoosing] = useState(false);
  const [refused, setRefused] = useState<AppError | null>(null);
  const certificate = chosen.value;
  const stop = async () => {
    const done = await window.steward.connections.useClientCertificate({
      connectionId: id,
      address,
      sha256: null,
    });
    setRefused(done.ok ? null : done.error);
    if (!done.ok) return;
    setChoosing(false);
    toast(clientCertificateText.stopped(hostOf(address)), { tone: 'ok' });
    await chosen.reload();
  };
  const error = refused ?? chosen.error;
  return (
    <>
      <div className={css.section}>
        <div>
          <h3>Client certificate</h3>
          {certificate === null ? (
            <p>{clientCertificateText.notChosen}</p>
          ) : (
            <p>
              {isolated(certificate.subject)} · issued by {isolated(certificate.issuer)} · valid until{' '}
              <Time at={certificate.validTo} />
            </p>
          )}
        </div>
        {choosing ? null : (
          <Button aria-label="Choose a client certificate" onClick={() => setChoosing(true)}>
            {certificate === null ? 'Choose…' : 'Choose another…'}
          </Button>
        )}
        {certificate === null ? null : (
          <Button aria-label="Stop using this client certificate" onClick={() => void stop()}>
            Stop using
          </Button>
        )}
      </div>
      {error === null ? null : <ErrorNote error={error} />}
      {choosing ? (
        <ClientCertificateChooser
          connectionId={id}
          address={address}
          chosen={certificate}
          onChosen={() => {
            setChoosing(false);
            toast(clientCertificateText.chosen(hostOf(address)), { tone: 'ok' });
            void chosen.reload();
          }}
        />
      ) : null}
    </>
  );
}
