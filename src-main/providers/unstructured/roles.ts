import type { Capability, Scope } from '../../../src-preload/contract/capabilities.ts';
import type { Permission } from '../../../src-preload/contract/refs.ts';
import type { Role, RoleTable } from '../../../src-preload/contract/roles.ts';
import { listText } from '../../../src-preload/shared/format/lists.ts';
import type { Caller } from '../provider.ts';
import { sources } from './sources.ts';

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

const builtIn = { kind: 'built-in', assignable: true, permissions: null } as const;

export const organizationRoles: readonly Role[] = [
  {
    ...builtIn,
    id: superAdmin,
    label: 'Super Administrator',
    rank: 3,
    common: 'owner',
    description:
      'Manages the organization’s members and roles, makes workspaces, and reaches every workspace without being added to it.',
  },
  {
    ...builtIn,
    id: accountMember,
    label: 'Account Member',
    rank: 2,
    common: 'viewer',
    description: 'Can be added to workspaces, with a role there.',
  },
  {
    ...builtIn,
    id: billingAdmin,
    label: 'Billing Administrator',
    rank: 1,
    common: 'billing',
    description: 'Sees usage and costs and changes the payment information.',
  },
];

export const workspaceRoles: readonly Role[] = [
  {
    ...builtIn,
    id: superAdmin,
    label: 'Super Administrator (of the organization)',
    rank: 5,
    common: 'owner',
    assignable: false,
    description:
      'Reaches and administers every workspace of the organization. It is a role of the organization and is given there.',
  },
  {
    ...builtIn,
    id: workspaceAdmin,
    label: 'Workspace Administrator',
    rank: 4,
    common: 'admin',
    description: 'Adds and removes the workspace’s members and gives their roles; everything else too.',
  },
  {
    ...builtIn,
    id: developer,
    label: 'Developer',
    rank: 3,
    common: 'editor',
    description: 'Makes and changes connectors and workflows, creates and deletes API keys.',
  },
  {
    ...builtIn,
    id: operator,
    label: 'Operator',
    rank: 2,
    common: 'editor',
    description: 'Makes, changes and runs workflows; sees connectors.',
  },
  {
    ...builtIn,
    id: viewer,
    label: 'Viewer',
    rank: 1,
    common: 'viewer',
    description: 'Sees connectors and workflows.',
  },
];

interface Row {
  id: string;
  label: string;
  capability: Capability | null;
  /** Roles that may. */
  by: readonly string[];
  /** The documents' own restriction of a yes, by role. */
  restrictions?: Readonly<Record<string, string>>;
}

const allOrganizationRoles = organizationRoles.map(({ id }) => id);
const allWorkspaceRoles = workspaceRoles.map(({ id }) => id);
const onlyNewer = 'the newer page says yes, the older one no';

const organizationRows: readonly Row[] = [
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

const workspaceRows: readonly Row[] = [
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

const tableOf = (
  parts: Pick<RoleTable, 'scope' | 'title' | 'source' | 'notes'>,
  roles: readonly Role[],
  rows: readonly Row[],
): RoleTable => ({
  ...parts,
  roles: [...roles],
  rows: rows.map(({ id, label, capability, by, restrictions }) => ({
    id,
    label,
    capability,
    cells: Object.fromEntries(
      roles.map((role) => [
        role.id,
        { may: by.includes(role.id), restriction: restrictions?.[role.id] ?? null },
      ]),
    ),
  })),
});

const organizationTable = tableOf(
  {
    scope: 'organization',
    title: 'Roles of the organization',
    source: sources.roles,
    notes: [
      'The documents contradict themselves on who views the organization’s members: the newer page lets every role, the older one only Super Administrators.',
      `The workspaces page (${sources.workspaces}) wants people to have the role “Developer” in the organization before they are added to a workspace; the roles page (${sources.roles}) has no such role in an organization.`,
      'An older roles page says that a Billing Administrator can be added to a workspace but can’t take actions in it.',
      'Roles don’t apply to personal accounts and personal workspaces.',
    ],
  },
  organizationRoles,
  organizationRows,
);

const workspaceTable = tableOf(
  {
    scope: 'workspace',
    title: 'Roles of the workspace',
    source: sources.roles,
    notes: [
      'A Super Administrator of the organization reaches every workspace of it, also those that they were not added to.',
      `The workspaces page (${sources.workspaces}) writes “Workspace Admin” for what the roles page (${sources.roles}) calls “Workspace Administrator”.`,
      'Of API keys the documents name only creating and deleting. Seeing the list, copying a value, switching a key on and off and rotating it are taken for the same right: whoever creates keys does it in that list.',
      'Roles don’t apply to personal accounts and personal workspaces.',
    ],
  },
  workspaceRoles,
  workspaceRows,
);

/** Both matrices of the documents. Nobody keeps custom roles here. */
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

const allowed: Permission = { allowed: true };

/** What a role permits by its matrix. A role that isn't known forbids nothing: the server decides then. */
export function permits(capability: Capability, { role, scope }: Pick<Caller, 'role' | 'scope'>): Permission {
  const wanted = grantedWith[capability] ?? capability;
  const table = roleTable(scope);
  const row = table.rows.find((one) => one.capability === wanted);
  if (row === undefined || role.state === 'not-reported') return allowed;
  if (role.state === 'none') {
    const where = scope === 'organization' ? 'organization' : 'workspace';
    return { allowed: false, reason: `You are not a member of this ${where}.`, source: table.source };
  }
  // A role that the table doesn't have: the documents don't say.
  if (row.cells[role.value]?.may !== false) return allowed;
  const who = table.roles.filter(({ id }) => row.cells[id]?.may === true).map(({ label }) => plural(label));
  return {
    allowed: false,
    reason: `${listText(who)} only; you are ${labelOf(scope, role.value)} here.`,
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
      reason: `Unstructured has no role “${to}” here. There are ${listText(labels(table))}.`,
      source: table.source,
    };
  }
  if (found.assignable) return allowed;
  return {
    allowed: false,
    reason: 'Super Administrator is a role of the organization: give it there.',
    source: table.source,
  };
}

const labels = (table: RoleTable) =>
  table.roles.filter(({ assignable }) => assignable).map(({ label }) => label);

/** "Super Administrators (of the organization)" */
export const plural = (label: string): string => label.replace(/^([^(]*[^(\s])/, '$1s');

/** The role that a text of a file means: its id or label, however it is cased and spaced; null: none. */
export function roleFromText(scope: Scope, text: string): string | null {
  const wanted = folded(text);
  const found = roleTable(scope).roles.find(
    (role) => role.assignable && [role.id, role.label].some((name) => folded(name) === wanted),
  );
  return found?.id ?? otherNames[scope]?.[wanted] ?? null;
}

const folded = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '');

/** As people and some pages of the documents call them. */
const otherNames: Partial<Record<Scope, Readonly<Record<string, string>>>> = {
  organization: { superadmin: superAdmin, accountmember: accountMember, billingadmin: billingAdmin },
  workspace: { workspaceadmin: workspaceAdmin, administrator: workspaceAdmin },
};
