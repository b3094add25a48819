import type { Capability, Scope } from '../../../src-preload/contract/capabilities.ts';
import { unsupported, supported } from '../capability-table.ts';
import type { CapabilityEntry, CapabilityTable } from '../provider.ts';
import { sources, contactSales } from './sources.ts';

export type ApiVariantId = 'console' | 'management';

const both: readonly Scope[] = ['organization', 'workspace'];
const base = '/api/v1/organizations';
const members = `${base}/{org}/members/ and ${base}/{org}/workspaces/{ws}/members/`;
const keys = `${base}/{org}/workspaces/{ws}/api-keys/`;

const noInvitations = unsupported(
  'Unstructured has no invitations: whoever is added is a member at once.',
  sources.organizations,
);
const fixedRoles = unsupported('Unstructured’s roles are fixed.', sources.roles);

/** What neither API variant has. */
const missing = {
  'organization.create': unsupported(
    `Only Unstructured’s representatives can create an organization. ${contactSales}`,
    sources.organizations,
  ),
  'organization.update': unsupported(
    `The documents describe no way of renaming an organization. ${contactSales}`,
    sources.organizations,
  ),
  'organization.delete': unsupported(
    `Only Unstructured’s representatives can delete an organization; all its workspaces go with it, for good. ${contactSales}`,
    sources.organizations,
  ),
  'workspace.provision': unsupported(
    'Unstructured makes workspaces one at a time. Use “Create workspace”.',
    sources.workspaces,
  ),
  'workspace.update': unsupported(
    `The documents describe no way of renaming a workspace. ${contactSales}`,
    sources.workspaces,
  ),
  'workspace.clone': unsupported('Unstructured can’t copy a workspace.', sources.workspaces),
  'workspace.details': unsupported(
    'Everything that Unstructured tells of a workspace is shown already.',
    sources.workspaces,
  ),
  'workspace.change-settings': unsupported(
    'The documents describe no settings of a workspace beside its members and keys.',
    sources.workspaces,
  ),
  'workspace.set-default': unsupported(
    'The default workspace is the one that an organization began with; it stays so.',
    sources.workspaces,
  ),
  'workspace.approvals': unsupported('Unstructured has no approvals.', sources.workspaces),
  'workspace.favourite': unsupported(
    'Unstructured keeps no favourites. Yours in Steward are kept on this device.',
    sources.workspaces,
  ),
  'workspace.hide': unsupported(
    'Unstructured can’t hide workspaces. Those that you hide in Steward are hidden on this device.',
    sources.workspaces,
  ),
  'workspace.leave': unsupported(
    'The documents describe no way to leave. Ask a Super Administrator or a Workspace Administrator to remove you.',
    sources.workspaces,
  ),
  'workspace.transfer': unsupported(
    'A workspace has no owner to transfer: it is its organization’s.',
    sources.workspaces,
  ),
  'workspace.delete': unsupported(
    `Only Unstructured’s representatives can delete a workspace. Its connectors, workflows, jobs and API keys go with it, for good; its members stay in the organization. ${contactSales}`,
    sources.workspaces,
  ),
  'workspace.open': unsupported(
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
  'token.revoke': unsupported('API keys are switched off or deleted, not revoked.', sources.keys),
} as const satisfies Partial<Record<Capability, CapabilityEntry>>;

/** Creating is for an organization as the place; everything of keys for a workspace. */
export const capabilities: Readonly<Record<ApiVariantId, CapabilityTable>> = {
  console: {
    ...missing,
    'workspace.create': supported(sources.workspaces, ['organization']),
    'member.list': supported('the inventory that you keep', both),
    'member.invite': supported(`${sources.organizations} and ${sources.workspaces}`, both),
    'member.set-role': supported(`${sources.organizations} and ${sources.workspaces}`, both),
    'member.remove': supported(`${sources.organizations} and ${sources.workspaces}`, both),
    'token.list': supported('the inventory that you keep'),
    'token.create': supported(sources.workspaces),
    'token.enable': supported(sources.keys),
    'token.copy': unsupported(
      'Only Unstructured’s own page shows the value of a key: click the Copy icon beside it there. A value kept in Steward is used to try the key and is never shown.',
      sources.workspaces,
    ),
    'token.rotate': supported(sources.keys),
    'token.probe': supported(sources.dataApi),
    'token.delete': supported(sources.workspaces),
  },
  management: {
    ...missing,
    'workspace.create': supported(`POST ${base}/{org}/workspaces/`, ['organization']),
    'member.list': supported(`GET ${members}`, both),
    'member.invite': supported(`POST ${members}`, both),
    'member.set-role': supported(`PATCH ${members}{user}`, both),
    'member.remove': supported(`DELETE ${members}{user}`, both),
    'token.list': supported(`GET ${keys}`),
    'token.create': supported(`POST ${keys}`),
    'token.enable': supported(`PATCH ${keys}{id}`),
    'token.copy': supported(`GET ${keys}{id}/value`),
    'token.rotate': supported(sources.keys),
    'token.probe': unsupported(
      'The management API tells the value of every key again, so Steward keeps none to try. Copy it and try it where it is used.',
      `GET ${keys}{id}/value`,
    ),
    'token.delete': supported(`DELETE ${keys}{id}`),
  },
};
