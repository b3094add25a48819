import { useState } from 'react';
import type { AppError } from '../../../src-preload/contract/result.ts';
import type { GonePlace } from '../../../src-preload/contract/timeline.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../../components/overlays/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { toast } from '../../stores/toasts.ts';
import { goneText } from './text.ts';

/** Asks before what is kept of a place that is no longer listed is erased. */
export function EraseGoneDialog({
  connectionId,
  place: { workspaceId, name },
  onClose,
}: {
  connectionId: string;
  place: GonePlace;
  onClose: () => void;
}) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const erase = async () => {
    setBusy(true);
    const done = await window.steward.storage.eraseGonePlace({ connectionId, workspaceId });
    setBusy(false);
    if (!done.ok) {
      setError(done.error);
      return;
    }
    toast(goneText.erased(name), { tone: 'ok' });
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={goneText.eraseTitle(name)}
      description={goneText.eraseDescription}
    >
      <DialogBody>{error === null ? null : <ErrorNote error={error} />}</DialogBody>
      <DialogFoot>
        <Button data-autofocus onClick={onClose}>
          Cancel
        </Button>
        <Button variant="danger" busy={busy} onClick={() => void erase()}>
          {goneText.erase}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
