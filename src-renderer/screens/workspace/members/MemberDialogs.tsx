import type { Member } from '../../../../src-preload/contract/members.ts';
import type { SystemFacts } from '../../../../src-preload/contract/system.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { RemoveEntryDialog } from '../lists/RemoveEntryDialog.tsx';
import { InviteDialog } from '../invite/InviteDialog.tsx';
import { personName } from '../../../lib/names.ts';
import { ChangeMatchingRoleDialog, type MatchingRule } from './ChangeMatchingRoleDialog.tsx';
import { ChangeRoleDialog } from './ChangeRoleDialog.tsx';

/** The open dialog of a roster. `role-of-all`: for all members that a search selects. */
export type MemberDialog =
  | { dialog: 'invite' }
  | { dialog: 'role'; people: readonly Member[] }
  | { dialog: 'role-of-all'; rule: MatchingRule }
  | { dialog: 'remove-entry'; member: Member };

interface MemberDialogsProps {
  open: MemberDialog | null;
  /** Whose roster it is. */
  place: WorkspaceDetail;
  facts: SystemFacts;
  /** How many are selected, as far as counted. */
  selected: number | null;
  /** `done`: the selected members were changed. */
  onClose: (done: boolean) => void;
}

/** The dialogs of a roster, one at a time. */
export function MemberDialogs({ open, place, facts, selected, onClose }: MemberDialogsProps) {
  const close = () => onClose(false);
  switch (open?.dialog) {
    case undefined:
      return null;
    case 'invite':
      return <InviteDialog detail={place} facts={facts} onClose={close} />;
    case 'role':
      return <ChangeRoleDialog detail={place} people={open.people} onClose={onClose} />;
    case 'role-of-all':
      return <ChangeMatchingRoleDialog detail={place} rule={open.rule} size={selected} onClose={onClose} />;
    case 'remove-entry':
      return (
        <RemoveEntryDialog
          place={place}
          entry={{ name: personName(open.member), what: { of: 'member', userId: open.member.userId } }}
          onClose={close}
        />
      );
  }
}
