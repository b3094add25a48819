import { useState } from 'react';
import type { z } from 'zod';
import type { inventoryCalls } from '../../../../src-preload/contract/inventory.ts';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { Button } from '../../../components/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../../../components/overlays/Dialog.tsx';
import { ErrorNote } from '../../../components/ErrorNote.tsx';
import { toast } from '../../../stores/toasts.ts';
import { useConnection } from '../../../stores/connections.ts';
import { refOf } from '../../../stores/workspace.ts';
import { entryRemovedText, keepHistoryText, removeEntryText } from './text.ts';
import { usePlaceText } from '../usePlaceText.ts';

export interface InventoryEntry {
  name: string;
  what: z.input<(typeof inventoryCalls)['forget']['input']>['what'];
}

/** Removes an entry of the inventory that was a mistake. Nothing changes in the real service, so there is no plan. */
export function RemoveEntryDialog({
  place,
  entry,
  onClose,
}: {
  place: WorkspaceDetail;
  entry: InventoryEntry;
  onClose: () => void;
}) {
  const connection = useConnection(place.workspace.connectionId);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const remove = async () => {
    setBusy(true);
    const answer = await window.steward.inventory.forget({ ...refOf(place), what: entry.what });
    setBusy(false);
    if (!answer.ok) {
      setError(answer.error);
      return;
    }
    toast(entryRemovedText(entry.name), { tone: 'ok' });
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Remove ${entry.name} from the inventory`}
      description={usePlaceText(place)}
    >
      <DialogBody>
        {error !== null && <ErrorNote error={error} />}
        <p>{removeEntryText(connection?.productName ?? 'the system')}</p>
        <p>{keepHistoryText}</p>
      </DialogBody>
      <DialogFoot>
        <Button data-autofocus onClick={onClose}>
          Cancel
        </Button>
        <Button variant="danger" busy={busy} onClick={() => void remove()}>
          Remove
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
