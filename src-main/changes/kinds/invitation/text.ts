import { quoted } from '../../../base/quoted.ts';
import { formatNumber } from '../../../../src-preload/shared/format/numbers.ts';
import { roleLabel } from '../../../access/access.ts';
import { noChangeNeeded } from '../../text.ts';
import type { ChangeText } from '../kind.ts';
import type { PreImageOf } from '../pre-image.ts';
import { cannotUndo, undoBy, undoNewPlaceBy } from '../undo.ts';

type Invitation = PreImageOf<'invitation'>;
type Creation = PreImageOf<'creation'>;

export const invitationText = {
  accepted: (email: string) => `${email} has already accepted the invitation.`,
  moved({ email, status }: Invitation): string {
    switch (status) {
      case 'missing':
        return `The invitation of ${email} is gone.`;
      case 'accepted':
        return `${email} has accepted the invitation.`;
      case 'pending':
        return `The invitation of ${email} is open again.`;
      case 'not-reported':
        return `The server no longer reports what became of the invitation of ${email}.`;
      case 'declined':
      case 'expired':
      case 'cancelled':
        return `The invitation of ${email} is now ${status}.`;
    }
  },
};

export const cancelText: ChangeText<'invitation.cancel', Invitation> = {
  title: ({ request }) => `Cancel the invitation of ${request.email}`,
  fact: (context, before) =>
    before === null || before.role === null ? '' : roleLabel(context.roles, before.role),
  verb: () => 'Cancel invitation',
  verbForMany: (count) => `Cancel ${formatNumber(count)} invitations`,
  undo: (context) => undoBy(context, 'member.invite', 'You can send a new invitation.'),
  done: ({ request }, _, workspaceName) =>
    `The invitation of ${request.email} to ${quoted(workspaceName)} was cancelled.`,
  noOp: ({ request }) => `The invitation of ${request.email} is no longer open.`,
  unshown: null,
};

export const acceptText: ChangeText<'invitation.accept', Creation> = {
  title: () => 'Accept the invitation',
  fact: () => 'you become a member',
  verb: () => 'Accept',
  verbForMany: () => null,
  undo: (context) =>
    undoNewPlaceBy(context, 'workspace.leave', 'You can leave again.', 'You can’t leave on your own'),
  done: () => 'You accepted the invitation.',
  noOp: () => noChangeNeeded,
  unshown: 'your list of workspaces shows nothing new',
};

export const declineText: ChangeText<'invitation.decline', Creation> = {
  title: () => 'Decline the invitation',
  fact: () => '',
  verb: () => 'Decline',
  verbForMany: () => null,
  undo: () => cannotUndo('To join later, you’ll need a new invitation.'),
  done: () => 'You declined the invitation. The server confirmed it; no list shows declined invitations.',
  noOp: () => noChangeNeeded,
  unshown: 'no list shows declined invitations',
};
