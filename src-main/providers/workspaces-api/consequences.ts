import type { ChangeRequest } from '../../../src-preload/contract/changes.ts';
import { parseExpiry } from './expiry.ts';
import { admin, labelOf, viewer } from './roles.ts';

const everybody = 'Everybody in the organization reaches it, with the role that they have there.';
const unended = 'It has no end: it works until somebody deletes it.';

/** What a change brings with it on the Workspaces API, in plain sentences for the plan. */
export function consequences(request: ChangeRequest): string[] {
  switch (request.type) {
    case 'organization.create':
      return ['You become its first Admin.', 'It can’t be deleted from here: the API has no call for that.'];
    case 'organization.update':
      return ['Everybody in the organization sees the new name.'];
    case 'workspace.create':
      return [everybody];
    case 'workspace.provision':
      return [everybody, 'Rows that the server refuses don’t stop the others.'];
    case 'workspace.update':
      return ['Everybody in the organization sees the new name.'];
    case 'workspace.clone':
      return [
        'The copy is in the same organization, so that the same people reach it, whether members are copied or not.',
        request.copySettings
          ? 'Its settings are copied too, public access among them.'
          : 'Its settings are the ones that the server gives to new workspaces.',
      ];
    case 'workspace.change-settings':
      return [
        'The settings are sent whole. Keys that Steward doesn’t know are kept as they were.',
        'Keys that you left out may stay on the server: it doesn’t say that leaving one out removes it.',
        ...(allowsPublicAccess(request.settings)
          ? ['With public access, people who aren’t members of the organization may see the workspace.']
          : []),
      ];
    case 'workspace.delete':
      return [
        'Everybody in the organization loses it, with its settings.',
        'Members and tokens stay: they are the organization’s.',
        'The documents have no way to get it back.',
      ];
    case 'member.invite':
      return [
        `Whoever accepts is in the organization as ${labelOf(request.role ?? viewer)}, and so reaches all of its workspaces.`,
        'A second invitation to the same address is refused as long as this one is pending.',
      ];
    case 'member.set-role':
      return [
        'The role holds in the organization and in all of its workspaces.',
        request.role === admin
          ? 'An Admin can do everything in the organization, also remove you and delete workspaces.'
          : `A ${labelOf(request.role)} can’t manage members, invitations, workspaces and settings.`,
      ];
    case 'member.remove':
      return [
        'They lose the organization and all of its workspaces.',
        'What becomes of the tokens that they made there the documents don’t say: delete them too if they should not work.',
      ];
    case 'invitation.cancel':
      return ['Whoever was invited can’t join with it any more. Inviting them again sends a new one.'];
    case 'token.create': {
      const expiry = parseExpiry(request.expiry);
      return [
        'The token acts as you, in all workspaces of the organization, within its scopes.',
        'Its secret is shown once.',
        ...('days' in expiry && expiry.days === null ? [unended] : []),
      ];
    }
    case 'token.delete':
      return [
        'Whatever signs in with this token stops working at once. This can’t be undone.',
        'Its entry disappears too, so that nothing shows later that it existed.',
      ];
    default:
      return [];
  }
}

const allowsPublicAccess = (settings: string): boolean => /"allow_public_access"\s*:\s*true/.test(settings);
