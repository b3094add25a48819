import type { ChangeRequest } from '../../../src-preload/contract/changes.ts';
import { isWorkspace } from './place-ids.ts';
import { billingAdmin, developer, superAdmin, workspaceAdmin } from './roles.ts';

const resourcesStay =
  'Connectors, workflows, jobs and API keys that they made stay, and their keys keep working.';

/** What a change brings with it on Unstructured, in plain sentences for the plan. */
export function consequences(request: ChangeRequest): string[] {
  switch (request.type) {
    case 'workspace.create':
      return [
        'The organization’s Super Administrators reach it at once; everybody else has to be added to it.',
        'Only Unstructured’s representatives can delete it again.',
      ];
    case 'member.invite':
      return isWorkspace(request.workspaceId)
        ? ['They reach the workspace at once.', ...roleConsequences(request.workspaceId, request.role)]
        : [
            'They are a member of the organization at once, but of none of its workspaces: they have to be added to each.',
            ...roleConsequences(request.workspaceId, request.role),
          ];
    case 'member.set-role':
      return roleConsequences(request.workspaceId, request.role);
    case 'member.remove':
      return isWorkspace(request.workspaceId)
        ? [
            'They lose access to the workspace and stay in the organization.',
            'A Super Administrator of the organization still reaches it.',
            resourcesStay,
          ]
        : [
            'They are removed from all workspaces of the organization too.',
            'Adding them back to the organization doesn’t bring them back into its workspaces: that has to be done one by one.',
            resourcesStay,
            'Their personal account, if they have one, stays as it is.',
          ];
    case 'token.create':
      return [
        'Whoever has the key can call Unstructured’s API for this workspace, and for no other. It doesn’t expire.',
        'Its value can be copied again from the list of keys; one page of the documents says that it is shown once, so keep it.',
      ];
    case 'token.enable':
      return request.enabled
        ? ['Whatever still has this key can call the API again.']
        : ['Whatever uses this key stops working until it is switched on again.'];
    case 'token.rotate':
      return [
        'A new key is made; the old one works until it is deleted, after you have put the new one in its place.',
        'Deleting the old key is permanent.',
      ];
    case 'token.delete':
      return [
        'Whatever uses this key stops working at once.',
        'This is permanent: a deleted key can’t be recovered. Switch it off instead if you may need it again.',
      ];
    default:
      return [];
  }
}

function roleConsequences(placeId: string, role: string | null): string[] {
  if (isWorkspace(placeId)) {
    if (role === workspaceAdmin) {
      return ['A Workspace Administrator adds and removes members, gives roles, and makes and deletes keys.'];
    }
    return role === developer ? ['A Developer sees, makes and deletes the workspace’s API keys.'] : [];
  }
  if (role === superAdmin) {
    return [
      'A Super Administrator manages the organization’s members and reaches every workspace without being added to it.',
    ];
  }
  return role === billingAdmin
    ? ['A Billing Administrator sees usage and costs and changes the payment information.']
    : [];
}
