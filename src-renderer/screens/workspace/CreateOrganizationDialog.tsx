import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../../components/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Field } from '../../components/Field.tsx';
import { TextInput } from '../../components/TextInput.tsx';
import { useConnection } from '../../stores/connections.ts';
import { useNavigation } from '../../stores/navigation.ts';
import { usePlanForm } from '../../stores/planForm.ts';
import { hostOf } from './words.ts';

/** An organization of its own, where the system lets one be made. */
export function CreateOrganizationDialog({
  connectionId,
  onClose,
}: {
  connectionId: string;
  onClose: () => void;
}) {
  const connection = useConnection(connectionId);
  const go = useNavigation((state) => state.go);
  const [name, setName] = useState('');
  const { waiting, refused, send } = usePlanForm();
  const reason = name.trim() === '' ? 'Give the organization a name first.' : null;
  const submit = async () => {
    if (reason !== null) return;
    const applied = await send([{ type: 'organization.create', connectionId, name: name.trim() }]);
    if (applied === null) return;
    onClose();
    const { createdWorkspaceId } = applied;
    if (createdWorkspaceId !== null) {
      go({ connectionId, workspaceId: createdWorkspaceId, screen: 'workspace', tab: 'overview' });
    }
  };
  return (
    <Dialog
      open={!waiting}
      onOpenChange={onClose}
      title="New organization"
      description={
        connection === null ? undefined : `On ${connection.label} (${hostOf(connection.address)}).`
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <DialogBody>
          {refused !== null && <ErrorNote error={refused} />}
          <Field label="Name">
            {(aria) => <TextInput {...aria} value={name} onChange={(event) => setName(event.target.value)} />}
          </Field>
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabledReason={reason}>
            Create organization
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
