import type { Capability } from '../../../src-preload/contract/capabilities.ts';
import type { Permission } from '../../../src-preload/contract/refs.ts';
import type { Role, RoleTable } from '../../../src-preload/contract/roles.ts';
import type { Caller } from '../provider.ts';

export const owner = 'OWNER';
export const approver = 'APPROVER';
/** "Collaborator" everywhere but on the wire of the auth API. */
export const editor = 'EDITOR';

const builtIn = { kind: 'built-in', assignable: true, permissions: null } as const;

export const roles: readonly Role[] = [
  {
    id: owner,
    label: 'Owner',
    rank: 3,
    description:
      'Changes and deletes the workspace, gives roles, manages members and tokens; also approves change sets.',
    common: 'owner',
    ...builtIn,
  },
  {
    id: approver,
    label: 'Approver',
    rank: 2,
    description: 'Invites and removes members; proposes, approves and applies change sets.',
    common: 'admin',
    ...builtIn,
  },
  {
    id: editor,
    label: 'Collaborator',
    rank: 1,
    description: 'Works in the workspace and proposes change sets.',
    common: 'editor',
    ...builtIn,
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
  'token.list': "System Initiative doesn't give token lists to an automation token.",
  'token.revoke': "System Initiative doesn't let an automation token revoke tokens.",
  'token.delete': "System Initiative doesn't let an automation token delete tokens.",
  'workspace.set-default': "System Initiative doesn't let an automation token change the default workspace.",
  'workspace.favourite': "System Initiative doesn't let an automation token change favourites.",
  'workspace.hide': "System Initiative doesn't let an automation token hide workspaces.",
  'workspace.approvals': "System Initiative doesn't let an automation token switch approvals.",
};

const allowed: Permission = { allowed: true };
const refused = (reason: string): Permission => ({ allowed: false, reason });

/** What my role and my kind of token permit. A role that the server did not tell forbids nothing: the server decides then. */
export function permits(
  capability: Capability,
  { role, credential }: Pick<Caller, 'role' | 'credential'>,
): Permission {
  const closed = credential === 'automation' ? closedToAutomation[capability] : undefined;
  if (closed !== undefined) return refused(`${closed} Sign in as a person to do that.`);
  if (capability === 'workspace.create' || role.state === 'not-reported') return allowed;
  if (role.state === 'none') return refused('You are not a member of this workspace.');
  if (capability === 'workspace.leave') return permitsRemoval(role.value, true);
  const required = needs[capability];
  if (required === undefined || required.includes(role.value)) return allowed;
  const who = required.map((one) => `${labelOf(one)}s`).join(' and ');
  return refused(`${who} only; you are ${labelOf(role.value)} here.`);
}

/** The server answers 500 to the removal or leaving of an owner, so it is refused here, in words. */
export function permitsRemoval(role: string, self: boolean): Permission {
  if (role !== owner) return allowed;
  return self
    ? refused("An owner can't leave. Make somebody else Owner, then give yourself another role first.")
    : refused("An owner can't be removed. Change the role to Approver or Collaborator first.");
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
  { id: 'workspace.approvals', label: 'Switch approvals on and off' },
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
  notes: [
    'An owner can’t leave or be removed: their role has to be changed first.',
    'The public API calls the Collaborator COLLABORATOR, the auth API EDITOR: it is one role.',
  ],
});
