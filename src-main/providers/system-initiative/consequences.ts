import type { ChangeRequest } from '../../../src-preload/contract/changes.ts';
import { approver, labelOf, owner } from './roles.ts';

/** What a change brings with it on System Initiative, in plain sentences for the plan. */
export function consequences(request: ChangeRequest): string[] {
  switch (request.type) {
    case 'workspace.create':
      return [
        'You become its owner. Nobody can take that over: ownership can’t be transferred.',
        ...(request.isDefault ? [sharedDefault] : []),
      ];
    case 'workspace.update':
      return ['Everybody in the workspace sees the new name and description.'];
    case 'workspace.set-default':
      return [sharedDefault];
    case 'workspace.approvals':
      return request.enabled
        ? ['Collaborators’ change sets need an Approver or Owner before they are applied.']
        : ['Everybody can apply change sets without anybody’s approval.'];
    case 'workspace.favourite':
      return ['System Initiative keeps one favourite mark per workspace: it changes for every member.'];
    case 'workspace.hide':
      return ['System Initiative keeps one hidden mark per workspace: it changes for every member.'];
    case 'workspace.leave':
      return [
        'You lose access. Somebody else has to invite you again.',
        'Tokens that you made in this workspace stay valid. Revoke them first if they should not.',
      ];
    case 'workspace.delete':
      return [
        'Every token of the workspace is revoked at once.',
        'Resources that it created keep running and may cost money; the workspace no longer manages them.',
        'All members lose access.',
        'Only support@systeminit.com can restore it.',
      ];
    case 'member.invite':
      return [
        request.role === null
          ? 'An invited person always arrives as Collaborator.'
          : `An invited person always arrives as Collaborator; the role ${labelOf(request.role)} is given in a second step.`,
        'System Initiative can’t resend an invitation.',
      ];
    case 'member.set-role':
      return roleConsequences(request.role);
    case 'member.remove':
      return [
        'They lose access to the workspace.',
        'Tokens that they made in this workspace stay valid. Revoke them too if they should not.',
      ];
    case 'token.create':
      return [
        'The token acts as you, and in every workspace that you can reach, not only in this one.',
        'Its secret is shown once. It stays valid when you leave the workspace, until it expires or is revoked.',
      ];
    case 'token.revoke':
      return ['Whatever signs in with this token stops working at once. This can’t be undone.'];
    case 'token.delete':
      return [
        'Whatever signs in with this token stops working at once. This can’t be undone.',
        'Its entry disappears too, so that nothing shows later that it existed.',
      ];
    default:
      return [];
  }
}

const sharedDefault =
  'The default mark is on the workspace itself: it changes for every member, not only for you.';

function roleConsequences(role: string): string[] {
  const instance = 'The instance learns of it when somebody opens its refresh page, or at the next sign-in.';
  switch (role) {
    case owner:
      return [
        'An Owner can do everything, also delete the workspace, and can’t be removed as long as they are one.',
        instance,
      ];
    case approver:
      return ['An Approver can approve and apply change sets, and invite and remove members.', instance];
    default:
      return [
        'A Collaborator proposes change sets and can no longer approve them or manage members.',
        instance,
      ];
  }
}
