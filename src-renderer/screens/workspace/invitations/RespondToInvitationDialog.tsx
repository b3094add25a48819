import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { Field } from '../../../components/fields/Field.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { useConnection } from '../../../stores/connections.ts';
import { usePlanForm } from '../../../stores/plan/plan-form.ts';
import { PlanDialog } from '../../../components/overlays/PlanDialog.tsx';
import { invitationHint, pasteInvitationText } from './text.ts';

/** The invitation's id in the pasted text: the id itself, or a link with it as its last part or a parameter. */
export function invitationIdOf(text: string): string {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) return trimmed;
  const url = new URL(trimmed);
  const named = [...url.searchParams].find(([key]) => /invit|^id$/i.test(key))?.[1];
  const parts = url.pathname.split('/').filter((part) => part !== '' && !/^(accept|decline)$/i.test(part));
  return named ?? parts.at(-1) ?? trimmed;
}

/** Accepts or declines an invitation that was sent to the person who is signed in. */
export default function RespondToInvitationDialog({
  connectionId,
  onClose,
}: {
  connectionId: string;
  onClose: () => void;
}) {
  const connection = useConnection(connectionId);
  const [text, setText] = useState('');
  const form = usePlanForm();
  const invitationId = invitationIdOf(text);
  const reason = invitationId === '' ? pasteInvitationText : null;
  const decline = async () => {
    const applied = await form.send([{ type: 'invitation.decline', connectionId, invitationId }]);
    if (applied !== null && form.isThere()) onClose();
  };
  return (
    <PlanDialog
      title="Respond to an invitation"
      description={
        connection === null ? undefined : `Sent to ${connection.identity.email} on ${connection.label}.`
      }
      form={form}
      changes={() => [{ type: 'invitation.accept', connectionId, invitationId }]}
      reason={reason}
      others={
        <Button disabledReason={reason} onClick={() => void decline()}>
          Decline
        </Button>
      }
      submit="Accept"
      onClose={onClose}
    >
      <Field label="Invitation" hint={invitationHint}>
        {(aria) => (
          <TextInput {...aria} mono value={text} onChange={(event) => setText(event.target.value)} />
        )}
      </Field>
    </PlanDialog>
  );
}
