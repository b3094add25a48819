import { notOffered, offered } from '../capability-table.ts';
import type { CapabilityTable } from '../provider.ts';

const guide = 'Modbox’s guide “Workspaces”';
const tokens = 'Modbox’s reference, API tokens';

const noOrganizations = notOffered('Modbox has no organizations above its workspaces.', guide);
const noInvitations = notOffered('Whoever is added is a member at once: Modbox has no invitations.', guide);
const fixedRoles = notOffered('Modbox has four fixed roles.', guide);
const noMarks = (what: string) =>
  notOffered(`Modbox has no ${what}. Steward’s own stays on this device.`, guide);

export const capabilities: CapabilityTable = {
  'organization.create': noOrganizations,
  'organization.update': noOrganizations,
  'organization.delete': noOrganizations,
  'workspace.create': offered('POST /workspaces'),
  'workspace.provision': notOffered('Modbox makes workspaces one at a time. Use “Create workspace”.', guide),
  'workspace.update': offered('PUT /workspaces/{id}'),
  'workspace.clone': notOffered('Modbox can’t copy a workspace.', guide),
  'workspace.details': offered('GET /sandboxes'),
  'workspace.change-settings': notOffered(
    'A workspace of Modbox has a name and a description, and no settings.',
    guide,
  ),
  'workspace.set-default': notOffered(
    'Modbox makes a default workspace at sign-up and has no way to change it.',
    guide,
  ),
  'workspace.approvals': notOffered('Modbox has no approvals.', guide),
  'workspace.favourite': noMarks('favourites'),
  'workspace.hide': noMarks('way to hide a workspace'),
  'workspace.leave': offered('DELETE /workspaces/{id}/members/{user_id}'),
  'workspace.transfer': notOffered(
    'Modbox has no transfer of ownership. Make somebody else Owner, then change your own role.',
    guide,
  ),
  'workspace.delete': offered('DELETE /workspaces/{id}'),
  'workspace.open': notOffered(
    'Modbox documents no page of a single workspace; its dashboard is app.modbox.run.',
    guide,
  ),
  'member.list': offered('GET /workspaces/{id}'),
  'member.invite': offered('POST /workspaces/{id}/members'),
  'member.set-role': offered('PUT /workspaces/{id}/members/{user_id}'),
  'member.remove': offered('DELETE /workspaces/{id}/members/{user_id}'),
  'invitation.list': noInvitations,
  'invitation.cancel': notOffered('There is no invitation to cancel: remove the member instead.', guide),
  'invitation.accept': noInvitations,
  'invitation.decline': noInvitations,
  'role.list': fixedRoles,
  'role.create': fixedRoles,
  'role.set-permissions': fixedRoles,
  'token.list': offered('GET /api-tokens/', ['account']),
  'token.create': offered('POST /api-tokens/', ['account']),
  'token.enable': notOffered(
    'A token can’t be switched off for a while: delete it and make another.',
    tokens,
  ),
  'token.copy': notOffered('Modbox tells the secret of a token once, when it is made.', tokens),
  'token.rotate': notOffered(
    'Make a new token, put it where the old one is used, then delete the old one.',
    tokens,
  ),
  'token.probe': notOffered(
    'Modbox’s tokens are the person’s, so trying one would tell nothing of a workspace.',
    tokens,
  ),
  'token.revoke': notOffered('Modbox ends a token by deleting it.', tokens),
  'token.delete': offered('DELETE /api-tokens/{the token itself}', ['account']),
};
