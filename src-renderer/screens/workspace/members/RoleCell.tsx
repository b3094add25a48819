import { useState } from 'react';
import type { Member } from '../../../../src-preload/contract/members.ts';
import type { WorkspaceRef } from '../../../../src-preload/contract/refs.ts';
import { Select, type SelectOption } from '../../../components/Select.tsx';
import { toast } from '../../../stores/toasts.ts';
import { Tooltip } from '../../../components/Tooltip.tsx';
import { openPlan } from '../../../stores/plan.ts';
import { personName } from '../../../lib/names.ts';

/** The role of a member, changed in place. The options and their refusals are fetched when the menu opens. */
export function RoleCell({
  member,
  workspace,
  tabIndex,
}: {
  member: Member;
  workspace: WorkspaceRef;
  tabIndex: 0 | -1;
}) {
  const isReported = member.role.id !== '';
  // A value of a choice can't be empty.
  const current = { value: isReported ? member.role.id : 'not-reported', label: member.role.label };
  const [options, setOptions] = useState<SelectOption<string>[] | null>(null);
  if (!member.actions.setRole.allowed) {
    return (
      <Tooltip text={member.actions.setRole.reason}>
        <span>{member.role.label}</span>
      </Tooltip>
    );
  }
  const load = async () => {
    const answer = await window.steward.members.roleOptions({ ...workspace, userId: member.userId });
    if (!answer.ok) {
      toast(`${answer.error.sentence} ${answer.error.nextStep}`, { tone: 'bad' });
      return;
    }
    setOptions(
      answer.value.map(({ id, label, description, permission }) => ({
        value: id,
        label,
        description,
        // The current role is no change, whatever the rules say about assigning it.
        disabledReason: permission.allowed || id === member.role.id ? null : permission.reason,
      })),
    );
  };
  const change = (role: string) => {
    if (role === current.value) return;
    void openPlan([
      { type: 'member.set-role', ...workspace, userId: member.userId, email: member.email, role },
    ]);
  };
  return (
    <Select
      look="inline"
      label={`Role of ${personName(member)}`}
      value={current.value}
      onChange={change}
      options={isReported && options !== null ? options : [current, ...(options ?? [])]}
      tabIndex={tabIndex}
      onOpenChange={(open) => {
        if (open) void load();
      }}
    />
  );
}
