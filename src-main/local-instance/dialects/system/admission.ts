import type { Directory } from '../../directory.ts';
import type { CustomRole } from '../../tables/custom-roles.ts';
import type { Person } from '../../tables/people.ts';
import type { Workspace } from '../../tables/workspaces.ts';
import { done, fail, type Outcome } from './failures.ts';
import { systemName } from './identity.ts';
import type { PermissionCode } from './rules.ts';
import { customRole, ownerRole, type ResponseFormat } from './wire.ts';

/** What a route knows of the request it answers. */
export interface Call {
  readonly directory: Directory;
  readonly person: Person;
  readonly params: Readonly<Record<string, string>>;
  readonly query: unknown;
  readonly body: unknown;
  readonly format: ResponseFormat;
}

export interface Admitted {
  readonly workspace: Workspace;
  readonly role: CustomRole;
}

/** The role of a member; memberships of this system hold its id. */
export function roleIn(directory: Directory, workspaceId: string, personId: string): CustomRole | null {
  const id = directory.memberships.roleOf(workspaceId, personId);
  return id === null ? null : directory.customRoles.byId(id);
}

export function isOwner(role: CustomRole): boolean {
  return role.kind === ownerRole;
}

/** The workspace exists → the caller is in it → their role allows it. Null: any role will do. */
export function admit(call: Call, permission: PermissionCode | 'owner' | null): Outcome<Admitted> {
  const { directory, person, params } = call;
  const workspace = directory.workspaces.byId(params['workspaceId'] ?? '', systemName);
  if (!workspace || workspace.deletedAt !== null) return fail('workspaceNotFound');
  const role = roleIn(directory, workspace.id, person.id);
  if (!role) return fail('notMember');
  if (permission === null || isOwner(role)) return done({ workspace, role });
  if (permission === 'owner') return fail('notOwner');
  return role.permissions.includes(permission) ? done({ workspace, role }) : fail('permissionDenied');
}

export function addRole(
  directory: Directory,
  role: Pick<CustomRole, 'workspaceId' | 'kind' | 'name' | 'description' | 'permissions'> &
    Partial<Pick<CustomRole, 'id' | 'createdAt'>>,
): CustomRole {
  const added = { id: directory.newId(), createdAt: directory.now(), ...role };
  directory.customRoles.add(added);
  return added;
}

export function addOwnerRole(
  directory: Directory,
  workspaceId: string,
  fixed: Partial<Pick<CustomRole, 'id' | 'createdAt'>> = {},
): CustomRole {
  return addRole(directory, {
    workspaceId,
    kind: ownerRole,
    name: 'Owner',
    description: 'May do everything',
    permissions: [],
    ...fixed,
  });
}

const joinerName = 'Member';

/**
 * The role of a new member, and of an owner who handed over. Invitations name none, and the handbooks don't say which it is; here it is a
 * custom role that may look at the workspace, made when the first one needs it.
 */
export function joinerRole(
  directory: Directory,
  workspaceId: string,
  fixed: Partial<Pick<CustomRole, 'id' | 'createdAt'>> = {},
): CustomRole {
  return (
    directory.customRoles.byName(workspaceId, joinerName) ??
    addRole(directory, {
      workspaceId,
      kind: customRole,
      name: joinerName,
      description: 'For everybody who joins',
      permissions: ['workspace:read'],
      ...fixed,
    })
  );
}
