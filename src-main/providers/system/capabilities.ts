import { notOffered, offered } from '../capability-table.ts';
import type { CapabilityTable } from '../provider.ts';

const userScoped = 'Workspace guide, user-scoped endpoints';
const management = 'Workspace guide, workspace management endpoints';
const whole = 'Workspace guide, endpoint families';
const handbook = 'Portal handbook';

const noOrganizations = notOffered(
  'SYSTEM has no organizations to manage: an institution is only an id that a workspace carries.',
  whole,
);
const noTokens = notOffered(
  'SYSTEM has no API tokens: people sign in, and their sessions end by themselves.',
  whole,
);
const noMark = (what: string) =>
  notOffered(`SYSTEM keeps no mark for ${what}; Steward’s own works instead.`, whole);

/** What SYSTEM offers, and what its documents don't have, with what to do instead. */
export const capabilities: CapabilityTable = {
  'organization.create': noOrganizations,
  'organization.update': noOrganizations,
  'organization.delete': noOrganizations,
  'workspace.create': offered(`${management}: POST /web/v1/workspaces/self`),
  'workspace.provision': notOffered(
    'Everybody creates one workspace, their own: there is no way to make many.',
    'Workspace guide, WORKSPACE.ALREADY_OWNS_WORKSPACE',
  ),
  'workspace.update': offered(`${handbook}: POST /web/v1/workspaces/{id}/update`),
  'workspace.clone': notOffered('SYSTEM can’t copy a workspace.', whole),
  'workspace.details': offered(`${handbook}: GET /web/v1/workspaces/{id}`),
  'workspace.change-settings': notOffered(
    'A workspace has no settings beside its name and time zone.',
    whole,
  ),
  'workspace.set-default': offered(`${userScoped}: POST …/{workspaceBizId}/default`),
  'workspace.approvals': notOffered('SYSTEM has no approvals to switch.', whole),
  'workspace.favourite': noMark('favourites'),
  'workspace.hide': noMark('hidden workspaces'),
  'workspace.leave': offered(`${userScoped}: POST …/{workspaceBizId}/leave`),
  'workspace.transfer': offered(`${handbook}: POST /workspaces/admin/{id}/ownership/{newOwnerId}`),
  'workspace.delete': notOffered(
    'SYSTEM documents no way to delete a workspace. Ask whoever runs the portal.',
    whole,
  ),
  'workspace.open': notOffered(
    'SYSTEM documents no web address that shows a workspace. Open your portal.',
    whole,
  ),
  'member.list': offered('Proposed: GET /web/v1/workspaces/{workspaceId}/members'),
  'member.invite': offered(`${management}: POST …/{workspaceBizId}/invitations`),
  'member.set-role': offered(`${management}: POST …/{workspaceId}/members/role/change`),
  'member.remove': notOffered(
    'SYSTEM documents no way to remove somebody else: people leave by themselves. Give them a role without permissions, or ask whoever runs the portal.',
    whole,
  ),
  'invitation.list': offered(`${handbook}: GET …/{workspaceBizId}/invitations`),
  'invitation.cancel': offered(`${handbook}: POST …/invitations/cancel`),
  'invitation.accept': offered(`${handbook}: POST /web/v1/users/self/invitations/{id}/accept`),
  'invitation.decline': offered(`${handbook}: POST /web/v1/users/self/invitations/{id}/decline`),
  'role.list': offered(`${management}: GET …/{workspaceId}/roles`),
  'role.create': offered(`${management}: POST …/{workspaceId}/roles`),
  'role.set-permissions': offered(`${handbook}: POST …/roles/{roleId}/permissions`),
  'token.list': noTokens,
  'token.create': noTokens,
  'token.enable': noTokens,
  'token.copy': noTokens,
  'token.rotate': noTokens,
  'token.probe': noTokens,
  'token.revoke': noTokens,
  'token.delete': noTokens,
};
