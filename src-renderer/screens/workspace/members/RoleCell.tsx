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
  // A cell shows another member when the list moves: what was read for one says nothing about the next.
  const [read, setRead] = useState<{ of: string; options: SelectOption<string>[] } | null>(null);
  const options = read?.of === member.userId ? read.options : null;
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
    setRead({
      of: member.userId,
      options: answer.value.map(({ id, label, description, permission }) => ({
        value: id,
        label,
        description,
        // The current role is no change, whatever the rules say about assigning it.
        disabledReason: permission.allowed || id === member.role.id ? null : permission.reason,
      })),
    });
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
