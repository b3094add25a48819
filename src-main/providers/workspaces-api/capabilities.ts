import { unsupported, supported } from '../capability-table.ts';
import type { CapabilityTable } from '../provider.ts';
import { workspacesApiText } from './text.ts';
import { commonText } from '../text.ts';

const documents = 'Workspaces API documents, endpoints';
const organizations = ['organization'] as const;

const noMarks = unsupported(workspacesApiText.noMarks, documents);
const noAnswer = unsupported(workspacesApiText.noAnswer, documents);
const fixedRoles = unsupported(workspacesApiText.fixedRoles, documents);

export const capabilities: CapabilityTable = {
  'organization.create': supported('POST /organizations/'),
  'organization.update': supported('PATCH /organizations/{org_id}', organizations),
  'organization.delete': unsupported(workspacesApiText.noOrganizationDelete, documents),
  'workspace.create': supported('POST /workspaces/ or /organizations/{org_id}/workspaces', organizations),
  'workspace.provision': supported('POST /workspaces/provision', organizations),
  'workspace.update': supported('PUT /workspaces/{workspace_id}'),
  'workspace.clone': supported('POST /workspaces/{workspace_id}/clone'),
  'workspace.details': supported('GET /workspaces/{workspace_id}/settings'),
  'workspace.change-settings': supported('PUT /workspaces/{workspace_id}/settings'),
  'workspace.set-default': noMarks,
  'workspace.approvals': unsupported(workspacesApiText.noApprovals, documents),
  'workspace.favourite': noMarks,
  'workspace.hide': noMarks,
  'workspace.leave': unsupported(workspacesApiText.noLeave, documents),
  'workspace.transfer': unsupported(workspacesApiText.noTransfer, documents),
  'workspace.delete': supported('DELETE /workspaces/{workspace_id}'),
  'workspace.open': unsupported(workspacesApiText.noWorkspacePage, documents),
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
  'token.enable': unsupported(workspacesApiText.noDisabling, documents),
  'token.copy': unsupported(commonText.secretShownOnce, documents),
  'token.rotate': unsupported(workspacesApiText.noRotation, documents),
  'token.probe': unsupported(commonText.noProbe, documents),
  'token.revoke': unsupported(workspacesApiText.noRevoke, documents),
  'token.delete': supported('DELETE /organizations/{org_id}/tokens/{token_id}', organizations),
};
