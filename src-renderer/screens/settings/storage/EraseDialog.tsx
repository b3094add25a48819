import { useState } from 'react';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import type { StoredConnection } from '../../../../src-preload/contract/storage.ts';
import { Button } from '../../../components/Button.tsx';
import { Checkbox } from '../../../components/fields/Checkbox.tsx';
import { Dialog, DialogBody, DialogFoot } from '../../../components/overlays/Dialog.tsx';
import { ErrorNote } from '../../../components/ErrorNote.tsx';
import { toast } from '../../../stores/toasts.ts';
import { eraseText } from './text.ts';

/** Asks before the offline copies and the history of a connection are erased. */
export function EraseDialog({
  stored,
  onClose,
  onErased,
}: {
  stored: StoredConnection;
  onClose: () => void;
  onErased: () => void;
}) {
  const [receipts, setReceipts] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const erase = async () => {
    setBusy(true);
    const done = await window.steward.storage.erase({ connectionId: stored.connectionId, receipts });
    setBusy(false);
    if (!done.ok) {
      setError(done.error);
      return;
    }
    toast(`${stored.label}: ${done.value.text}`, { tone: 'ok' });
    onErased();
    onClose();
  };
  return (
    <Dialog
      open
      keepsTyped={false}
      onOpenChange={onClose}
      title={eraseText.title(stored.label)}
      description={eraseText.description}
    >
      <DialogBody>
        {error === null ? null : <ErrorNote error={error} />}
        <Checkbox
          label={eraseText.receipts(stored.receipts.count)}
          checked={receipts}
          onChange={setReceipts}
        />
      </DialogBody>
      <DialogFoot>
        <Button data-autofocus onClick={onClose}>
          Cancel
        </Button>
        <Button variant="danger" busy={busy} onClick={() => void erase()}>
          Erase now
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
