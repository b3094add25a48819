import type { Directory } from '../../directory.ts';
import type { Organization } from '../../tables/organizations.ts';
import type { Workspace } from '../../tables/workspaces.ts';
import { idOf, systemName } from './names.ts';
import { done, refuse, type Outcome } from './outcome.ts';
import type { Call } from './request.ts';

export interface InOrganization {
  readonly organization: Organization;
  readonly role: string;
}

export interface InWorkspace extends InOrganization {
  readonly workspace: Workspace;
}

/** Access is membership of the organization; operations need the role Admin. */
export type Need = 'member' | 'Admin';

/**
 * Lets the caller into an organization. An organization's token opens that one only, for what its scopes name,
 * and never for more than its owner may do.
 */
export function enterOrganization(
  call: Call,
  organizationId: string | null,
  need: Need,
  denied: () => Outcome<never> = refuse.notInOrganization,
): Outcome<InOrganization> {
  const { directory, person, token } = call;
  const organization =
    organizationId === null ? null : directory.organizations.byId(organizationId, systemName);
  if (!organization) return refuse.notFound('Organization');
  const role = directory.organizations.roleOf(organization.id, person.id);
  if (role === null || (token && token.organizationId !== organization.id)) return denied();
  if (need === 'Admin' && role !== 'Admin') return refuse.adminNeeded();
  return done({ organization, role });
}

/** For the endpoints under `/organizations/{org}`, which have an error of their own. */
export function enterByPath(call: Call, need: Need): Outcome<InOrganization> {
  return enterOrganization(
    call,
    idOf(call.directory, 'organization', call.params['org']),
    need,
    refuse.organizationAccessDenied,
  );
}

function workspaceOfPath(call: Call): Workspace | null {
  const id = idOf(call.directory, 'workspace', call.params['ws']);
  const workspace = id === null ? null : call.directory.workspaces.byId(id, systemName);
  return workspace?.deletedAt === null ? workspace : null;
}

/** A workspace named in the path, with or without its organization before it. */
export function enterWorkspace(call: Call, need: Need): Outcome<InWorkspace> {
  const { directory, params } = call;
  const workspace = workspaceOfPath(call);
  const organizationId = workspace && directory.organizations.organizationIdOf(workspace.id);
  if (params['org'] === undefined) {
    if (!workspace) return refuse.notFound('Workspace');
    const entered = enterOrganization(call, organizationId, need);
    return entered.ok ? done({ ...entered.value, workspace }) : entered;
  }
  const entered = enterByPath(call, need);
  if (!entered.ok) return entered;
  if (!workspace || organizationId !== entered.value.organization.id) return refuse.notFound('Workspace');
  return done({ ...entered.value, workspace });
}

/** Not deleted, in the order of creation. */
export function workspacesOf(directory: Directory, organizationId: string): Workspace[] {
  return directory.organizations
    .workspaceIdsOf(organizationId)
    .map((id) => directory.workspaces.byId(id, systemName))
    .filter((workspace) => workspace !== null)
    .filter((workspace) => workspace.deletedAt === null);
}

/** The organizations that the caller's token or session opens. */
export function organizationsOf({ directory, person, token }: Call): InOrganization[] {
  const mine = directory.organizations.ofPerson(person.id, systemName);
  return token ? mine.filter(({ organization }) => organization.id === token.organizationId) : mine;
}
