import { useState } from 'react';
import { Dialog } from '../../components/overlays/Dialog.tsx';
import { DialogForm } from '../../components/overlays/DialogForm.tsx';
import { Field } from '../../components/fields/Field.tsx';
import { TextInput } from '../../components/fields/TextInput.tsx';
import { closeDialog } from '../../stores/dialogs.ts';
import { addGroup, renameGroup, useRail } from '../../stores/rail.ts';
import { railText } from '../text.ts';

/** Names a new group with a connection in it, or renames one. */
export default function RailGroupDialog({
  connectionId,
  groupId,
}: {
  connectionId: string | null;
  groupId: string | null;
}) {
  const groups = useRail((state) => state.groups);
  const group = groups.find(({ id }) => id === groupId);
  const [name, setName] = useState(group?.name ?? '');
  const trimmed = name.trim();
  const taken = groups.some((one) => one !== group && one.name === trimmed);
  const submit = () => {
    if (group !== undefined) renameGroup(group.id, trimmed);
    else if (connectionId !== null) addGroup(trimmed, connectionId);
    closeDialog();
  };
  return (
    <Dialog
      open
      onOpenChange={closeDialog}
      title={group === undefined ? 'New group' : `Rename “${group.name}”`}
      description={railText.groupAbout}
    >
      <DialogForm
        submit={group === undefined ? 'Create group' : 'Rename group'}
        reason={trimmed === '' ? railText.groupMissing : taken ? railText.groupTaken : null}
        onSubmit={submit}
        onCancel={closeDialog}
      >
        <Field label="Name" error={taken ? railText.groupTaken : null}>
          {(aria) => (
            <TextInput
              {...aria}
              maxLength={40}
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
          )}
        </Field>
      </DialogForm>
    </Dialog>
  );
}
