import { useState } from 'react';
import type { Pin } from '../../../src-preload/contract/connections.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog, DialogFoot } from '../../components/overlays/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { SkeletonLines } from '../../components/Skeleton.tsx';
import { Time } from '../../components/Time.tsx';
import { hostOf } from '../../lib/connection-text.ts';
import { toast } from '../../stores/toasts.ts';
import { useQuery } from '../../stores/useQuery.ts';
import css from './SettingsScreen.module.css';
import { SettingsSection } from './SettingsSection.tsx';
import { certificatesText } from './text.ts';

/** The certificates that the user chose to trust, each to be revoked. */
export function CertificatesSection() {
  const pins = useQuery(['pins'], () => window.steward.connections.pins({}), {
    reloadOn: ['connections'],
  });
  const [refused, setRefused] = useState<AppError | null>(null);
  const [revoking, setRevoking] = useState<Pin | null>(null);
  const [busy, setBusy] = useState(false);
  const revoke = async ({ origin }: Pin) => {
    setBusy(true);
    const done = await window.steward.connections.revokePin({ origin });
    setBusy(false);
    setRevoking(null);
    setRefused(done.ok ? null : done.error);
    if (!done.ok) return;
    toast(certificatesText.revoked(hostOf(origin)), { tone: 'ok' });
    await pins.reload();
  };
  const error = refused ?? pins.error;
  const retry = () => {
    setRefused(null);
    void pins.reload();
  };
  return (
    <SettingsSection section="certificates">
      {error === null ? null : <ErrorNote error={error} onRetry={retry} />}
      {pins.value === null && error === null ? (
        <SkeletonLines lines={2} label="Loading certificates" />
      ) : null}
      {pins.value?.length === 0 ? <p className={css.dim}>{certificatesText.none}</p> : null}
      <ul className={css.rows}>
        {(pins.value ?? []).map((pin) => (
          <li key={pin.origin} className={css.row}>
            <div className={css.text}>
              <div className={css.name}>{hostOf(pin.origin)}</div>
              <p>
                {pin.subject} · valid until <Time at={pin.validTo} /> · trusted since{' '}
                <Time at={pin.trustedAt} />
              </p>
              <p className={css.mono}>{pin.sha256}</p>
            </div>
            <Button
              size="s"
              aria-label={`Stop trusting the certificate for ${hostOf(pin.origin)}`}
              onClick={() => setRevoking(pin)}
            >
              Stop trusting…
            </Button>
          </li>
        ))}
      </ul>
      {revoking === null ? null : (
        <Dialog
          open
          onOpenChange={() => setRevoking(null)}
          title={certificatesText.revokeTitle(hostOf(revoking.origin))}
          description={certificatesText.revoke}
        >
          <DialogFoot>
            <Button data-autofocus onClick={() => setRevoking(null)}>
              Cancel
            </Button>
            <Button variant="danger" busy={busy} onClick={() => void revoke(revoking)}>
              Stop trusting
            </Button>
          </DialogFoot>
        </Dialog>
      )}
    </SettingsSection>
  );
}
