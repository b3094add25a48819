import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import { isWorkspace } from './place-ids.ts';
import { billingAdmin, developer, superAdmin, workspaceAdmin } from './roles.ts';

const resourcesStay = 'Connectors, workflows and jobs they created stay.';

/** What a change means on Unstructured, in plain sentences for the plan. */
export function consequences(request: ChangeRequest): string[] {
  switch (request.type) {
    case 'workspace.create':
      return [
        'The organization’s Super Administrators can access it right away. Everyone else has to be added.',
        'Only Unstructured’s representatives can delete it.',
      ];
    case 'member.invite':
      return isWorkspace(request.workspaceId)
        ? [
            'They can access the workspace right away.',
            ...roleConsequences(request.workspaceId, request.role),
          ]
        : [
            'They become a member of the organization right away, but of none of its workspaces. Add them to each one separately.',
            ...roleConsequences(request.workspaceId, request.role),
          ];
    case 'member.set-role':
      return roleConsequences(request.workspaceId, request.role);
    case 'member.remove':
      return isWorkspace(request.workspaceId)
        ? [
            'They lose access to the workspace and stay in the organization.',
            'A Super Administrator of the organization keeps access.',
            resourcesStay,
          ]
        : [
            'They’re also removed from all workspaces of the organization.',
            'Adding them to the organization again doesn’t restore their workspaces. You’d have to add them to each one.',
            resourcesStay,
            'If they have a personal account, it isn’t affected.',
          ];
    case 'token.create':
      return [
        'Anyone with the key can call Unstructured’s API for this workspace only. It doesn’t expire.',
        'You can copy its value again from the list of keys. One page of the documentation says it’s shown only once, so store it.',
      ];
    case 'token.enable':
      return request.enabled
        ? ['Anything that still has this key can call the API again.']
        : ['Anything that uses this key stops working until it’s enabled again.'];
    case 'token.rotate':
      return [
        'Steward creates a new key. The old one works until you’ve replaced it and it’s deleted.',
        'Deleting the old key is permanent.',
      ];
    case 'token.delete':
      return [
        'Anything that uses this key stops working immediately.',
        'This is permanent: a deleted key can’t be recovered. Disable it instead if you may need it again.',
      ];
    default:
      return [];
  }
}

function roleConsequences(placeId: string, role: string | null): string[] {
  if (isWorkspace(placeId)) {
    if (role === workspaceAdmin) {
      return [
        'A Workspace Administrator adds and removes members, assigns roles, and creates and deletes keys.',
      ];
    }
    return role === developer ? ['A Developer can view, create and delete the workspace’s API keys.'] : [];
  }
  if (role === superAdmin) {
    return [
      'A Super Administrator manages the organization’s members and can access every workspace without being added.',
    ];
  }
  return role === billingAdmin
    ? ['A Billing Administrator can view usage and costs and change the payment information.']
    : [];
}

/** What becomes of the keys of those who are removed. */
export const tokensAfter = ({ type }: ChangeRequest): string[] =>
  type === 'member.remove' ? ['API keys they created stay and keep working.'] : [];
