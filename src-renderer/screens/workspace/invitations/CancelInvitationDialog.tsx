import { useState } from 'react';
import type { Invitation } from '../../../../src-preload/contract/invitations.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { Field } from '../../../components/fields/Field.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { usePlanForm } from '../../../stores/plan/plan-form.ts';
import { refOf } from '../../../stores/workspace.ts';
import { PlanDialog } from '../../../components/overlays/PlanDialog.tsx';
import { useConnectionLabel } from '../../../stores/connections.ts';
import { cancelReasonHint } from './text.ts';

/** Cancels an open invitation, with an optional reason for the record. */
export function CancelInvitationDialog({
  place,
  invitation: { id, email },
  onClose,
}: {
  place: WorkspaceDetail;
  invitation: Invitation;
  onClose: () => void;
}) {
  const { name, connectionId } = place.workspace;
  const connection = useConnectionLabel(connectionId);
  const [reason, setReason] = useState('');
  return (
    <PlanDialog
      title={`Cancel invitation for ${email}`}
      description={`To ${name} on ${connection}.`}
      form={usePlanForm()}
      changes={() => [
        { type: 'invitation.cancel', ...refOf(place), invitationId: id, email, reason: reason.trim() },
      ]}
      cancel="Keep invitation"
      danger
      submit="Cancel invitation"
      onClose={onClose}
    >
      <Field label="Reason" hint={cancelReasonHint}>
        {(aria) => <TextInput {...aria} value={reason} onChange={(event) => setReason(event.target.value)} />}
      </Field>
    </PlanDialog>
  );
}
