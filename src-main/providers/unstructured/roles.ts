import type { Capability, Scope } from '../../../src-preload/contract/capabilities.ts';
import type { Permission } from '../../../src-preload/contract/refs.ts';
import type { Role, RoleTable } from '../../../src-preload/contract/roles.ts';
import { listText } from '../../../src-preload/shared/format/lists.ts';
import type { Caller } from '../provider.ts';
import { sources } from './sources.ts';
import { unstructuredText } from './text.ts';
import { commonText } from '../text.ts';
import { ownValue } from '../../../src-preload/shared/own.ts';
import { type PermissionRow, allowed, builtInRole, builtInRoleTable } from '../role-rules.ts';

/**
 * Of the organization. In a workspace it stands for people who reach it by that role: it isn't a role of the workspace and can't be
 * given there.
 */
export const superAdmin = 'super_admin';
export const accountMember = 'member';
export const billingAdmin = 'billing_admin';
export const workspaceAdmin = 'admin';
export const developer = 'developer';
export const operator = 'operator';
export const viewer = 'viewer';

export const organizationRoles: readonly Role[] = [
  {
    ...builtInRole,
    id: superAdmin,
    label: 'Super Administrator',
    rank: 3,
    common: 'owner',
    description: unstructuredText.roleSuperAdmin,
  },
  {
    ...builtInRole,
    id: accountMember,
    label: 'Account Member',
    rank: 2,
    common: 'viewer',
    description: unstructuredText.roleMember,
  },
  {
    ...builtInRole,
    id: billingAdmin,
    label: 'Billing Administrator',
    rank: 1,
    common: 'billing',
    description: unstructuredText.roleBilling,
  },
];

export const workspaceRoles: readonly Role[] = [
  {
    ...builtInRole,
    id: superAdmin,
    label: 'Super Administrator (of the organization)',
    rank: 5,
    common: 'owner',
    assignable: false,
    description: unstructuredText.roleInheritedAdmin,
  },
  {
    ...builtInRole,
    id: workspaceAdmin,
    label: 'Workspace Administrator',
    rank: 4,
    common: 'admin',
    description: unstructuredText.roleWorkspaceAdmin,
  },
  {
    ...builtInRole,
    id: developer,
    label: 'Developer',
    rank: 3,
    common: 'editor',
    description: unstructuredText.roleDeveloper,
  },
  {
    ...builtInRole,
    id: operator,
    label: 'Operator',
    rank: 2,
    common: 'editor',
    description: unstructuredText.roleOperator,
  },
  {
    ...builtInRole,
    id: viewer,
    label: 'Viewer',
    rank: 1,
    common: 'viewer',
    description: unstructuredText.roleViewer,
  },
];

const allOrganizationRoles = organizationRoles.map(({ id }) => id);
const allWorkspaceRoles = workspaceRoles.map(({ id }) => id);
const onlyNewer = 'newer page: yes, older page: no';

const organizationRows: readonly PermissionRow[] = [
  { id: 'member.invite', label: 'Add members', capability: 'member.invite', by: [superAdmin] },
  { id: 'member.remove', label: 'Remove members', capability: 'member.remove', by: [superAdmin] },
  { id: 'member.set-role', label: 'Change members’ roles', capability: 'member.set-role', by: [superAdmin] },
  {
    id: 'member.list',
    label: 'View members',
    capability: 'member.list',
    by: allOrganizationRoles,
    restrictions: { [accountMember]: onlyNewer, [billingAdmin]: onlyNewer },
  },
  { id: 'usage', label: 'View usage and costs', capability: null, by: [superAdmin, billingAdmin] },
  { id: 'payment', label: 'Change payment information', capability: null, by: [superAdmin, billingAdmin] },
  { id: 'workspace.create', label: 'Create workspaces', capability: 'workspace.create', by: [superAdmin] },
  { id: 'workspace-members.add', label: 'Add members to a workspace', capability: null, by: [superAdmin] },
  {
    id: 'workspace-members.view',
    label: 'View a workspace’s members',
    capability: null,
    by: [superAdmin, accountMember],
  },
  { id: 'workspace.join', label: 'Be added to a workspace', capability: null, by: allOrganizationRoles },
];

const connectorRoles = [superAdmin, workspaceAdmin, developer];
const memberManagers = [superAdmin, workspaceAdmin];

