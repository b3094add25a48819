import { notOffered, offered } from '../capability-table.ts';
import type { CapabilityTable } from '../provider.ts';

const documents = 'Workspaces API documents, endpoints';
const organizations = ['organization'] as const;

const noMarks = notOffered('The Workspaces API has no marks on a workspace for this.', documents);
const noAnswer = notOffered(
  'The documents have no call that answers an invitation: whoever was invited accepts it in the product.',
  documents,
);
const fixedRoles = notOffered(
  'Roles can’t be made or changed: every organization has Admin, Developer and Viewer.',
  documents,
);

export const capabilities: CapabilityTable = {
  'organization.create': offered('POST /organizations/'),
  'organization.update': offered('PATCH /organizations/{org_id}', organizations),
  'organization.delete': notOffered(
    'The documents have no call that deletes an organization. Ask whoever runs the service.',
    documents,
  ),
  'workspace.create': offered('POST /workspaces/ or /organizations/{org_id}/workspaces', organizations),
  'workspace.provision': offered('POST /workspaces/provision', organizations),
  'workspace.update': offered('PUT /workspaces/{workspace_id}'),
  'workspace.clone': offered('POST /workspaces/{workspace_id}/clone'),
  'workspace.details': offered('GET /workspaces/{workspace_id}/settings'),
  'workspace.change-settings': offered('PUT /workspaces/{workspace_id}/settings'),
  'workspace.set-default': noMarks,
  'workspace.approvals': notOffered('The Workspaces API has no approvals.', documents),
  'workspace.favourite': noMarks,
  'workspace.hide': noMarks,
  'workspace.leave': notOffered(
    'There is no call to leave: membership is the organization’s, and an Admin there removes you.',
    documents,
  ),
  'workspace.transfer': notOffered(
    'Nobody owns a workspace: its organization does. Make somebody else Admin of that instead.',
    documents,
  ),
  'workspace.delete': offered('DELETE /workspaces/{workspace_id}'),
  'workspace.open': notOffered('The documents name no web page of a workspace.', documents),
  'member.list': offered('GET /organizations/{org_id}/members', organizations),
  'member.invite': offered('POST /organizations/{org_id}/members/invite', organizations),
  'member.set-role': offered('PUT /organizations/{org_id}/members/{user_id}', organizations),
  'member.remove': offered('DELETE /organizations/{org_id}/members/{user_id}', organizations),
  'invitation.list': offered('GET /organizations/{org_id}/invitations', organizations),
  'invitation.cancel': offered('DELETE /organizations/{org_id}/invitations/{id}', organizations),
  'invitation.accept': noAnswer,
  'invitation.decline': noAnswer,
  'role.list': offered('GET /organizations/{org_id}/roles', organizations),
  'role.create': fixedRoles,
  'role.set-permissions': fixedRoles,
  'token.list': offered('GET /organizations/{org_id}/tokens', organizations),
  'token.create': offered('POST /organizations/{org_id}/tokens', organizations),
  'token.enable': notOffered(
    'A token can’t be switched off for a while: delete it and make another.',
    documents,
  ),
  'token.copy': notOffered('The secret of a token is told once, when it is made.', documents),
  'token.rotate': notOffered(
    'Make a new token, put it where the old one is used, then delete the old one.',
    documents,
  ),
  'token.probe': notOffered('Steward keeps no values of tokens, so it can’t try them.', documents),
  'token.revoke': notOffered('Deleting a token is what ends it: there is no other way.', documents),
  'token.delete': offered('DELETE /organizations/{org_id}/tokens/{token_id}', organizations),
};
