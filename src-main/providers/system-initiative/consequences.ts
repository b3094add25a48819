import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import { approver, labelOf, owner } from './roles.ts';

/** What a change means on System Initiative, in plain sentences for the plan. */
export function consequences(request: ChangeRequest): string[] {
  switch (request.type) {
    case 'workspace.create':
      return [
        'You become its owner. Ownership can’t be transferred later.',
        ...(request.isDefault ? [sharedDefault] : []),
      ];
    case 'workspace.update':
      return ['Everyone in the workspace sees the new name and description.'];
    case 'workspace.set-default':
      return [sharedDefault];
    case 'workspace.approvals':
      return request.enabled
        ? ['Collaborators’ change sets need an Approver or Owner before they’re applied.']
        : ['Everyone can apply change sets without approval.'];
    case 'workspace.favourite':
      return ['System Initiative has one favourite mark per workspace, so it changes for every member.'];
    case 'workspace.hide':
      return ['System Initiative has one hidden mark per workspace, so it changes for every member.'];
    case 'workspace.leave':
      return ['You lose access. To rejoin, you’ll need a new invitation.'];
    case 'workspace.delete':
      return [
        'Every token of the workspace is revoked immediately.',
        'Resources it created keep running and may cost money. The workspace no longer manages them.',
        'All members lose access.',
        'Only support@systeminit.com can restore it.',
      ];
    case 'member.invite':
      return [
        request.role === null
          ? 'Invited people always join as Collaborator.'
          : `Invited people always join as Collaborator. Steward then changes the role to ${labelOf(request.role)} in a second step.`,
        'System Initiative can’t resend an invitation.',
      ];
    case 'member.set-role':
      return roleConsequences(request.role);
    case 'member.remove':
      return ['They lose access to the workspace.'];
    case 'token.create':
      return [
        'The token acts as you in every workspace you can access, not only in this one.',
        'Its secret is shown once. It stays valid after you leave the workspace, until it expires or is revoked.',
      ];
    case 'token.revoke':
      return ['Anything that signs in with this token stops working immediately. This can’t be undone.'];
    case 'token.delete':
      return [
        'Anything that signs in with this token stops working immediately. This can’t be undone.',
        'Its entry is removed too, leaving no record that it existed.',
      ];
    default:
      return [];
  }
}

const sharedDefault = 'The default mark belongs to the workspace, so it changes for every member.';

function roleConsequences(role: string): string[] {
  const instance =
    'The instance applies the change when its refresh page is opened or the member next signs in.';
  switch (role) {
    case owner:
      return [
        'An Owner can do everything, including deleting the workspace, and can’t be removed while they’re Owner.',
        instance,
      ];
    case approver:
      return ['An Approver can approve and apply change sets, and invite and remove members.', instance];
    default:
      return ['A Collaborator can propose change sets, but can’t approve them or manage members.', instance];
  }
}

/** What becomes of the tokens of those who leave or are removed. */
export function tokensAfter({ type }: ChangeRequest): string[] {
  switch (type) {
    case 'workspace.leave':
      return ['Tokens you created in this workspace stay valid. Revoke them first if they shouldn’t.'];
    case 'member.remove':
      return ['Tokens they created in this workspace stay valid. Revoke them too if they shouldn’t.'];
    default:
      return [];
  }
}
