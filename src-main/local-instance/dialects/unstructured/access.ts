import type { Directory } from '../../directory.ts';
import type { Organization } from '../../tables/organizations.ts';
import type { Person } from '../../tables/people.ts';
import type { Workspace } from '../../tables/workspaces.ts';
import { done, refuse, type Outcome } from './outcome.ts';
import { mayDo, type Grants } from './roles.ts';
import { systemName } from './session.ts';

/** The request that a route answers. */
export interface Call {
  readonly directory: Directory;
  readonly person: Person;
  readonly params: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface InOrganization {
  readonly organization: Organization;
  readonly role: string;
}

export interface InWorkspace extends InOrganization {
  readonly workspace: Workspace;
  readonly workspaceRole: string | null;
}

/** A member of the organization with this right. For anyone else the organization doesn't exist. */
export function enter(call: Call, grants?: Grants): Outcome<InOrganization> {
  const { directory, params, person } = call;
  const organization = directory.organizations.byId(params['org'] ?? '', systemName);
  const role = organization && directory.organizations.roleOf(organization.id, person.id);
  if (!organization || role === null) return refuse.organizationNotFound();
  if (grants && !mayDo(grants, role, null)) return refuse.roleNeeded(grants.organization);
  return done({ organization, role });
}

/** In a workspace of the organization, with this right by either role. */
export function enterWorkspace(call: Call, grants?: Grants): Outcome<InWorkspace> {
  const { directory, params, person } = call;
  const entered = enter(call);
  if (!entered.ok) return entered;
  const workspace = directory.workspaces.byId(params['ws'] ?? '', systemName);
  if (
    !workspace ||
    directory.organizations.organizationIdOf(workspace.id) !== entered.value.organization.id
  ) {
    return refuse.workspaceNotFound();
  }
  const workspaceRole = directory.memberships.roleOf(workspace.id, person.id);
  if (grants && !mayDo(grants, entered.value.role, workspaceRole)) {
    return refuse.roleNeeded([...grants.organization, ...grants.workspace]);
  }
  return done({ ...entered.value, workspace, workspaceRole });
}
