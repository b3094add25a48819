import type { Capability } from '../../../src-preload/contract/capabilities.ts';
import type { Permission } from '../../../src-preload/contract/refs.ts';
import type { Role, RoleTable } from '../../../src-preload/contract/roles.ts';
import type { Caller } from '../provider.ts';
import { systemInitiativeText } from './text.ts';
import { commonText } from '../text.ts';
import { allowed, builtInRole, refused } from '../role-rules.ts';

export const owner = 'OWNER';
export const approver = 'APPROVER';
/** "Collaborator" everywhere but on the wire of the auth API. */
export const editor = 'EDITOR';

export const roles: readonly Role[] = [
  {
    id: owner,
    label: 'Owner',
    rank: 3,
    description: systemInitiativeText.roleOwner,
    common: 'owner',
    ...builtInRole,
  },
  {
    id: approver,
    label: 'Approver',
    rank: 2,
    description: systemInitiativeText.roleApprover,
    common: 'admin',
    ...builtInRole,
  },
  {
    id: editor,
    label: 'Collaborator',
    rank: 1,
    description: systemInitiativeText.roleCollaborator,
    common: 'editor',
    ...builtInRole,
  },
];

const publicSpelling = 'COLLABORATOR';
export const roleFromPublic = (role: string): string => (role === publicSpelling ? editor : role);
export const roleToPublic = (role: string): string => (role === editor ? publicSpelling : role);
export const labelOf = (role: string): string => roles.find(({ id }) => id === role)?.label ?? role;

/** Who may do what, as the routes enforce it; not listed: every member. */
const needs: Partial<Record<Capability, readonly string[]>> = {
  'workspace.update': [owner],
  'workspace.approvals': [owner],
  'workspace.delete': [owner],
  'member.invite': [owner, approver],
  'member.set-role': [owner],
  'member.remove': [owner, approver],
  'token.revoke': [owner],
  'token.delete': [owner],
};

/** Routes that turn automation tokens away (401 `AutomationToken`), with the words for it. */
const closedToAutomation: Partial<Record<Capability, string>> = {
  'token.list': systemInitiativeText.automationList,
  'token.revoke': systemInitiativeText.automationRevoke,
  'token.delete': systemInitiativeText.automationDelete,
  'workspace.set-default': systemInitiativeText.automationDefault,
  'workspace.favourite': systemInitiativeText.automationFavourite,
  'workspace.hide': systemInitiativeText.automationHide,
  'workspace.approvals': systemInitiativeText.automationApprovals,
};

/** What my role and my kind of token permit. A role that the server doesn't report forbids nothing: the server decides then. */
export function permits(
  capability: Capability,
  { role, credential }: Pick<Caller, 'role' | 'credential'>,
): Permission {
  const closed = credential === 'automation' ? closedToAutomation[capability] : undefined;
  if (closed !== undefined) return refused(systemInitiativeText.signInAsPersonTo(closed));
  if (capability === 'workspace.create' || role.state === 'not-reported') return allowed;
  if (role.state === 'none') return refused(commonText.notWorkspaceMember);
  if (capability === 'workspace.leave') return permitsRemoval(role.value, true);
  const required = needs[capability];
  if (required === undefined || required.includes(role.value)) return allowed;
  const who = required.map((one) => `${labelOf(one)}s`).join(' and ');
  return refused(commonText.onlyRoles(who, labelOf(role.value)));
}

/** The server answers 500 to the removal or leaving of an owner, so it is refused here, in words. */
export function permitsRemoval(role: string, self: boolean): Permission {
  if (role !== owner) return allowed;
  return self
    ? refused(systemInitiativeText.ownerCannotLeave)
    : refused(systemInitiativeText.ownerCannotBeRemoved);
}

const rows: readonly { id: Capability | 'propose' | 'approve'; label: string; by?: readonly string[] }[] = [
  { id: 'propose', label: 'Propose change sets' },
  { id: 'approve', label: 'Approve and apply change sets', by: [owner, approver] },
  { id: 'member.list', label: 'See the members' },
  { id: 'member.invite', label: 'Invite members' },
  { id: 'member.remove', label: 'Remove members' },
  { id: 'member.set-role', label: 'Change roles' },
  { id: 'token.list', label: 'See the tokens' },
  { id: 'token.create', label: 'Make tokens' },
  { id: 'token.revoke', label: 'Revoke tokens' },
  { id: 'token.delete', label: 'Delete tokens' },
  { id: 'workspace.update', label: 'Change name and description' },
  { id: 'workspace.approvals', label: 'Turn approvals on and off' },
  { id: 'workspace.set-default', label: 'Set the default workspace' },
  { id: 'workspace.favourite', label: 'Set the favourite mark' },
  { id: 'workspace.hide', label: 'Hide the workspace' },
  { id: 'workspace.leave', label: 'Leave the workspace', by: [approver, editor] },
  { id: 'workspace.delete', label: 'Delete the workspace' },
];

/** Who may do what, as the routes enforce it. */
export const roleTable = (): RoleTable => ({
  scope: 'workspace',
  title: 'Roles of the workspace',
  source: 'System Initiative’s workspace guide and the auth API’s routes',
  roles: [...roles],
  rows: rows.map(({ id, label, by }) => {
    const capability = id === 'propose' || id === 'approve' ? null : id;
    const may = by ?? (capability === null ? undefined : needs[capability]);
    const cell = (role: string) => ({
      may: may === undefined || may.includes(role),
      restriction: capability === 'member.remove' && role !== editor ? 'not an owner' : null,
    });
    return {
      id,
      label,
      capability,
      cells: Object.fromEntries(roles.map((role) => [role.id, cell(role.id)])),
    };
  }),
  notes: [systemInitiativeText.noteOwner, systemInitiativeText.noteEditor],
});
