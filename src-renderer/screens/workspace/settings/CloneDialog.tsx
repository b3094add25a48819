import { useState } from 'react';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { normalizeName } from '../../../../src-preload/shared/normalize.ts';
import { Field } from '../../../components/fields/Field.tsx';
import { Switch } from '../../../components/fields/Switch.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { valueOr } from '../../../../src-preload/shared/known.ts';
import { usePlanForm } from '../../../stores/plan/plan-form.ts';
import { refOf, refusal } from '../../../stores/workspace.ts';
import { PlanDialog } from '../../../components/overlays/PlanDialog.tsx';
import { useFieldCheck } from '../create/useFieldCheck.ts';
import { goToCreated } from '../create/go-to-created.ts';
import { useConnectionLabel } from '../../../stores/connections.ts';
import { copyMembersHint, copySettingsHint, enterCopyNameText, originalUnchangedText } from './text.ts';

/** A new workspace with the name, and on request the members and settings, of this one. */
export function CloneDialog({ detail, onClose }: { detail: WorkspaceDetail; onClose: () => void }) {
  const { workspace } = detail;
  const { connectionId, instance } = workspace;
  const connection = useConnectionLabel(connectionId);
  const [name, setName] = useState(`${workspace.name} copy`);
  const [copyMembers, setMembers] = useState(false);
  const [copySettings, setSettings] = useState(true);
  const url = valueOr(instance.url, '');
  const problems = useFieldCheck({ connectionId, kind: instance.kind, name, description: '', url });
  const elsewhere = detail.listsAt.members.workspaceId !== workspace.id;
  return (
    <PlanDialog
      title={`Clone ${workspace.name}`}
      description={`On ${connection}. ${originalUnchangedText}`}
      form={usePlanForm()}
      changes={() => [
        { type: 'workspace.clone', ...refOf(detail), name: name.trim(), copyMembers, copySettings },
      ]}
      reason={refusal(detail, 'workspace.clone') ?? (name.trim() === '' ? enterCopyNameText : problems.name)}
      submit="Clone workspace"
      onClose={(applied) => {
        onClose();
        goToCreated(connectionId, applied);
      }}
    >
      <Field
        label="Name of the copy"
        dropped={normalizeName(name).dropped}
        error={name === '' ? null : problems.name}
      >
        {(aria) => <TextInput {...aria} value={name} onChange={(event) => setName(event.target.value)} />}
      </Field>
      <Switch
        label="Copy members"
        hint={copyMembersHint(copyMembers, elsewhere)}
        checked={copyMembers}
        onChange={setMembers}
      />
      <Switch
        label="Copy settings"
        hint={copySettingsHint(copySettings)}
        checked={copySettings}
        onChange={setSettings}
      />
    </PlanDialog>
  );
}
