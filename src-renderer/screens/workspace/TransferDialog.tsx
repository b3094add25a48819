import { useState } from 'react';
import type { Member } from '../../../src-preload/contract/members.ts';
import type { WorkspaceDetail } from '../../../src-preload/contract/workspaces.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../../components/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { useConnection } from '../../stores/connections.ts';
import { usePlanForm } from '../../stores/planForm.ts';
import { refOf } from '../../stores/workspace.ts';
import { PersonPicker } from './PersonPicker.tsx';
import { nameOf } from './person.ts';

/** Who becomes the owner of a place. */
export function TransferDialog({ detail, onClose }: { detail: WorkspaceDetail; onClose: () => void }) {
  const { workspace } = detail;
  const connection = useConnection(workspace.connectionId);
  const [person, setPerson] = useState<Member | null>(null);
  const { waiting, refused, send } = usePlanForm();
  const submit = async () => {
    if (person === null) return;
    const applied = await send([
      { type: 'workspace.transfer', ...refOf(detail), userId: person.userId, email: person.email },
    ]);
    if (applied !== null) onClose();
  };
  return (
    <Dialog
      open={!waiting}
      onOpenChange={onClose}
      title={`Hand over ${workspace.name}`}
      description={`On ${connection?.label ?? 'this connection'}. Only its new owner could hand it back.`}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <DialogBody>
          {refused !== null && <ErrorNote error={refused} />}
          <PersonPicker
            label="New owner"
            place={detail.listsAt.members}
            picked={person?.userId ?? null}
            onPick={setPerson}
            without={(member) => member.isMe || member.status === 'pending'}
          />
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant="danger"
            disabledReason={person === null ? 'Pick the new owner first.' : null}
          >
            {person === null ? 'Hand over' : `Hand over to ${nameOf(person)}`}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
