import { unsupported, supported } from '../capability-table.ts';
import type { CapabilityTable } from '../provider.ts';

const userScoped = 'Workspace guide, user-scoped endpoints';
const management = 'Workspace guide, workspace management endpoints';
const whole = 'Workspace guide, endpoint families';
const handbook = 'Portal handbook';

const noOrganizations = unsupported(
  'SYSTEM has no organizations to manage: an institution is only an id that a workspace carries.',
  whole,
);
const noTokens = unsupported(
  'SYSTEM has no API tokens: people sign in, and their sessions end by themselves.',
  whole,
);
const noMark = (what: string) =>
  unsupported(`SYSTEM keeps no mark for ${what}; Steward’s own works instead.`, whole);

/** What SYSTEM offers, and what its documents don't have, with what to do instead. */
export const capabilities: CapabilityTable = {
  'organization.create': noOrganizations,
  'organization.update': noOrganizations,
  'organization.delete': noOrganizations,
  'workspace.create': supported(`${management}: POST /web/v1/workspaces/self`),
  'workspace.provision': unsupported(
    'Everybody creates one workspace, their own: there is no way to make many.',
    'Workspace guide, WORKSPACE.ALREADY_OWNS_WORKSPACE',
  ),
  'workspace.update': supported(`${handbook}: POST /web/v1/workspaces/{id}/update`),
  'workspace.clone': unsupported('SYSTEM can’t copy a workspace.', whole),
  'workspace.details': supported(`${handbook}: GET /web/v1/workspaces/{id}`),
  'workspace.change-settings': unsupported(
    'A workspace has no settings beside its name and time zone.',
    whole,
  ),
  'workspace.set-default': supported(`${userScoped}: POST …/{workspaceBizId}/default`),
  'workspace.approvals': unsupported('SYSTEM has no approvals to switch.', whole),
  'workspace.favourite': noMark('favourites'),
  'workspace.hide': noMark('hidden workspaces'),
  'workspace.leave': supported(`${userScoped}: POST …/{workspaceBizId}/leave`),
  'workspace.transfer': supported(`${handbook}: POST /workspaces/admin/{id}/ownership/{newOwnerId}`),
  'workspace.delete': unsupported(
    'SYSTEM documents no way to delete a workspace. Ask whoever runs the portal.',
    whole,
  ),
  'workspace.open': unsupported(
    'SYSTEM documents no web address that shows a workspace. Open your portal.',
    whole,
  ),
  'member.list': supported('Proposed: GET /web/v1/workspaces/{workspaceId}/members'),
  'member.invite': supported(`${management}: POST …/{workspaceBizId}/invitations`),
  'member.set-role': supported(`${management}: POST …/{workspaceId}/members/role/change`),
  'member.remove': unsupported(
    'SYSTEM documents no way to remove somebody else: people leave by themselves. Give them a role without permissions, or ask whoever runs the portal.',
    whole,
  ),
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
