import type { Capability, Scope } from '../../../src-preload/contract/capabilities.ts';
import { valueOr } from '../../../src-preload/shared/known.ts';
import type { Permission } from '../../../src-preload/contract/refs.ts';
import type { Role, RoleTable } from '../../../src-preload/contract/roles.ts';
import type { RoleRow } from '../../base/records.ts';
import type { Caller } from '../provider.ts';
import { workspacesApiText } from './text.ts';
import { allowed, builtInRole, refused } from '../role-rules.ts';

export const admin = 'admin';
export const developer = 'developer';
export const viewer = 'viewer';

/**
 * Every organization numbers its roles for itself, so that a role's number says nothing elsewhere. Here it goes by its name in lower case;
 * the number is looked up when something is written.
 */
export const roleIdOf = (name: string): string => name.trim().toLowerCase();

export const roles: readonly Role[] = [
  {
    id: admin,
    label: 'Admin',
    rank: 3,
    description: workspacesApiText.roleAdmin,
    common: 'admin',
    ...builtInRole,
  },
  {
    id: developer,
    label: 'Developer',
    rank: 2,
    description: workspacesApiText.roleDeveloper,
    common: 'editor',
    ...builtInRole,
  },
  {
    id: viewer,
    label: 'Viewer',
    rank: 1,
    description: workspacesApiText.roleViewer,
    common: 'viewer',
    ...builtInRole,
  },
];

/** The documents name three roles; an organization may list others. */
export const isDocumented = (role: string): boolean => roles.some(({ id }) => id === role);
export const labelOf = (role: string): string => roles.find(({ id }) => id === role)?.label ?? role;

interface Operation {
  id: Capability | 'workspace.list';
  label: string;
  /** `othersWith`: what restricts it for those who aren't Admins. */
  by: 'everybody' | 'admins' | { othersWith: string };
}

const inOrganization: readonly Operation[] = [
  { id: 'workspace.list', label: 'See the organization and its workspaces', by: 'everybody' },
  { id: 'member.list', label: 'See the members', by: 'everybody' },
  { id: 'role.list', label: 'See the roles', by: 'everybody' },
  { id: 'organization.create', label: 'Make another organization', by: 'everybody' },
  { id: 'organization.update', label: 'Rename the organization', by: 'admins' },
  { id: 'member.invite', label: 'Invite people', by: 'admins' },
  { id: 'member.set-role', label: 'Change roles', by: 'admins' },
  { id: 'member.remove', label: 'Remove members', by: 'admins' },
  { id: 'invitation.list', label: 'See the invitations', by: 'admins' },
  { id: 'invitation.cancel', label: 'Cancel invitations', by: 'admins' },
  { id: 'workspace.create', label: 'Create workspaces', by: 'admins' },
  { id: 'workspace.provision', label: 'Provision many workspaces', by: 'admins' },
  { id: 'token.list', label: 'See everybody’s tokens', by: 'admins' },
  { id: 'token.create', label: 'Make tokens', by: 'everybody' },
  { id: 'token.delete', label: 'Delete tokens', by: { othersWith: 'only their own' } },
];

const inWorkspace: readonly Operation[] = [
  { id: 'workspace.details', label: 'See the settings', by: 'everybody' },
  { id: 'workspace.update', label: 'Rename the workspace', by: 'admins' },
  { id: 'workspace.change-settings', label: 'Change the settings', by: 'admins' },
  { id: 'workspace.clone', label: 'Clone the workspace', by: 'admins' },
  { id: 'workspace.delete', label: 'Delete the workspace', by: 'admins' },
];

const adminsOnly: ReadonlySet<string> = new Set(
  [...inOrganization, ...inWorkspace].filter(({ by }) => by === 'admins').map(({ id }) => id),
);

/** What doesn't need a role anywhere, or is decided by the organization that it is done in. */
const needsNoRole: ReadonlySet<Capability> = new Set<Capability>([
  'organization.create',
  'workspace.create',
  'workspace.provision',
]);

/** A role that the server doesn't report, or that the documents don't describe, forbids nothing: the server decides then. */
export function permits(capability: Capability, { role }: Pick<Caller, 'role'>): Permission {
  if (capability === 'organization.create' || role.state === 'not-reported') return allowed;
  if (role.state === 'none') {
    return needsNoRole.has(capability) ? allowed : refused(workspacesApiText.notOrganizationMember);
  }
  if (!adminsOnly.has(capability) || role.value === admin) return allowed;
  return isDocumented(role.value) ? refused(workspacesApiText.adminsOnly(labelOf(role.value))) : allowed;
}

const source = 'Workspaces API documents: overview, permission model and organizations';

const notes: Readonly<Record<'organization' | 'workspace', readonly string[]>> = {
  organization: [
    workspacesApiText.noteRoles,
    workspacesApiText.noteProposed,
    workspacesApiText.noteTokens,
    workspacesApiText.noteLastAdmin,
  ],
  workspace: [workspacesApiText.noteWorkspaceMembers, workspacesApiText.noteStubs],
};

function cellOf(operation: Operation, role: string) {
  if (operation.by === 'everybody' || role === admin) return { may: true, restriction: null };
  return operation.by === 'admins'
    ? { may: false, restriction: null }
    : { may: true, restriction: operation.by.othersWith };
}

/** `custom`: the roles of an organization as its server lists them; those that the documents don't name come without cells. */
export function roleTable(scope: Scope, custom: readonly RoleRow[]): RoleTable {
  const at = scope === 'workspace' ? 'workspace' : 'organization';
  const further = custom
    .filter(({ id }) => !isDocumented(id))
    .map((row): Role => ({
      id: row.id,
      label: row.name,
      rank: 0,
      description: valueOr(row.description, workspacesApiText.undocumentedRole),
      common: 'custom',
      kind: 'custom',
      assignable: true,
      permissions: null,
    }));
  return {
    scope: at,
    title: at === 'workspace' ? 'What the roles may do with a workspace' : 'Roles of the organization',
    source,
    roles: [...roles, ...further],
    rows: (at === 'workspace' ? inWorkspace : inOrganization).map((operation) => ({
      id: operation.id,
      label: operation.label,
      capability: capabilityOf(operation.id),
      cells: Object.fromEntries(roles.map(({ id }) => [id, cellOf(operation, id)])),
    })),
    notes: [...notes[at]],
  };
}

const capabilityOf = (id: Operation['id']): Capability | null => (id === 'workspace.list' ? null : id);
