import { unsupported, supported } from '../capability-table.ts';
import type { CapabilityTable, WritesAtOnce } from '../provider.ts';
import { modboxText } from './text.ts';

const guide = 'Modbox’s guide “Workspaces”';
const tokens = 'Modbox’s reference, API tokens';

const noOrganizations = unsupported(modboxText.noOrganizations, guide);
const noInvitations = unsupported(modboxText.noInvitations, guide);
const fixedRoles = unsupported(modboxText.fixedRoles, guide);
const noMarks = (what: string) => unsupported(modboxText.noMark(what), guide);

export const capabilities: CapabilityTable = {
  'organization.create': noOrganizations,
  'organization.update': noOrganizations,
  'organization.delete': noOrganizations,
  'workspace.create': supported('POST /workspaces'),
  'workspace.provision': unsupported(modboxText.oneAtATime, guide),
  'workspace.update': supported('PUT /workspaces/{id}'),
  'workspace.clone': unsupported(modboxText.noClone, guide),
  'workspace.details': supported('GET /sandboxes'),
  'workspace.change-settings': unsupported(modboxText.noSettings, guide),
  'workspace.set-default': unsupported(modboxText.fixedDefault, guide),
  'workspace.approvals': unsupported(modboxText.noApprovals, guide),
  'workspace.favourite': noMarks('favourites'),
  'workspace.hide': noMarks('way to hide a workspace'),
  'workspace.leave': supported('DELETE /workspaces/{id}/members/{user_id}'),
  'workspace.transfer': unsupported(modboxText.noTransfer, guide),
  'workspace.delete': supported('DELETE /workspaces/{id}'),
  'workspace.open': unsupported(modboxText.noWorkspacePage, guide),
  'member.list': supported('GET /workspaces/{id}'),
  'member.invite': supported('POST /workspaces/{id}/members'),
  'member.set-role': supported('PUT /workspaces/{id}/members/{user_id}'),
  'member.remove': supported('DELETE /workspaces/{id}/members/{user_id}'),
  'invitation.list': noInvitations,
  'invitation.cancel': unsupported(modboxText.nothingToCancel, guide),
  'invitation.accept': noInvitations,
  'invitation.decline': noInvitations,
  'role.list': fixedRoles,
  'role.create': fixedRoles,
  'role.set-permissions': fixedRoles,
  'token.list': supported('GET /api-tokens/', ['account']),
  'token.create': supported('POST /api-tokens/', ['account']),
  'token.enable': unsupported(modboxText.noDisabling, tokens),
  'token.copy': unsupported(modboxText.secretShownOnce, tokens),
  'token.rotate': unsupported(modboxText.noRotation, tokens),
  'token.probe': unsupported(modboxText.noProbe, tokens),
  'token.revoke': unsupported(modboxText.noRevoke, tokens),
  'token.delete': supported('DELETE /api-tokens/{the token itself}', ['account']),
};

/** Each names one member in its path. Tokens are left out: what is known of them is kept in one place of the vault. */
export const writesAtOnce: WritesAtOnce = {
  most: 4,
  of: ['member.set-role', 'member.remove'],
  source: 'PUT and DELETE /workspaces/{id}/members/{user_id}',
};