const workspaceRows: readonly PermissionRow[] = [
  { id: 'workflows.read', label: 'Workflows: read', capability: null, by: allWorkspaceRoles },
  {
    id: 'workflows.change',
    label: 'Workflows: create, edit, delete, run, schedule, duplicate, activate and deactivate',
    capability: null,
    by: [...connectorRoles, operator],
  },
  { id: 'connectors.read', label: 'Connectors: read', capability: null, by: allWorkspaceRoles },
  {
    id: 'connectors.change',
    label: 'Connectors: create, edit, delete',
    capability: null,
    by: connectorRoles,
  },
  { id: 'member.list', label: 'View members', capability: 'member.list', by: allWorkspaceRoles },
  { id: 'member.invite', label: 'Add members', capability: 'member.invite', by: memberManagers },
  { id: 'member.remove', label: 'Remove members', capability: 'member.remove', by: memberManagers },
  {
    id: 'member.set-role',
    label: 'Change members’ roles',
    capability: 'member.set-role',
    by: memberManagers,
  },
  { id: 'token.create', label: 'Create API keys', capability: 'token.create', by: connectorRoles },
  { id: 'token.delete', label: 'Delete API keys', capability: 'token.delete', by: connectorRoles },
];

const organizationTable = builtInRoleTable(
  {
    scope: 'organization',
    title: 'Roles of the organization',
    source: sources.roles,
    notes: [
      unstructuredText.noteContradiction,
      unstructuredText.noteDeveloper(sources.workspaces, sources.roles),
      unstructuredText.noteBilling,
      unstructuredText.notePersonal,
    ],
  },
  organizationRoles,
  organizationRows,
);

const workspaceTable = builtInRoleTable(
  {
    scope: 'workspace',
    title: 'Roles of the workspace',
    source: sources.roles,
    notes: [
      unstructuredText.noteSuperAdmin,
      unstructuredText.noteNames(sources.workspaces, sources.roles),
      unstructuredText.noteKeys,
      unstructuredText.notePersonal,
    ],
  },
  workspaceRoles,
  workspaceRows,
);

/** Both matrices of the documents. There are no custom roles. */
export const roleTable = (scope: Scope): RoleTable =>
  scope === 'organization' ? organizationTable : workspaceTable;

export const labelOf = (scope: Scope, role: string): string =>
  roleTable(scope).roles.find(({ id }) => id === role)?.label ?? role;

export const rankOf = (scope: Scope, role: string): number =>
  roleTable(scope).roles.find(({ id }) => id === role)?.rank ?? 0;

/** Rights that the matrix has under another name (see the table's note on keys). */
const grantedWith: Partial<Record<Capability, Capability>> = {
  'token.list': 'token.create',
  'token.copy': 'token.create',
  'token.enable': 'token.create',
  'token.rotate': 'token.create',
};

/** What a role permits by its matrix. A role that isn't known forbids nothing: the server decides then. */
export function permits(capability: Capability, { role, scope }: Pick<Caller, 'role' | 'scope'>): Permission {
  const wanted = grantedWith[capability] ?? capability;
  const table = roleTable(scope);
  const row = table.rows.find((one) => one.capability === wanted);
  if (row === undefined || role.state === 'not-reported') return allowed;
  if (role.state === 'none') {
    const where = scope === 'organization' ? 'organization' : 'workspace';
    return { allowed: false, reason: unstructuredText.notMemberOf(where), source: table.source };
  }
  // A role that the table doesn't have: the documents don't say.
  if (ownValue(row.cells, role.value)?.may !== false) return allowed;
  const who = table.roles
    .filter(({ id }) => ownValue(row.cells, id)?.may === true)
    .map(({ label }) => pluralLabel(label));
  return {
    allowed: false,
    reason: commonText.onlyRoles(listText(who), labelOf(scope, role.value)),
    source: table.source,
  };
}

/** Whether this role can be given in such a place at all. */
export function permitsRole({ scope }: Pick<Caller, 'scope'>, to: string): Permission {
  const table = roleTable(scope);
  const found = table.roles.find(({ id }) => id === to);
  if (found === undefined) {
    return {
      allowed: false,
      reason: unstructuredText.noSuchRole(to, listText(labels(table))),
      source: table.source,
    };
  }
  if (found.assignable) return allowed;
  return {
    allowed: false,
    reason: unstructuredText.superAdminElsewhere,
    source: table.source,
  };
}

const labels = (table: RoleTable) =>
  table.roles.filter(({ assignable }) => assignable).map(({ label }) => label);

/** "Super Administrators (of the organization)" */
export const pluralLabel = (label: string): string => label.replace(/^([^(]*[^(\s])/, '$1s');

/** The role that a text of a file means: its id or label, however it is cased and spaced; null: none. */
export function roleFromText(scope: Scope, text: string): string | null {
  const wanted = folded(text);
  const found = roleTable(scope).roles.find(
    (role) => role.assignable && [role.id, role.label].some((name) => folded(name) === wanted),
  );
  return found?.id ?? ownValue(otherNames[scope] ?? {}, wanted) ?? null;
}

const folded = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '');

/** As people and some pages of the documents call them. */
const otherNames: Partial<Record<Scope, Readonly<Record<string, string>>>> = {
  organization: { superadmin: superAdmin, accountmember: accountMember, billingadmin: billingAdmin },
  workspace: { workspaceadmin: workspaceAdmin, administrator: workspaceAdmin },
};
