import type { Capability } from '../../../src-preload/contract/capabilities.ts';
import { notOffered, offered } from '../capability-table.ts';
import type { CapabilityEntry, CapabilityTable } from '../provider.ts';
import type { ApiVariantId } from './sign-in.ts';

const authApi = 'auth API routes';
const publicApi = 'public API reference, WorkspaceManagementApi';

const noOrganizations = notOffered('System Initiative has no organizations above its workspaces.', authApi);
const noInvitations = notOffered(
  'An invited person is a pending member at once: System Initiative keeps no invitations beside them.',
  authApi,
);
const noCustomRoles = notOffered('System Initiative has three fixed roles.', authApi);

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
  'workspace.provision': notOffered(
    'System Initiative makes workspaces one at a time. Use “Create workspace”.',
    authApi,
  ),
  'workspace.clone': notOffered('System Initiative can’t copy a workspace.', authApi),
  'workspace.details': notOffered(
    'Everything that System Initiative tells of a workspace is shown already.',
    authApi,
  ),
  'workspace.change-settings': notOffered(
    'A workspace has no settings beside its name and approvals.',
    authApi,
  ),
  'workspace.transfer': notOffered(
    'No route transfers ownership. Give somebody else the role of Owner, then change your own.',
    authApi,
  ),
  'invitation.list': noInvitations,
  'invitation.cancel': notOffered(
    'There is no invitation to cancel: remove the pending member instead.',
    authApi,
  ),
  'invitation.accept': noInvitations,
  'invitation.decline': noInvitations,
  'role.list': noCustomRoles,
  'role.create': noCustomRoles,
  'role.set-permissions': noCustomRoles,
  'token.enable': notOffered(
    'A token can’t be switched off for a while: revoke it and make another.',
    authApi,
  ),
  'token.copy': notOffered('The secret of a token is told once, when it is made.', authApi),
  'token.rotate': notOffered(
    'Make a new token, put it where the old one is used, then revoke the old one.',
    authApi,
  ),
  'token.probe': notOffered('Steward keeps no values of tokens, so it can’t try them.', authApi),
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
  'workspace.create': offered('POST /workspaces/new'),
  'workspace.update': offered('PATCH /workspaces/:id'),
  'workspace.leave': offered('DELETE /workspace/:id/leave'),
  'workspace.delete': offered('DELETE /workspaces/:id'),
  'workspace.open': offered('the instance’s web app'),
  'member.list': offered('GET /workspace/:id/members'),
  'member.invite': offered('POST /workspace/:id/members'),
  'member.set-role': offered('POST /workspace/:id/membership'),
  'member.remove': offered('DELETE /workspace/:id/members'),
};

/** The public API has no routes for tokens, the default, favourites, hiding and approvals. */
const notPublic = (what: string) =>
  notOffered(`The public API does not offer ${what}. Add a connection to the auth API for it.`, publicApi);

export const capabilities: Readonly<Record<ApiVariantId, CapabilityTable>> = {
  auth: {
    ...missing,
    ...workspaces,
    'workspace.set-default': offered('PATCH /workspaces/:id/setDefault'),
    'workspace.approvals': offered('PATCH /workspaces/:id/approvalsEnabled'),
    'workspace.favourite': offered('PATCH /workspaces/:id/favourite'),
    'workspace.hide': offered('PATCH /workspaces/:id/setHidden'),
    'token.list': offered('GET /workspaces/:id/authTokens'),
    'token.create': offered('POST /workspaces/:id/authTokens'),
    'token.revoke': offered('POST /workspaces/:id/authTokens/:tid/revoke'),
    'token.delete': offered('DELETE /workspaces/:id/authTokens/:tid'),
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
