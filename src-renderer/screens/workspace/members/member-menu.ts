import { Crown, Eraser, History, ShieldQuestion, Trash2, UserCog } from 'lucide-react';
import type { Member } from '../../../../src-preload/contract/members.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { copyEmailItem, copyIdItem, copyLinkItem } from '../../../components/overlays/copy-items.ts';
import type { MenuItem } from '../../../components/overlays/Menu.tsx';
import { openDialog } from '../../../stores/dialogs.ts';
import { copyPersonLink } from '../../../stores/place-link.ts';
import { openPlan } from '../../../stores/plan/plan.ts';
import { showPermissions } from '../../../stores/roles.ts';
import { refOf } from '../../../stores/workspace.ts';
import { personName } from '../../../lib/names.ts';
import { reasonOf } from '../../../lib/permissions.ts';

interface MemberMenuOptions {
  /** The place on screen. */
  shown: WorkspaceDetail;
  /** Whose roster it is. */
  place: WorkspaceDetail;
  onChangeRole: () => void;
  onRemove: () => void;
  onRemoveEntry: () => void;
}

/** Shows what is known about a member over time. */
export const openMember = (member: Member, place: WorkspaceDetail) => {
  const { userId, email } = member;
  openDialog({
    type: 'person-history',
    person: { connectionId: refOf(place).connectionId, userId, email, name: personName(member) },
  });
};

/** What can be done with one member of a roster. */
export function memberMenu(
  member: Member,
  { shown, place, onChangeRole, onRemove, onRemoveEntry }: MemberMenuOptions,
): MenuItem[] {
  const { userId, email } = member;
  return [
    {
      label: 'Change role…',
      icon: UserCog,
      key: 'r',
      disabledReason: reasonOf(member.actions.setRole),
      onSelect: onChangeRole,
    },
    {
      label: 'View permissions',
      icon: ShieldQuestion,
      key: 'p',
      onSelect: () => showPermissions(refOf(shown), { userId, name: personName(member) }),
    },
    {
      label: 'View history…',
      icon: History,
      key: 'h',
      onSelect: () => openMember(member, place),
    },
    copyEmailItem(email),
    copyIdItem(userId),
    ...(email === '' ? [] : [copyLinkItem(() => copyPersonLink(email))]),
    'separator',
    ...(place.permissions['workspace.transfer'].allowed && !member.isMe && member.status === 'active'
      ? [
          {
            label: 'Transfer ownership…',
            icon: Crown,
            danger: true,
            onSelect: () => void openPlan([{ type: 'workspace.transfer', ...refOf(place), userId, email }]),
          },
        ]
      : []),
    {
      label: 'Remove…',
      icon: Trash2,
      key: 'Delete',
      danger: true,
      disabledReason: reasonOf(member.actions.remove),
      onSelect: onRemove,
    },
    ...(member.enteredAt.state === 'known'
      ? [{ label: 'Remove from inventory…', icon: Eraser, onSelect: onRemoveEntry }]
      : []),
  ];
}
