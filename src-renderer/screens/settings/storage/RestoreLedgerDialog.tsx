import { useEffect, useState } from 'react';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import type { EarlierLedger } from '../../../../src-preload/contract/storage.ts';
import { Button } from '../../../components/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../../../components/Dialog.tsx';
import { ErrorNote } from '../../../components/ErrorNote.tsx';
import { Note } from '../../../components/Note.tsx';
import { SkeletonLines } from '../../../components/Skeleton.tsx';
import { absoluteTime, count } from '../../../lib/format.ts';
import { useConnections } from '../../../stores/connections.ts';
import styles from './storage.module.css';

const connectionsText = (labels: readonly string[]) =>
  labels.length === 0
    ? 'No connection'
    : `${count(labels.length, 'connection', 'connections')}: ${labels.join(', ')}`;

/** Asks before a ledger that was set aside takes the place of the present one. */
export default function RestoreLedgerDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const [found, setFound] = useState<EarlierLedger | 'gone' | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const present = useConnections((state) => state.connections);
  useEffect(() => {
    void window.steward.storage.earlierLedgers({}).then((read) => {
      setError(read.ok ? null : read.error);
      if (read.ok) setFound(read.value.find((one) => one.name === name) ?? 'gone');
    });
  }, [name]);
  const takeBack = async () => {
    setBusy(true);
    const done = await window.steward.storage.takeBackLedger({ name });
    // Nothing that was read before holds any more.
    if (done.ok) window.location.reload();
    else {
      setBusy(false);
      setError(done.error);
    }
  };
  const ready = found !== null && found !== 'gone';
  return (
    <Dialog
      open
      dismissible={!busy}
      onOpenChange={onClose}
      title="Open the earlier ledger again?"
      description="It has connections, notes, plans, receipts and history of its own, and takes the place of the present one."
    >
      <DialogBody>
        {error === null ? null : <ErrorNote error={error} />}
        {found === null && error === null ? <SkeletonLines lines={3} label="Looking into it" /> : null}
        {found === 'gone' ? (
          <Note tone="warn" role="status" title="It can’t be opened any more">
            The file {name} is gone, or the vault has another key than it was written with.
          </Note>
        ) : null}
        {ready ? (
          <dl className={styles.exchange}>
            <dt>The earlier one</dt>
            <dd>
              {connectionsText(found.connections)}; {count(found.receipts, 'receipt', 'receipts')}
              <span className={styles.dim}>Last used {absoluteTime(found.usedAt)}</span>
            </dd>
            <dt>The present one</dt>
            <dd>
              {connectionsText(present.map(({ label }) => label))}
              <span className={styles.dim}>
                Is set aside with its offline copies, and can be opened again in the same way.
              </span>
            </dd>
          </dl>
        ) : null}
      </DialogBody>
      <DialogFoot>
        <Button data-autofocus onClick={onClose} disabledReason={busy ? 'It is being opened.' : null}>
          Cancel
        </Button>
        <Button
          variant="primary"
          busy={busy}
          disabledReason={ready ? null : 'There is nothing to open.'}
          onClick={() => void takeBack()}
        >
          Open it again
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
