import { unsupported, supported } from '../capability-table.ts';
import type { CapabilityTable } from '../provider.ts';
import { systemText } from './text.ts';

const userScoped = 'Workspace guide, user-scoped endpoints';
const management = 'Workspace guide, workspace management endpoints';
const whole = 'Workspace guide, endpoint families';
const handbook = 'Portal handbook';

const noOrganizations = unsupported(systemText.noOrganizations, whole);
const noTokens = unsupported(systemText.noTokens, whole);
const noMark = (what: string) => unsupported(systemText.noMark(what), whole);

/** What SYSTEM offers, and what its documents don't have, with what to do instead. */
export const capabilities: CapabilityTable = {
  'organization.create': noOrganizations,
  'organization.update': noOrganizations,
  'organization.delete': noOrganizations,
  'workspace.create': supported(`${management}: POST /web/v1/workspaces/self`),
  'workspace.provision': unsupported(
    systemText.oneOwnWorkspace,
    'Workspace guide, WORKSPACE.ALREADY_OWNS_WORKSPACE',
  ),
  'workspace.update': supported(`${handbook}: POST /web/v1/workspaces/{id}/update`),
  'workspace.clone': unsupported(systemText.noClone, whole),
  'workspace.details': supported(`${handbook}: GET /web/v1/workspaces/{id}`),
  'workspace.change-settings': unsupported(systemText.noSettings, whole),
  'workspace.set-default': supported(`${userScoped}: POST …/{workspaceBizId}/default`),
  'workspace.approvals': unsupported(systemText.noApprovals, whole),
  'workspace.favourite': noMark('favourites'),
  'workspace.hide': noMark('hidden workspaces'),
  'workspace.leave': supported(`${userScoped}: POST …/{workspaceBizId}/leave`),
  'workspace.transfer': supported(`${handbook}: POST /workspaces/admin/{id}/ownership/{newOwnerId}`),
  'workspace.delete': unsupported(systemText.noDelete, whole),
  'workspace.open': unsupported(systemText.noWorkspacePage, whole),
  'member.list': supported('Proposed: GET /web/v1/workspaces/{workspaceId}/members'),
  'member.invite': supported(`${management}: POST …/{workspaceBizId}/invitations`),
  'member.set-role': supported(`${management}: POST …/{workspaceId}/members/role/change`),
  'member.remove': unsupported(systemText.noRemoval, whole),
  'invitation.list': supported(`${handbook}: GET …/{workspaceBizId}/invitations`),
  'invitation.cancel': supported(`${handbook}: POST …/invitations/cancel`),
  'invitation.accept': supported(`${handbook}: POST /web/v1/users/self/invitations/{id}/accept`),
  'invitation.decline': supported(`${handbook}: POST /web/v1/users/self/invitations/{id}/decline`),
  'role.list': supported(`${management}: GET …/{workspaceId}/roles`),
  'role.create': supported(`${management}: POST …/{workspaceId}/roles`),
  'role.set-permissions': supported(`${handbook}: POST …/roles/{roleId}/permissions`),
  'token.list': noTokens,
  'token.create': noTokens,
  'token.enable': noTokens,
  'token.copy': noTokens,
  'token.rotate': noTokens,
  'token.probe': noTokens,
  'token.revoke': noTokens,
  'token.delete': noTokens,
};
