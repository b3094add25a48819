import { useRef, useState } from 'react';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { Button } from '../../../components/Button.tsx';
import { normalizeName } from '../../../../src-preload/shared/normalize.ts';
import { Field } from '../../../components/fields/Field.tsx';
import { Note } from '../../../components/Note.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { sameNamed } from '../../../lib/roles.ts';
import { usePlanForm } from '../../../stores/plan/plan-form.ts';
import { refOf, refusal } from '../../../stores/workspace.ts';
import { PlanDialog } from '../../../components/overlays/PlanDialog.tsx';
import { useConnectionLabel } from '../../../stores/connections.ts';
import { choosePermissionsLaterText, nameTakenText } from './text.ts';

/** A custom role. Where the name is taken, that role can be used, or this one gets another name. */
export function CreateRoleDialog({
  place,
  onReuse,
  onClose,
}: {
  place: WorkspaceDetail;
  /** Takes the role that already has the name. */
  onReuse: (roleId: string) => void;
  onClose: () => void;
}) {
  const connection = useConnectionLabel(place.workspace.connectionId);
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
      description={`On ${connection}. ${choosePermissionsLaterText}`}
      form={usePlanForm()}
      changes={() => [
        { type: 'role.create', ...refOf(place), name: name.trim(), description: description.trim() },
      ]}
      reason={
        refusal(place, 'role.create') ??
        (name.trim() === ''
          ? 'Enter a name for the role.'
          : taken !== null
            ? `${nameTakenText(taken.label)}.`
            : null)
      }
      submit="Create role"
      onClose={onClose}
    >
      <Field label="Name" dropped={normalizeName(name).dropped}>
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
          title={nameTakenText(taken.label)}
          action={
            <>
              <Button size="s" onClick={() => onReuse(taken.id)}>
                Use existing role
              </Button>
              <Button size="s" variant="quiet" onClick={renameThis}>
                Change the name
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
