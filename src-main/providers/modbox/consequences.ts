import type { ChangeRequest } from '../../../src-preload/contract/changes.ts';
import { labelOf, owner, roles } from './roles.ts';

/** What a change brings with it on Modbox, in plain sentences for the plan. */
export function consequences(request: ChangeRequest): string[] {
  switch (request.type) {
    case 'workspace.create':
      return ['You become its owner.'];
    case 'workspace.update':
      return ['Everybody in the workspace sees the new name and description.'];
    case 'workspace.leave':
      return [
        'You lose access. An owner or admin has to add you again.',
        'Your API tokens stay valid: they are yours, not this workspace’s.',
      ];
    case 'workspace.delete':
      return [
        'Its sandboxes, images and registries go with it.',
        'All members lose access.',
        'Modbox documents no way back.',
      ];
    case 'member.invite':
      return [
        `They are a member at once, as ${labelOf(request.role ?? 'member')}: nothing has to be accepted.`,
        ...(request.role === owner ? [ownerWords] : []),
      ];
    case 'member.set-role':
      return request.role === owner
        ? [ownerWords]
        : [roles.find(({ id }) => id === request.role)?.description ?? 'Their permissions change at once.'];
    case 'member.remove':
      return [
        'They lose access to the workspace.',
        'Their API tokens are theirs and stay valid in their other workspaces.',
      ];
    case 'token.create':
      return [
        'It acts as you, in every workspace that you can reach, and has no documented end.',
        'Its secret is shown once. Steward keeps it in the vault, because Modbox ends a token only by its secret.',
      ];
    case 'token.delete':
      return ['Whatever signs in with this token stops working at once. This can’t be undone.'];
    default:
      return [];
  }
}

const ownerWords = 'An owner can do everything, also delete the workspace, and can’t be removed by others.';
