import type { Capability, Scope } from '../../../src-preload/contract/capabilities.ts';
import { unsupported, supported } from '../capability-table.ts';
import type { CapabilityEntry, CapabilityTable, WritesAtOnce } from '../provider.ts';
import { sources } from './sources.ts';
import { unstructuredText } from './text.ts';

export type ApiVariantId = 'console' | 'management';

const both: readonly Scope[] = ['organization', 'workspace'];
const base = '/api/v1/organizations';
const members = `${base}/{org}/members/ and ${base}/{org}/workspaces/{ws}/members/`;
const keys = `${base}/{org}/workspaces/{ws}/api-keys/`;

const noInvitations = unsupported(unstructuredText.noInvitations, sources.organizations);
const fixedRoles = unsupported(unstructuredText.fixedRoles, sources.roles);

/** What neither API variant has. */
const missing = {
  'organization.create': unsupported(unstructuredText.noOrganizationCreate, sources.organizations),
  'organization.update': unsupported(unstructuredText.noOrganizationRename, sources.organizations),
  'organization.delete': unsupported(unstructuredText.noOrganizationDelete, sources.organizations),
  'workspace.provision': unsupported(unstructuredText.oneAtATime, sources.workspaces),
  'workspace.update': unsupported(unstructuredText.noRename, sources.workspaces),
  'workspace.clone': unsupported(unstructuredText.noClone, sources.workspaces),
  'workspace.details': unsupported(unstructuredText.noDetails, sources.workspaces),
  'workspace.change-settings': unsupported(unstructuredText.noSettings, sources.workspaces),
  'workspace.set-default': unsupported(unstructuredText.fixedDefault, sources.workspaces),
  'workspace.approvals': unsupported(unstructuredText.noApprovals, sources.workspaces),
  'workspace.favourite': unsupported(unstructuredText.noFavourites, sources.workspaces),
  'workspace.hide': unsupported(unstructuredText.noHiding, sources.workspaces),
  'workspace.leave': unsupported(unstructuredText.noLeave, sources.workspaces),
  'workspace.transfer': unsupported(unstructuredText.noTransfer, sources.workspaces),
  'workspace.delete': unsupported(unstructuredText.noDelete, sources.workspaces),
  'workspace.open': unsupported(unstructuredText.noWorkspacePage, sources.workspaces),
  'invitation.list': noInvitations,
  'invitation.cancel': noInvitations,
  'invitation.accept': noInvitations,
  'invitation.decline': noInvitations,
  'role.list': fixedRoles,
  'role.create': fixedRoles,
  'role.set-permissions': fixedRoles,
  'token.revoke': unsupported(unstructuredText.noRevoke, sources.keys),
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
    'token.copy': unsupported(unstructuredText.noCopyInConsole, sources.workspaces),
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
    'token.probe': unsupported(unstructuredText.noProbe, `GET ${keys}{id}/value`),
    'token.delete': supported(`DELETE ${keys}{id}`),
  },
};

/** The management API’s: each names one member or key in its path. */
export const writesAtOnce: WritesAtOnce = {
  most: 4,
  of: ['member.set-role', 'member.remove', 'token.enable', 'token.delete'],
  source: `PATCH and DELETE ${members}{user_id}, ${keys}{id}`,
};
