import { useState } from 'react';
import type { AppError } from '../../src-preload/contract/result.ts';
import { Dialog } from '../components/overlays/Dialog.tsx';
import { DialogForm } from '../components/overlays/DialogForm.tsx';
import { Field } from '../components/fields/Field.tsx';
import { TextArea } from '../components/fields/TextArea.tsx';
import { useConnection } from '../stores/connections.ts';
import { closeDialog, closeEndedDialog } from '../stores/dialogs.ts';
import { setLocal, useWorkspaceList } from '../stores/workspaces.ts';

/** The admin's own note on a workspace; it never leaves this device. */
export default function NoteDialog({
  connectionId,
  workspaceId,
}: {
  connectionId: string;
  workspaceId: string;
}) {
  const connection = useConnection(connectionId);
  const workspace = useWorkspaceList(connectionId)?.workspaces.find(({ id }) => id === workspaceId) ?? null;
  const [note, setNote] = useState(workspace?.note ?? '');
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  if (workspace === null || connection === null) return null;
  const save = async () => {
    setBusy(true);
    const refused = await setLocal(workspace, { note: note.trim() });
    setBusy(false);
    setError(refused);
    if (refused === null) closeEndedDialog('workspace-note');
  };
  return (
    <Dialog
      open
      onOpenChange={closeDialog}
      title={`Note on ${workspace.name}`}
      description={`${connection.label} · stored on this device only`}
    >
      <DialogForm
        errors={[error]}
        submit="Save note"
        busy={busy}
        onSubmit={() => void save()}
        onCancel={closeDialog}
      >
        <Field label="Note">
          {(aria) => (
            <TextArea
              {...aria}
              rows={5}
              maxLength={2000}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
          )}
        </Field>
      </DialogForm>
    </Dialog>
  );
}
