import { useState } from 'react';
import type { WorkspaceDetail } from '../../../src-preload/contract/workspaces.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../../components/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Field } from '../../components/Field.tsx';
import { Switch } from '../../components/Switch.tsx';
import { TextInput } from '../../components/TextInput.tsx';
import { useConnection } from '../../stores/connections.ts';
import { useNavigation } from '../../stores/navigation.ts';
import { usePlanForm } from '../../stores/planForm.ts';
import { refOf, refusal } from '../../stores/workspace.ts';
import { useFieldCheck } from './fieldCheck.ts';

/** A new workspace made after this one. */
export function CloneDialog({ detail, onClose }: { detail: WorkspaceDetail; onClose: () => void }) {
  const { workspace } = detail;
  const { connectionId } = workspace;
  const connection = useConnection(connectionId);
  const go = useNavigation((state) => state.go);
  const [name, setName] = useState(`${workspace.name} copy`);
  const [copyMembers, setMembers] = useState(false);
  const [copySettings, setSettings] = useState(true);
  const { waiting, refused, send } = usePlanForm();
  const problems = useFieldCheck({
    connectionId,
    kind: workspace.instance.kind,
    name,
    description: '',
    url: workspace.instance.url.state === 'known' ? workspace.instance.url.value : '',
  });
  const reason =
    refusal(detail, 'workspace.clone') ??
    (name.trim() === '' ? 'Give the copy a name first.' : problems.name);
  const elsewhere = detail.listsAt.members.workspaceId !== workspace.id;
  const submit = async () => {
    if (reason !== null) return;
    const applied = await send([
      { type: 'workspace.clone', ...refOf(detail), name: name.trim(), copyMembers, copySettings },
    ]);
    if (applied === null) return;
    onClose();
    const { createdWorkspaceId } = applied;
    if (createdWorkspaceId !== null) go({ connectionId, workspaceId: createdWorkspaceId, tab: 'overview' });
  };
  return (
    <Dialog
      open={!waiting}
      onOpenChange={onClose}
      title={`Clone ${workspace.name}`}
      description={`On ${connection?.label ?? 'this connection'}. The original stays as it is.`}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <DialogBody>
          {refused !== null && <ErrorNote error={refused} />}
          <Field label="Name of the copy" error={name === '' ? null : problems.name}>
            {(aria) => <TextInput {...aria} value={name} onChange={(event) => setName(event.target.value)} />}
          </Field>
          <Switch
            label="With its members"
            hint={
              copyMembers
                ? elsewhere
                  ? 'The server is asked to take them along; who may enter is still the organization’s matter.'
                  : 'Everybody in it is in the copy too, with the same role.'
                : elsewhere
                  ? 'Nobody is copied; whoever is in the organization reaches it all the same.'
                  : 'Only you are in the copy at first.'
            }
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
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabledReason={reason}>
            Clone workspace
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
