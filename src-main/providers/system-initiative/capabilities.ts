import type { Capability } from '../../../src-preload/contract/capabilities.ts';
import { unsupported, supported } from '../capability-table.ts';
import type { CapabilityEntry, CapabilityTable, WritesAtOnce } from '../provider.ts';
import type { ApiVariantId } from './sign-in.ts';
import { systemInitiativeText } from './text.ts';
import { commonText } from '../text.ts';

const authApi = 'auth API routes';
const publicApi = 'public API reference, WorkspaceManagementApi';

const noOrganizations = unsupported(systemInitiativeText.noOrganizations, authApi);
const noInvitations = unsupported(systemInitiativeText.noInvitations, authApi);
const noCustomRoles = unsupported(systemInitiativeText.fixedRoles, authApi);

const missing: Record<
  | 'organization.create'
  | 'organization.update'
  | 'organization.delete'
  | 'workspace.provision'
  | 'workspace.clone'
  | 'workspace.details'
  | 'workspace.change-settings'
  | 'workspace.transfer'
  | 'invitation.list'
  | 'invitation.cancel'
  | 'invitation.accept'
  | 'invitation.decline'
  | 'role.list'
  | 'role.create'
  | 'role.set-permissions'
  | 'token.enable'
  | 'token.copy'
  | 'token.rotate'
  | 'token.probe',
  CapabilityEntry
> = {
  'organization.create': noOrganizations,
  'organization.update': noOrganizations,
  'organization.delete': noOrganizations,
  'workspace.provision': unsupported(systemInitiativeText.oneAtATime, authApi),
  'workspace.clone': unsupported(systemInitiativeText.noClone, authApi),
  'workspace.details': unsupported(systemInitiativeText.noDetails, authApi),
  'workspace.change-settings': unsupported(systemInitiativeText.noSettings, authApi),
  'workspace.transfer': unsupported(systemInitiativeText.noTransfer, authApi),
  'invitation.list': noInvitations,
  'invitation.cancel': unsupported(systemInitiativeText.nothingToCancel, authApi),
  'invitation.accept': noInvitations,
  'invitation.decline': noInvitations,
  'role.list': noCustomRoles,
  'role.create': noCustomRoles,
  'role.set-permissions': noCustomRoles,
  'token.enable': unsupported(systemInitiativeText.noDisabling, authApi),
  'token.copy': unsupported(commonText.secretShownOnce, authApi),
  'token.rotate': unsupported(systemInitiativeText.noRotation, authApi),
  'token.probe': unsupported(commonText.noProbe, authApi),
};

const workspaces: Record<
  | 'workspace.create'
  | 'workspace.update'
  | 'workspace.leave'
  | 'workspace.delete'
  | 'workspace.open'
  | 'member.list'
  | 'member.invite'
  | 'member.set-role'
  | 'member.remove',
  CapabilityEntry
> = {
  'workspace.create': supported('POST /workspaces/new'),
  'workspace.update': supported('PATCH /workspaces/:id'),
  'workspace.leave': supported('DELETE /workspace/:id/leave'),
  'workspace.delete': supported('DELETE /workspaces/:id'),
  'workspace.open': supported('the instance’s web app'),
  'member.list': supported('GET /workspace/:id/members'),
  'member.invite': supported('POST /workspace/:id/members'),
  'member.set-role': supported('POST /workspace/:id/membership'),
  'member.remove': supported('DELETE /workspace/:id/members'),
};

/** The public API has no routes for tokens, the default, favourites, hiding and approvals. */
const notPublic = (what: string) => unsupported(systemInitiativeText.notPublic(what), publicApi);

export const capabilities: Readonly<Record<ApiVariantId, CapabilityTable>> = {
  auth: {
    ...missing,
    ...workspaces,
    'workspace.set-default': supported('PATCH /workspaces/:id/setDefault'),
    'workspace.approvals': supported('PATCH /workspaces/:id/approvalsEnabled'),
    'workspace.favourite': supported('PATCH /workspaces/:id/favourite'),
    'workspace.hide': supported('PATCH /workspaces/:id/setHidden'),
    'token.list': supported('GET /workspaces/:id/authTokens'),
    'token.create': supported('POST /workspaces/:id/authTokens'),
    'token.revoke': supported('POST /workspaces/:id/authTokens/:tid/revoke'),
    'token.delete': supported('DELETE /workspaces/:id/authTokens/:tid'),
  },
  public: {
    ...missing,
    ...workspaces,
    'workspace.set-default': notPublic('a default workspace'),
    'workspace.approvals': notPublic('switching approvals'),
    'workspace.favourite': notPublic('favourites'),
    'workspace.hide': notPublic('hiding workspaces'),
    'token.list': notPublic('tokens'),
    'token.create': notPublic('tokens'),
    'token.revoke': notPublic('tokens'),
    'token.delete': notPublic('tokens'),
  },
} satisfies Record<ApiVariantId, Record<Capability, CapabilityEntry>>;

/** Each names one member or token by its id. Removal names an e-mail, which several members may have. */
export const writesAtOnce: Readonly<Record<ApiVariantId, WritesAtOnce>> = {
  auth: {
    most: 4,
    of: ['member.set-role', 'token.revoke', 'token.delete'],
    source: 'POST /workspace/:id/membership, POST …/authTokens/:tid/revoke and DELETE …/authTokens/:tid',
  },
  public: { most: 4, of: ['member.set-role'], source: 'POST …/update_member_access' },
};
