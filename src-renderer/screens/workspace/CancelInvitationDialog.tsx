import { useState } from 'react';
import type { Invitation } from '../../../src-preload/contract/invitations.ts';
import type { WorkspaceDetail } from '../../../src-preload/contract/workspaces.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../../components/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Field } from '../../components/Field.tsx';
import { TextInput } from '../../components/TextInput.tsx';
import { useConnection } from '../../stores/connections.ts';
import { usePlanForm } from '../../stores/planForm.ts';
import { refOf } from '../../stores/workspace.ts';

/** Takes an open invitation back, with a reason for the record where one is given. */
export function CancelInvitationDialog({
  place,
  invitation,
  onClose,
}: {
  place: WorkspaceDetail;
  invitation: Invitation;
  onClose: () => void;
}) {
  const connection = useConnection(place.workspace.connectionId);
  const [reason, setReason] = useState('');
  const { waiting, refused, send } = usePlanForm();
  const submit = async () => {
    const applied = await send([
      {
        type: 'invitation.cancel',
        ...refOf(place),
        invitationId: invitation.id,
        email: invitation.email,
        reason: reason.trim(),
      },
    ]);
    if (applied !== null) onClose();
  };
  return (
    <Dialog
      open={!waiting}
      onOpenChange={onClose}
      title={`Cancel the invitation of ${invitation.email}`}
      description={`To ${place.workspace.name} on ${connection?.label ?? 'this connection'}.`}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <DialogBody>
          {refused !== null && <ErrorNote error={refused} />}
          <Field label="Reason" hint="Kept with the invitation; may be left empty.">
            {(aria) => (
              <TextInput {...aria} value={reason} onChange={(event) => setReason(event.target.value)} />
            )}
          </Field>
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>Keep it</Button>
          <Button type="submit" variant="danger">
            Cancel the invitation
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
