import { useEffect, useState } from 'react';
import type { Member } from '../../../../src-preload/contract/members.ts';
import type { WorkspaceRef } from '../../../../src-preload/contract/refs.ts';
import type { OpenedControl } from '../../../components/grid/grid-types.ts';
import { OpenSelect, type SelectOption } from '../../../components/fields/Select.tsx';
import { toast } from '../../../stores/toasts.ts';
import { openPlan } from '../../../stores/plan/plan.ts';

async function optionsFor(
  workspace: WorkspaceRef,
  { userId, role }: Member,
): Promise<SelectOption<string>[]> {
  const answer = await window.steward.members.roleOptions({ ...workspace, userId });
  if (!answer.ok) {
    toast(`${answer.error.sentence} ${answer.error.nextStep}`, { tone: 'bad' });
    return [];
  }
  return answer.value.map(({ id, label, description, permission }) => ({
    value: id,
    label,
    description,
    // The current role is no change, whatever the rules say about assigning it.
    disabledReason: permission.allowed || id === role.id ? null : permission.reason,
  }));
}

/** The roles that a member can be given. They and their refusals are fetched when it opens. */
export function RoleChoice({
  member,
  workspace,
  opened,
}: {
  member: Member;
  workspace: WorkspaceRef;
  opened: OpenedControl;
}) {
  const isReported = member.role.id !== '';
  // A value of a choice can't be empty.
  const current = { value: isReported ? member.role.id : 'not-reported', label: member.role.label };
  const [options, setOptions] = useState<SelectOption<string>[]>([]);
  useEffect(() => {
    let isGone = false;
    void optionsFor(workspace, member).then((read) => {
      if (!isGone) setOptions(read);
    });
    return () => {
      isGone = true;
    };
  }, [workspace, member]);
  const change = (role: string) => {
    if (role === current.value) return;
    const { userId, email } = member;
    void openPlan([{ type: 'member.set-role', ...workspace, userId, email, role }]);
  };
  return (
    <OpenSelect
      {...opened}
      value={current.value}
      onChange={change}
      options={isReported && options.length > 0 ? options : [current, ...options]}
    />
  );
}
