import type { Capability, Scope } from '../../../src-preload/contract/capabilities.ts';
import { notOffered, offered } from '../capability-table.ts';
import type { CapabilityEntry, CapabilityTable } from '../provider.ts';
import { sources, whomToAsk } from './sources.ts';

export type ApiVariantId = 'console' | 'management';

const both: readonly Scope[] = ['organization', 'workspace'];
const base = '/api/v1/organizations';
const members = `${base}/{org}/members/ and ${base}/{org}/workspaces/{ws}/members/`;
const keys = `${base}/{org}/workspaces/{ws}/api-keys/`;

const noInvitations = notOffered(
  'Unstructured has no invitations: whoever is added is a member at once.',
  sources.organizations,
);
const fixedRoles = notOffered('Unstructured’s roles are fixed.', sources.roles);

/** What neither API variant has. */
const missing = {
  'organization.create': notOffered(
    `Only Unstructured’s representatives can create an organization. ${whomToAsk}`,
    sources.organizations,
  ),
  'organization.update': notOffered(
    `The documents describe no way of renaming an organization. ${whomToAsk}`,
    sources.organizations,
  ),
  'organization.delete': notOffered(
    `Only Unstructured’s representatives can delete an organization; all its workspaces go with it, for good. ${whomToAsk}`,
    sources.organizations,
  ),
  'workspace.provision': notOffered(
    'Unstructured makes workspaces one at a time. Use “Create workspace”.',
    sources.workspaces,
  ),
  'workspace.update': notOffered(
    `The documents describe no way of renaming a workspace. ${whomToAsk}`,
    sources.workspaces,
  ),
  'workspace.clone': notOffered('Unstructured can’t copy a workspace.', sources.workspaces),
  'workspace.details': notOffered(
    'Everything that Unstructured tells of a workspace is shown already.',
    sources.workspaces,
  ),
  'workspace.change-settings': notOffered(
    'The documents describe no settings of a workspace beside its members and keys.',
    sources.workspaces,
  ),
  'workspace.set-default': notOffered(
    'The default workspace is the one that an organization began with; it stays so.',
    sources.workspaces,
  ),
  'workspace.approvals': notOffered('Unstructured has no approvals.', sources.workspaces),
  'workspace.favourite': notOffered(
    'Unstructured keeps no favourites. Yours in Steward are kept on this device.',
    sources.workspaces,
  ),
  'workspace.hide': notOffered(
    'Unstructured can’t hide workspaces. Those that you hide in Steward are hidden on this device.',
    sources.workspaces,
  ),
  'workspace.leave': notOffered(
    'The documents describe no way to leave. Ask a Super Administrator or a Workspace Administrator to remove you.',
    sources.workspaces,
  ),
  'workspace.transfer': notOffered(
    'A workspace has no owner to transfer: it is its organization’s.',
    sources.workspaces,
  ),
  'workspace.delete': notOffered(
    `Only Unstructured’s representatives can delete a workspace. Its connectors, workflows, jobs and API keys go with it, for good; its members stay in the organization. ${whomToAsk}`,
    sources.workspaces,
  ),
  'workspace.open': notOffered(
    'The documents give no address of a workspace’s page: sign in to Unstructured and choose it in the selectors at the top.',
    sources.workspaces,
  ),
  'invitation.list': noInvitations,
  'invitation.cancel': noInvitations,
  'invitation.accept': noInvitations,
  'invitation.decline': noInvitations,
  'role.list': fixedRoles,
  'role.create': fixedRoles,
  'role.set-permissions': fixedRoles,
  'token.revoke': notOffered('API keys are switched off or deleted, not revoked.', sources.keys),
} as const satisfies Partial<Record<Capability, CapabilityEntry>>;

/** Creating is for an organization as the place; everything of keys for a workspace. */
export const capabilities: Readonly<Record<ApiVariantId, CapabilityTable>> = {
  console: {
    ...missing,
    'workspace.create': offered(sources.workspaces, ['organization']),
    'member.list': offered('the inventory that you keep', both),
    'member.invite': offered(`${sources.organizations} and ${sources.workspaces}`, both),
    'member.set-role': offered(`${sources.organizations} and ${sources.workspaces}`, both),
    'member.remove': offered(`${sources.organizations} and ${sources.workspaces}`, both),
    'token.list': offered('the inventory that you keep'),
    'token.create': offered(sources.workspaces),
    'token.enable': offered(sources.keys),
    'token.copy': notOffered(
      'Only Unstructured’s own page shows the value of a key: click the Copy icon beside it there. A value kept in Steward is used to try the key and is never shown.',
      sources.workspaces,
    ),
    'token.rotate': offered(sources.keys),
    'token.probe': offered(sources.dataApi),
    'token.delete': offered(sources.workspaces),
  },
  management: {
    ...missing,
    'workspace.create': offered(`POST ${base}/{org}/workspaces/`, ['organization']),
    'member.list': offered(`GET ${members}`, both),
    'member.invite': offered(`POST ${members}`, both),
    'member.set-role': offered(`PATCH ${members}{user}`, both),
    'member.remove': offered(`DELETE ${members}{user}`, both),
    'token.list': offered(`GET ${keys}`),
    'token.create': offered(`POST ${keys}`),
    'token.enable': offered(`PATCH ${keys}{id}`),
    'token.copy': offered(`GET ${keys}{id}/value`),
    'token.rotate': offered(sources.keys),
    'token.probe': notOffered(
      'The management API tells the value of every key again, so Steward keeps none to try. Copy it and try it where it is used.',
      `GET ${keys}{id}/value`,
    ),
    'token.delete': offered(`DELETE ${keys}{id}`),
  },
};
