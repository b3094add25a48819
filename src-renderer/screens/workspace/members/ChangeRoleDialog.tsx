import { useState } from 'react';
import type { Member } from '../../../../src-preload/contract/members.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { plural } from '../../../../src-preload/shared/format/numbers.ts';
import { RadioCards } from '../../../components/fields/RadioCards.tsx';
import { usePlanForm } from '../../../stores/plan/plan-form.ts';
import { refOf } from '../../../stores/workspace.ts';
import { PlanDialog } from '../../../components/overlays/PlanDialog.tsx';
import { personName } from '../../../lib/names.ts';
import { roleCards } from './role-cards.ts';
import { allHaveRoleText, alreadyHasRoleText } from './text.ts';
import { useQuery } from '../../../stores/useQuery.ts';
import { usePlaceText } from '../usePlaceText.ts';

/** The roles to choose from; for one person each with its permission. */
function useRoleOptions({ workspace, roles }: WorkspaceDetail, single: Member | undefined) {
  const { connectionId, id: workspaceId } = workspace;
  const { value, error } = useQuery(
    single === undefined ? null : ['role-options', connectionId, workspaceId, single.userId],
    () => window.steward.members.roleOptions({ connectionId, workspaceId, userId: single?.userId ?? '' }),
  );
  if (single === undefined || value === null) return { options: roleCards(roles), error };
  const current = single.role.id;
  const options = value.map(({ id, label, description, permission }) => ({
    value: id,
    label: id === current ? `${label} (current)` : label,
    description,
    disabledReason: permission.allowed || id === current ? null : permission.reason,
  }));
  return { options, error };
}

/** One role for the picked members. Those who have it already are skipped; the review shows who can't be given it. */
export function ChangeRoleDialog({
  detail,
  people,
  onClose,
}: {
  detail: WorkspaceDetail;
  people: readonly Member[];
  onClose: (done: boolean) => void;
}) {
  const [first] = people;
  const single = people.length === 1 ? first : undefined;
  const [role, setRole] = useState(single?.role.id ?? '');
  const { options, error } = useRoleOptions(detail, single);
  const changing = people.filter((member) => member.role.id !== role);
  const already = people.length - changing.length;
  const unchanged = people.length === 1 ? alreadyHasRoleText : allHaveRoleText;
  return (
    <PlanDialog
      title={
        single === undefined
          ? `Change role for ${people.length} people`
          : `Change role for ${personName(single)}`
      }
      description={usePlaceText(detail)}
      form={usePlanForm()}
      changes={() =>
        changing.map(({ userId, email }) => ({
          type: 'member.set-role',
          ...refOf(detail),
          userId,
          email,
          role,
        }))
      }
      errors={[error]}
      reason={role === '' ? 'Choose a role first.' : changing.length === 0 ? unchanged : null}
      submit="Change role"
      left={
        role !== '' && already > 0 && changing.length > 0
          ? `${plural(already, 'person', 'people')} already ${already === 1 ? 'has' : 'have'} this role`
          : undefined
      }
      onClose={(applied) => onClose(applied !== null)}
    >
      <RadioCards label="Role" hideLabel value={role} onChange={setRole} options={options} />
    </PlanDialog>
  );
}
