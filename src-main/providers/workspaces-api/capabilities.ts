import { unsupported, supported } from '../capability-table.ts';
import type { CapabilityTable } from '../provider.ts';

const documents = 'Workspaces API documents, endpoints';
const organizations = ['organization'] as const;

const noMarks = unsupported('The Workspaces API has no marks on a workspace for this.', documents);
const noAnswer = unsupported(
  'The documents have no call that answers an invitation: whoever was invited accepts it in the product.',
  documents,
);
const fixedRoles = unsupported(
  'Roles can’t be made or changed: every organization has Admin, Developer and Viewer.',
  documents,
);

export const capabilities: CapabilityTable = {
  'organization.create': supported('POST /organizations/'),
  'organization.update': supported('PATCH /organizations/{org_id}', organizations),
  'organization.delete': unsupported(
    'The documents have no call that deletes an organization. Ask whoever runs the service.',
    documents,
  ),
  'workspace.create': supported('POST /workspaces/ or /organizations/{org_id}/workspaces', organizations),
  'workspace.provision': supported('POST /workspaces/provision', organizations),
  'workspace.update': supported('PUT /workspaces/{workspace_id}'),
  'workspace.clone': supported('POST /workspaces/{workspace_id}/clone'),
  'workspace.details': supported('GET /workspaces/{workspace_id}/settings'),
  'workspace.change-settings': supported('PUT /workspaces/{workspace_id}/settings'),
  'workspace.set-default': noMarks,
  'workspace.approvals': unsupported('The Workspaces API has no approvals.', documents),
  'workspace.favourite': noMarks,
  'workspace.hide': noMarks,
  'workspace.leave': unsupported(
    'There is no call to leave: membership is the organization’s, and an Admin there removes you.',
    documents,
  ),
  'workspace.transfer': unsupported(
    'Nobody owns a workspace: its organization does. Make somebody else Admin of that instead.',
    documents,
  ),
  'workspace.delete': supported('DELETE /workspaces/{workspace_id}'),
  'workspace.open': unsupported('The documents name no web page of a workspace.', documents),
  'member.list': supported('GET /organizations/{org_id}/members', organizations),
  'member.invite': supported('POST /organizations/{org_id}/members/invite', organizations),
  'member.set-role': supported('PUT /organizations/{org_id}/members/{user_id}', organizations),
  'member.remove': supported('DELETE /organizations/{org_id}/members/{user_id}', organizations),
  'invitation.list': supported('GET /organizations/{org_id}/invitations', organizations),
  'invitation.cancel': supported('DELETE /organizations/{org_id}/invitations/{id}', organizations),
  'invitation.accept': noAnswer,
  'invitation.decline': noAnswer,
  'role.list': supported('GET /organizations/{org_id}/roles', organizations),
  'role.create': fixedRoles,
  'role.set-permissions': fixedRoles,
  'token.list': supported('GET /organizations/{org_id}/tokens', organizations),
  'token.create': supported('POST /organizations/{org_id}/tokens', organizations),
  'token.enable': unsupported(
    'A token can’t be switched off for a while: delete it and make another.',
    documents,
  ),
  'token.copy': unsupported('The secret of a token is told once, when it is made.', documents),
  'token.rotate': unsupported(
    'Make a new token, put it where the old one is used, then delete the old one.',
    documents,
  ),
  'token.probe': unsupported('Steward keeps no values of tokens, so it can’t try them.', documents),
  'token.revoke': unsupported('Deleting a token is what ends it: there is no other way.', documents),
  'token.delete': supported('DELETE /organizations/{org_id}/tokens/{token_id}', organizations),
};
