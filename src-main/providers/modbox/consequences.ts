import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import { labelOf, owner, roles } from './roles.ts';

/** What a change means on Modbox, in plain sentences for the plan. */
export function consequences(request: ChangeRequest): string[] {
  switch (request.type) {
    case 'workspace.create':
      return ['You become its owner.'];
    case 'workspace.update':
      return ['Everyone in the workspace sees the new name and description.'];
    case 'workspace.leave':
      return [
        'You lose access until an owner or admin adds you again.',
        'Your API tokens stay valid. They belong to you, not to this workspace.',
      ];
    case 'workspace.delete':
      return [
        'Its sandboxes, images and registries are deleted with it.',
        'All members lose access.',
        'Modbox documents no way to restore it.',
      ];
    case 'member.invite':
      return [
        `They become a member right away, as ${labelOf(request.role ?? 'member')}. There’s nothing to accept.`,
        ...(request.role === owner ? [ownerWords] : []),
      ];
    case 'member.set-role':
      return request.role === owner
        ? [ownerWords]
        : [
            roles.find(({ id }) => id === request.role)?.description ??
              'Their permissions change right away.',
          ];
    case 'member.remove':
      return [
        'They lose access to the workspace.',
        'Their API tokens belong to them and stay valid in their other workspaces.',
      ];
    case 'token.create':
      return [
        'It acts as you in every workspace you can access, and has no documented expiry.',
        'Its secret is shown once. Steward keeps it in the vault because Modbox needs it to delete the token.',
      ];
    case 'token.delete':
      return ['Anything that signs in with this token stops working immediately. This can’t be undone.'];
    default:
      return [];
  }
}

const ownerWords =
  'An owner can do everything, including deleting the workspace, and can’t be removed by others.';
