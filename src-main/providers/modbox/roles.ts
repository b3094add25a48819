import type { Capability } from '../../../src-preload/contract/capabilities.ts';
import type { Permission } from '../../../src-preload/contract/refs.ts';
import type { Role, RoleTable } from '../../../src-preload/contract/roles.ts';
import type { Caller } from '../provider.ts';
import { modboxText } from './text.ts';
import { commonText } from '../text.ts';
import { type PermissionRow, allowed, builtInRole, builtInRoleTable, refused } from '../role-rules.ts';

export const owner = 'owner';

export const roles: readonly Role[] = [
  {
    id: owner,
    label: 'Owner',
    rank: 4,
    description: modboxText.roleOwner,
    common: 'owner',
    ...builtInRole,
  },
  {
    id: 'admin',
    label: 'Admin',
    rank: 3,
    description: modboxText.roleAdmin,
    common: 'admin',
    ...builtInRole,
  },
  {
    id: 'member',
    label: 'Member',
    rank: 2,
    description: modboxText.roleMember,
    common: 'editor',
    ...builtInRole,
  },
  {
    id: 'viewer',
    label: 'Viewer',
    rank: 1,
    description: modboxText.roleViewer,
    common: 'viewer',
    ...builtInRole,
  },
];

export const labelOf = (role: string): string => roles.find(({ id }) => id === role)?.label ?? role;

const managers = [owner, 'admin'];
/** Who may do what; not listed: every member. */
const needs: Partial<Record<Capability, readonly string[]>> = {
  'workspace.update': managers,
  'workspace.delete': [owner],
  'member.invite': managers,
  'member.set-role': managers,
  'member.remove': managers,
};

/** Routes that take a login session only: an `mbx_` token is turned away from them. */
const sessionOnly: ReadonlySet<Capability> = new Set<Capability>([
  'token.list',
  'token.create',
  'token.delete',
]);

/** The matrix of Modbox’s guide. A role that the server doesn't report forbids nothing: the server decides then. */
export function permits(capability: Capability, { role, credential }: Caller): Permission {
  if (credential === 'automation' && sessionOnly.has(capability)) {
    return refused(modboxText.tokensNeedSession);
  }
  if (capability === 'workspace.create' || capability.startsWith('token.') || role.state === 'not-reported') {
    return allowed;
  }
  if (role.state === 'none') return refused(commonText.notWorkspaceMember);
  const required = needs[capability];
  if (required === undefined || required.includes(role.value)) return allowed;
  const who = required.map((one) => `${labelOf(one)}s`).join(' and ');
  return refused(commonText.onlyRoles(who, labelOf(role.value)));
}

/** Owners can't be removed, not even by other owners. Any member can leave, except the last owner. */
export function permitsRemoval(_who: Caller, role: string, self: boolean): Permission {
  if (self || role !== owner) return allowed;
  return refused(modboxText.ownerProtectedRemoval);
}

/** Only an owner touches the role of owner. */
export function permitsRole(who: Caller, from: string | null, to: string): Permission {
  const touchesOwner = from === owner || to === owner;
  const knownNoOwner = who.role.state === 'known' && who.role.value !== owner;
  return touchesOwner && knownNoOwner ? refused(modboxText.ownerOnly) : allowed;
}

const everybody = roles.map(({ id }) => id);
const notOwner = { admin: 'not the owner' };
const rows: readonly PermissionRow[] = [
  { id: 'sandboxes', label: 'Create sandboxes', capability: null, by: [owner, 'admin', 'member'] },
  { id: 'images', label: 'Manage images', capability: null, by: managers },
  { id: 'member.list', label: 'See the members', capability: 'member.list', by: everybody },
  {
    id: 'member.invite',
    label: 'Add members',
    capability: 'member.invite',
    by: managers,
    restrictions: { admin: 'not as owner' },
  },
  {
    id: 'member.set-role',
    label: 'Change roles',
    capability: 'member.set-role',
    by: managers,
    restrictions: notOwner,
  },
  {
    id: 'member.remove',
    label: 'Remove members',
    capability: 'member.remove',
    by: managers,
    restrictions: notOwner,
  },
  {
    id: 'workspace.update',
    label: 'Change name and description',
    capability: 'workspace.update',
    by: managers,
  },
  {
    id: 'workspace.leave',
    label: 'Leave the workspace',
    capability: 'workspace.leave',
    by: everybody,
    restrictions: { owner: 'not the last owner' },
  },
  { id: 'workspace.delete', label: 'Delete the workspace', capability: 'workspace.delete', by: [owner] },
];

export const roleTable = (): RoleTable =>
  builtInRoleTable(
    {
      scope: 'workspace',
      title: 'Roles of the workspace',
      source: 'Modbox’s guide “Workspaces”, “Workspace roles”',
      notes: [modboxText.noteOwner, modboxText.noteSource],
    },
    roles,
    rows,
  );
