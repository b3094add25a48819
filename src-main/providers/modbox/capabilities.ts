import { unsupported, supported } from '../capability-table.ts';
import type { CapabilityTable } from '../provider.ts';

const guide = 'Modbox’s guide “Workspaces”';
const tokens = 'Modbox’s reference, API tokens';

const noOrganizations = unsupported('Modbox has no organizations above its workspaces.', guide);
const noInvitations = unsupported('Whoever is added is a member at once: Modbox has no invitations.', guide);
const fixedRoles = unsupported('Modbox has four fixed roles.', guide);
const noMarks = (what: string) =>
  unsupported(`Modbox has no ${what}. Steward’s own stays on this device.`, guide);

export const capabilities: CapabilityTable = {
  'organization.create': noOrganizations,
  'organization.update': noOrganizations,
  'organization.delete': noOrganizations,
  'workspace.create': supported('POST /workspaces'),
  'workspace.provision': unsupported('Modbox makes workspaces one at a time. Use “Create workspace”.', guide),
  'workspace.update': supported('PUT /workspaces/{id}'),
  'workspace.clone': unsupported('Modbox can’t copy a workspace.', guide),
  'workspace.details': supported('GET /sandboxes'),
  'workspace.change-settings': unsupported(
    'A workspace of Modbox has a name and a description, and no settings.',
    guide,
  ),
  'workspace.set-default': unsupported(
    'Modbox makes a default workspace at sign-up and has no way to change it.',
    guide,
  ),
  'workspace.approvals': unsupported('Modbox has no approvals.', guide),
  'workspace.favourite': noMarks('favourites'),
  'workspace.hide': noMarks('way to hide a workspace'),
  'workspace.leave': supported('DELETE /workspaces/{id}/members/{user_id}'),
  'workspace.transfer': unsupported(
    'Modbox has no transfer of ownership. Make somebody else Owner, then change your own role.',
    guide,
  ),
  'workspace.delete': supported('DELETE /workspaces/{id}'),
  'workspace.open': unsupported(
    'Modbox documents no page of a single workspace; its dashboard is app.modbox.run.',
    guide,
  ),
  'member.list': supported('GET /workspaces/{id}'),
  'member.invite': supported('POST /workspaces/{id}/members'),
  'member.set-role': supported('PUT /workspaces/{id}/members/{user_id}'),
  'member.remove': supported('DELETE /workspaces/{id}/members/{user_id}'),
  'invitation.list': noInvitations,
  'invitation.cancel': unsupported('There is no invitation to cancel: remove the member instead.', guide),
  'invitation.accept': noInvitations,
  'invitation.decline': noInvitations,
  'role.list': fixedRoles,
  'role.create': fixedRoles,
  'role.set-permissions': fixedRoles,
  'token.list': supported('GET /api-tokens/', ['account']),
  'token.create': supported('POST /api-tokens/', ['account']),
  'token.enable': unsupported(
    'A token can’t be switched off for a while: delete it and make another.',
    tokens,
  ),
  'token.copy': unsupported('Modbox tells the secret of a token once, when it is made.', tokens),
  'token.rotate': unsupported(
    'Make a new token, put it where the old one is used, then delete the old one.',
    tokens,
  ),
  'token.probe': unsupported(
    'Modbox’s tokens are the person’s, so trying one would tell nothing of a workspace.',
    tokens,
  ),
  'token.revoke': unsupported('Modbox ends a token by deleting it.', tokens),
  'token.delete': supported('DELETE /api-tokens/{the token itself}', ['account']),
};
