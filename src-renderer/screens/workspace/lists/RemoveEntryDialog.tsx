import { useState } from 'react';
import type { z } from 'zod';
import type { inventoryCalls } from '../../../../src-preload/contract/inventory.ts';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { Button } from '../../../components/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../../../components/Dialog.tsx';
import { ErrorNote } from '../../../components/ErrorNote.tsx';
import { toast } from '../../../stores/toasts.ts';
import { useConnection } from '../../../stores/connections.ts';
import { refOf } from '../../../stores/workspace.ts';

export interface InventoryEntry {
  name: string;
  what: z.input<(typeof inventoryCalls)['forget']['input']>['what'];
}

/** Takes an entry out of the inventory that was a mistake. It is no change of the real service, so it makes no plan. */
export function RemoveEntryDialog({
  place,
  forgotten,
  onClose,
}: {
  place: WorkspaceDetail;
  forgotten: InventoryEntry;
  onClose: () => void;
}) {
  const connection = useConnection(place.workspace.connectionId);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const forget = async () => {
    setBusy(true);
    const answer = await window.steward.inventory.forget({ ...refOf(place), what: forgotten.what });
    setBusy(false);
    if (!answer.ok) {
      setError(answer.error);
      return;
    }
    toast(`${forgotten.name} was taken out of the inventory.`, { tone: 'ok' });
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Take ${forgotten.name} out of the inventory`}
      description={`In ${place.workspace.name} on ${connection?.label ?? 'this connection'}.`}
    >
      <DialogBody>
        {error !== null && <ErrorNote error={error} />}
        <p>
          For something entered by mistake. Nothing changes in {connection?.productName ?? 'the system'}; what
          you took away there is better marked as done, so that its history stays.
        </p>
      </DialogBody>
      <DialogFoot>
        <Button data-autofocus onClick={onClose}>
          Cancel
        </Button>
        <Button variant="danger" busy={busy} onClick={() => void forget()}>
          Take it out
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
