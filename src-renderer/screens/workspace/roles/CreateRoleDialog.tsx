import { useRef, useState } from 'react';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { Button } from '../../../components/Button.tsx';
import { Field } from '../../../components/Field.tsx';
import { Note } from '../../../components/Note.tsx';
import { TextInput } from '../../../components/TextInput.tsx';
import { sameNamed } from '../../../lib/roles.ts';
import { usePlanForm } from '../../../stores/plan-form.ts';
import { refOf, refusal } from '../../../stores/workspace.ts';
import { PlanDialog } from '../../../components/PlanDialog.tsx';
import { useConnectionName } from '../create/go-to-created.ts';

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
  const connection = useConnectionName(place.workspace.connectionId);
  const nameField = useRef<HTMLInputElement>(null);
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const taken = sameNamed(place.roles, name);
  const renameThis = () => {
    nameField.current?.focus();
    nameField.current?.select();
  };
  return (
    <PlanDialog
      title={`New role in ${place.workspace.name}`}
      description={`On ${connection}. What it may do is chosen after it is made.`}
      form={usePlanForm()}
      changes={() => [
        { type: 'role.create', ...refOf(place), name: name.trim(), description: description.trim() },
      ]}
      reason={
        refusal(place, 'role.create') ??
        (name.trim() === ''
          ? 'Give the role a name first.'
          : taken !== null
            ? `There is a role “${taken.label}” already.`
            : null)
      }
      submit="Create role"
      onClose={onClose}
    >
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
              <Button size="s" variant="quiet" onClick={renameThis}>
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
          <TextInput {...aria} value={description} onChange={(event) => setDescription(event.target.value)} />
        )}
      </Field>
    </PlanDialog>
  );
}
