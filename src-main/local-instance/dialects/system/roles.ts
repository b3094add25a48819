import { addRole, admit, isOwner, type Call } from './admission.ts';
import type { Success } from './envelope.ts';
import { done, fail, type Outcome } from './failures.ts';
import { bodies, validate, type PermissionCode } from './rules.ts';
import { customRole, roleOnWire } from './wire.ts';
import { ok } from './workspaces.ts';

export function listRoles(call: Call): Outcome<Success> {
  const admitted = admit(call, 'workspace:role:read');
  if (!admitted.ok) return admitted;
  const roles = call.directory.customRoles.of(admitted.value.workspace.id);
  return ok(roles.map((role) => roleOnWire(role, call.format)));
}

/** A new role allows nothing until its permissions are set. */
export function createRole(call: Call): Outcome<Success> {
  const admitted = admit(call, 'workspace:role:write');
  if (!admitted.ok) return admitted;
  const body = validate(bodies.createRole, call.body);
  if (!body.ok) return body;
  const { directory } = call;
  const workspaceId = admitted.value.workspace.id;
  const { roleName, description } = body.value;
  if (directory.customRoles.byName(workspaceId, roleName)) return fail('roleNameExists');
  const role = addRole(directory, {
    workspaceId,
    kind: customRole,
    name: roleName,
    description,
    permissions: [],
  });
  return ok(roleOnWire(role, call.format), '2001');
}

function admitToRole(call: Call, permission: PermissionCode) {
  const admitted = admit(call, permission);
  if (!admitted.ok) return admitted;
  const role = call.directory.customRoles.byId(call.params['roleId'] ?? '');
  return role?.workspaceId === admitted.value.workspace.id ? done(role) : fail('roleNotFound');
}

export function getPermissions(call: Call): Outcome<Success> {
  const role = admitToRole(call, 'workspace:role:read');
  return role.ok ? ok(roleOnWire(role.value, call.format)) : role;
}

/** A full replacement: what isn't listed is taken away. */
export function replacePermissions(call: Call): Outcome<Success> {
  const role = admitToRole(call, 'workspace:role:write');
  if (!role.ok) return role;
  const body = validate(bodies.permissions, call.body);
  if (!body.ok) return body;
  if (isOwner(role.value)) return fail('ownerRoleImmutable');
  const permissions = [...new Set(body.value.permissionCodes)];
  call.directory.customRoles.setPermissions(role.value.id, permissions);
  return ok(roleOnWire({ ...role.value, permissions }, call.format));
}

/** `2004` for a change, `2000` where the member has that role already. Ownership is transferred, never given by role. */
export function changeMemberRole(call: Call): Outcome<Success> {
  const admitted = admit(call, 'workspace:role:write');
  if (!admitted.ok) return admitted;
  const body = validate(bodies.changeRole, call.body);
  if (!body.ok) return body;
  const { directory } = call;
  const workspaceId = admitted.value.workspace.id;
  const { accountId, workspaceRoleBizId } = body.value;
  const current = directory.memberships.roleOf(workspaceId, accountId);
  if (current === null) return fail('memberNotFound');
  const next = directory.customRoles.byId(workspaceRoleBizId);
  if (next?.workspaceId !== workspaceId) return fail('roleNotFound');
  if (current === next.id) return ok(null);
  const before = directory.customRoles.byId(current);
  if (isOwner(next) || (before && isOwner(before))) return fail('ownerRoleImmutable');
  directory.memberships.setRole(workspaceId, accountId, next.id);
  return ok(null, '2004');
}
