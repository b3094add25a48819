import { useState } from 'react';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import { formatDateTime } from '../../../../src-preload/shared/format/dates.ts';
import { plural } from '../../../../src-preload/shared/format/numbers.ts';
import { Button } from '../../../components/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../../../components/overlays/Dialog.tsx';
import { ErrorNote } from '../../../components/ErrorNote.tsx';
import { Note } from '../../../components/Note.tsx';
import { SkeletonLines } from '../../../components/Skeleton.tsx';
import { useConnections } from '../../../stores/connections.ts';
import { useQuery } from '../../../stores/useQuery.ts';
import styles from './storage.module.css';
import { connectionsText, restoreText } from './text.ts';

/** Asks before a ledger that was set aside replaces the current one. */
export default function RestoreLedgerDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const ledgers = useQuery(['earlier-ledgers'], () => window.steward.storage.earlierLedgers({}));
  const found = ledgers.value?.find((each) => each.name === name) ?? null;
  const gone = ledgers.value !== null && found === null;
  const [refused, setRefused] = useState<AppError | null>(null);
  const error = refused ?? ledgers.error;
  const [busy, setBusy] = useState(false);
  const current = useConnections((state) => state.connections);
  const restore = async () => {
    setBusy(true);
    const done = await window.steward.storage.restoreLedger({ name });
    // Everything read so far belongs to the replaced ledger.
    if (done.ok) window.location.reload();
    else {
      setBusy(false);
      setRefused(done.error);
    }
  };
  return (
    <Dialog
      open
      dismissible={!busy}
      onOpenChange={onClose}
      title={restoreText.title}
      description={restoreText.description}
    >
      <DialogBody>
        {error === null ? null : <ErrorNote error={error} />}
        {ledgers.value === null && error === null ? (
          <SkeletonLines lines={3} label="Loading the earlier ledger" />
        ) : null}
        {gone ? (
          <Note tone="warn" role="status" title={restoreText.goneTitle}>
            {restoreText.gone(name)}
          </Note>
        ) : null}
        {found !== null ? (
          <dl className={styles.exchange}>
            <dt>Earlier ledger</dt>
            <dd>
              {connectionsText(found.connections)}; {plural(found.receipts, 'receipt')}
              <span className={styles.dim}>Last used {formatDateTime(found.usedAt)}</span>
            </dd>
            <dt>Current ledger</dt>
            <dd>
              {connectionsText(current.map(({ label }) => label))}
              <span className={styles.dim}>{restoreText.current}</span>
            </dd>
          </dl>
        ) : null}
      </DialogBody>
      <DialogFoot>
        <Button data-autofocus onClick={onClose} disabledReason={busy ? 'Restoring…' : null}>
          Cancel
        </Button>
        <Button
          variant="primary"
          busy={busy}
          disabledReason={found !== null ? null : 'There’s nothing to restore.'}
          onClick={() => void restore()}
        >
          Restore
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
