import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import { parseExpiry } from './expiry.ts';
import { admin, labelOf, viewer } from './roles.ts';

const everybody = 'Everyone in the organization can access it, with their role there.';
const unended = 'It never expires and works until it’s deleted.';

/** What a change means on the Workspaces API, in plain sentences for the plan. */
export function consequences(request: ChangeRequest): string[] {
  switch (request.type) {
    case 'organization.create':
      return [
        'You become its first Admin.',
        'You can’t delete it from here, because the API has no call for that.',
      ];
    case 'organization.update':
      return ['Everyone in the organization sees the new name.'];
    case 'workspace.create':
      return [everybody];
    case 'workspace.provision':
      return [everybody, 'Rows that the server rejects don’t stop the others.'];
    case 'workspace.update':
      return ['Everyone in the organization sees the new name.'];
    case 'workspace.clone':
      return [
        'The copy stays in the same organization, so the same people can access it even without copying members.',
        request.copySettings
          ? 'Its settings are copied too, including public access.'
          : 'It gets the server’s settings for new workspaces.',
      ];
    case 'workspace.change-settings':
      return [
        'Settings are sent as a whole. Keys that Steward doesn’t know are sent unchanged.',
        'Keys you remove may remain on the server. Its documentation doesn’t say that omitting one deletes it.',
        ...(allowsPublicAccess(request.settings)
          ? ['With public access, people outside the organization may see the workspace.']
          : []),
      ];
    case 'workspace.delete':
      return [
        'Everyone in the organization loses access to it, and its settings are deleted.',
        'Members and tokens stay, because they belong to the organization.',
        'The documentation describes no way to restore it.',
      ];
    case 'member.invite':
      return [
        `On accepting, they join the organization as ${labelOf(request.role ?? viewer)} and can access all of its workspaces.`,
        'A second invitation to the same address is rejected while this one is pending.',
      ];
    case 'member.set-role':
      return [
        'The role applies to the organization and all of its workspaces.',
        request.role === admin
          ? 'An Admin can do everything in the organization, including removing you and deleting workspaces.'
          : `A ${labelOf(request.role)} can’t manage members, invitations, workspaces or settings.`,
      ];
    case 'member.remove':
      return ['They lose access to the organization and all of its workspaces.'];
    case 'invitation.cancel':
      return ['The invitation stops working. Inviting them again sends a new one.'];
    case 'token.create': {
      const expiry = parseExpiry(request.expiry);
      return [
        'The token acts as you in all workspaces of the organization, within its scopes.',
        'Its secret is shown once.',
        ...('days' in expiry && expiry.days === null ? [unended] : []),
      ];
    }
    case 'token.delete':
      return [
        'Anything that signs in with this token stops working immediately. This can’t be undone.',
        'Its entry is removed too, leaving no record that it existed.',
      ];
    default:
      return [];
  }
}

const allowsPublicAccess = (settings: string): boolean => /"allow_public_access"\s*:\s*true/.test(settings);

/** What becomes of the tokens of those who are removed. */
export const tokensAfter = ({ type }: ChangeRequest): string[] =>
  type === 'member.remove'
    ? ['The documentation doesn’t say what happens to their tokens. Delete them too if they shouldn’t work.']
    : [];
