import type { Capability } from '../../../src-preload/contract/capabilities.ts';
import { unsupported, supported } from '../capability-table.ts';
import type { CapabilityEntry, CapabilityTable } from '../provider.ts';
import type { ApiVariantId } from './sign-in.ts';

const authApi = 'auth API routes';
const publicApi = 'public API reference, WorkspaceManagementApi';

const noOrganizations = unsupported('System Initiative has no organizations above its workspaces.', authApi);
const noInvitations = unsupported(
  'An invited person is a pending member at once: System Initiative keeps no invitations beside them.',
  authApi,
);
const noCustomRoles = unsupported('System Initiative has three fixed roles.', authApi);

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
  'workspace.provision': unsupported(
    'System Initiative makes workspaces one at a time. Use “Create workspace”.',
    authApi,
  ),
  'workspace.clone': unsupported('System Initiative can’t copy a workspace.', authApi),
  'workspace.details': unsupported(
    'Everything that System Initiative tells of a workspace is shown already.',
    authApi,
  ),
  'workspace.change-settings': unsupported(
    'A workspace has no settings beside its name and approvals.',
    authApi,
  ),
  'workspace.transfer': unsupported(
    'No route transfers ownership. Give somebody else the role of Owner, then change your own.',
    authApi,
  ),
  'invitation.list': noInvitations,
  'invitation.cancel': unsupported(
    'There is no invitation to cancel: remove the pending member instead.',
    authApi,
  ),
  'invitation.accept': noInvitations,
  'invitation.decline': noInvitations,
  'role.list': noCustomRoles,
  'role.create': noCustomRoles,
  'role.set-permissions': noCustomRoles,
  'token.enable': unsupported(
    'A token can’t be switched off for a while: revoke it and make another.',
    authApi,
  ),
  'token.copy': unsupported('The secret of a token is told once, when it is made.', authApi),
  'token.rotate': unsupported(
    'Make a new token, put it where the old one is used, then revoke the old one.',
    authApi,
  ),
  'token.probe': unsupported('Steward keeps no values of tokens, so it can’t try them.', authApi),
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
const notPublic = (what: string) =>
  unsupported(`The public API does not offer ${what}. Add a connection to the auth API for it.`, publicApi);

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
