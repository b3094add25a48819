import { useState } from 'react';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { Field } from '../../../components/Field.tsx';
import { Switch } from '../../../components/Switch.tsx';
import { TextInput } from '../../../components/TextInput.tsx';
import { valueOr } from '../../../../src-preload/shared/known.ts';
import { usePlanForm } from '../../../stores/plan-form.ts';
import { refOf, refusal } from '../../../stores/workspace.ts';
import { PlanDialog } from '../../../components/PlanDialog.tsx';
import { useFieldCheck } from '../create/useFieldCheck.ts';
import { goToCreated, useConnectionName } from '../create/go-to-created.ts';

/** A new workspace made after this one. */
export function CloneDialog({ detail, onClose }: { detail: WorkspaceDetail; onClose: () => void }) {
  const { workspace } = detail;
  const { connectionId, instance } = workspace;
  const connection = useConnectionName(connectionId);
  const [name, setName] = useState(`${workspace.name} copy`);
  const [copyMembers, setMembers] = useState(false);
  const [copySettings, setSettings] = useState(true);
  const url = valueOr(instance.url, '');
  const problems = useFieldCheck({ connectionId, kind: instance.kind, name, description: '', url });
  const elsewhere = detail.listsAt.members.workspaceId !== workspace.id;
  return (
    <PlanDialog
      title={`Clone ${workspace.name}`}
      description={`On ${connection}. The original stays as it is.`}
      form={usePlanForm()}
      changes={() => [
        { type: 'workspace.clone', ...refOf(detail), name: name.trim(), copyMembers, copySettings },
      ]}
      reason={
        refusal(detail, 'workspace.clone') ??
        (name.trim() === '' ? 'Give the copy a name first.' : problems.name)
      }
      submit="Clone workspace"
      onClose={(applied) => {
        onClose();
        goToCreated(connectionId, applied);
      }}
    >
      <Field label="Name of the copy" error={name === '' ? null : problems.name}>
        {(aria) => <TextInput {...aria} value={name} onChange={(event) => setName(event.target.value)} />}
      </Field>
      <Switch
        label="With its members"
        hint={membersHint(copyMembers, elsewhere)}
        checked={copyMembers}
        onChange={setMembers}
      />
      <Switch
        label="With its settings"
        hint={
          copySettings
            ? 'The copy starts with the settings that this one has now; later changes stay apart.'
            : 'The copy starts with the settings of a new workspace.'
        }
        checked={copySettings}
        onChange={setSettings}
      />
    </PlanDialog>
  );
}

/** `elsewhere`: who is in it is its organization's matter. */
function membersHint(copied: boolean, elsewhere: boolean): string {
  if (copied) {
    return elsewhere
      ? 'The server is asked to take them along; who may enter is still the organization’s matter.'
      : 'Everybody in it is in the copy too, with the same role.';
  }
  return elsewhere
    ? 'Nobody is copied; whoever is in the organization reaches it all the same.'
    : 'Only you are in the copy at first.';
}
