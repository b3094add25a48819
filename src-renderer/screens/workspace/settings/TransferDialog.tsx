import { useState } from 'react';
import type { Member } from '../../../../src-preload/contract/members.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { usePlanForm } from '../../../stores/plan/plan-form.ts';
import { refOf } from '../../../stores/workspace.ts';
import { PlanDialog } from '../../../components/overlays/PlanDialog.tsx';
import { MemberPicker } from '../members/MemberPicker.tsx';
import { personName } from '../../../lib/names.ts';
import { useConnectionLabel } from '../../../stores/connections.ts';
import { chooseOwnerText, transferBackText } from './text.ts';

/** Picks the new owner of a place. */
export function TransferDialog({ detail, onClose }: { detail: WorkspaceDetail; onClose: () => void }) {
  const { workspace, listsAt } = detail;
  const connection = useConnectionLabel(workspace.connectionId);
  const [person, setPerson] = useState<Member | null>(null);
  return (
    <PlanDialog
      title={`Transfer ownership of ${workspace.name}`}
      description={`On ${connection}. ${transferBackText}`}
      form={usePlanForm()}
      changes={() =>
        person === null
          ? []
          : [{ type: 'workspace.transfer', ...refOf(detail), userId: person.userId, email: person.email }]
      }
      reason={person === null ? chooseOwnerText : null}
      danger
      submit={person === null ? 'Transfer' : `Transfer to ${personName(person)}`}
      onClose={onClose}
    >
      <MemberPicker
        label="New owner"
        place={listsAt.members}
        picked={person?.userId ?? null}
        onPick={setPerson}
        without={(member) => member.isMe || member.status === 'pending'}
      />
    </PlanDialog>
  );
}
