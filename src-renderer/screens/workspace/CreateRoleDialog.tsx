import { useRef, useState } from 'react';
import type { WorkspaceDetail } from '../../../src-preload/contract/workspaces.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../../components/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Field } from '../../components/Field.tsx';
import { Note } from '../../components/Note.tsx';
import { TextInput } from '../../components/TextInput.tsx';
import { sameNamed } from '../../lib/roles.ts';
import { useConnection } from '../../stores/connections.ts';
import { usePlanForm } from '../../stores/planForm.ts';
import { refOf, refusal } from '../../stores/workspace.ts';

/** A custom role. A name that is taken is no error: that role can be used, or this one called otherwise. */
export function CreateRoleDialog({
  place,
  onReuse,
  onClose,
}: {
  place: WorkspaceDetail;
  /** The role that has the name already. */
  onReuse: (roleId: string) => void;
  onClose: () => void;
}) {
  const connection = useConnection(place.workspace.connectionId);
  const nameField = useRef<HTMLInputElement>(null);
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const { waiting, refused, send } = usePlanForm();
  const taken = sameNamed(place.roles, name);
  const reason =
    refusal(place, 'role.create') ??
    (name.trim() === ''
      ? 'Give the role a name first.'
      : taken !== null
        ? `There is a role “${taken.label}” already.`
        : null);
  const submit = async () => {
    if (reason !== null) return;
    const applied = await send([
      { type: 'role.create', ...refOf(place), name: name.trim(), description: description.trim() },
    ]);
    if (applied !== null) onClose();
  };
  return (
    <Dialog
      open={!waiting}
      onOpenChange={onClose}
      title={`New role in ${place.workspace.name}`}
      description={`On ${connection?.label ?? 'this connection'}. What it may do is chosen after it is made.`}
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
            {(aria) => (
              <TextInput
                {...aria}
                ref={nameField}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
          {taken !== null && (
            <Note
              tone="warn"
              role="status"
              title={`There is a role “${taken.label}” already`}
              action={
                <>
                  <Button size="s" onClick={() => onReuse(taken.id)}>
                    Use that role
                  </Button>
                  <Button
                    size="s"
                    variant="quiet"
                    onClick={() => {
                      nameField.current?.focus();
                      nameField.current?.select();
                    }}
                  >
                    Rename this one
                  </Button>
                </>
              }
            >
              {taken.description}
            </Note>
          )}
          <Field label="Description">
            {(aria) => (
              <TextInput
                {...aria}
                value={description}
                onChange={(event) => setDescription(event.target.value)}
              />
            )}
          </Field>
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabledReason={reason}>
            Create role
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
