import type { CredentialKind } from '../../../src-preload/contract/connections.ts';
import type { Known } from '../../../src-preload/contract/known.ts';
import type { Permission } from '../../../src-preload/contract/refs.ts';
import type { Capability, Role } from '../../../src-preload/contract/workspaces.ts';

export const owner = 'OWNER';
export const approver = 'APPROVER';
/** "Collaborator" everywhere but on the wire of the auth API. */
export const editor = 'EDITOR';

export const roles: readonly Role[] = [
  {
    id: owner,
    label: 'Owner',
    rank: 3,
    description:
      'Changes and deletes the workspace, gives roles, manages members and tokens; also approves change sets.',
  },
  {
    id: approver,
    label: 'Approver',
    rank: 2,
    description: 'Invites and removes members; proposes, approves and applies change sets.',
  },
  {
    id: editor,
    label: 'Collaborator',
    rank: 1,
    description: 'Works in the workspace and proposes change sets.',
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
  myRole: Known<string>,
  credential: CredentialKind,
): Permission {
  const closed = credential === 'automation' ? closedToAutomation[capability] : undefined;
  if (closed !== undefined) return refused(`${closed} Sign in as a person to do that.`);
  if (capability === 'workspace.create' || myRole.state === 'not-reported') return allowed;
  if (myRole.state === 'none') return refused('You are not a member of this workspace.');
  if (capability === 'workspace.leave') return permitsRemoval(myRole.value, true);
  const required = needs[capability];
  if (required === undefined || required.includes(myRole.value)) return allowed;
  const who = required.map((role) => `${labelOf(role)}s`).join(' and ');
  return refused(`${who} only; you are ${labelOf(myRole.value)} here.`);
}

/** The server answers 500 to the removal or leaving of an owner, so it is refused here, in words. */
export function permitsRemoval(role: string, self: boolean): Permission {
  if (role !== owner) return allowed;
  return self
    ? refused("An owner can't leave. Make somebody else Owner, then give yourself another role first.")
    : refused("An owner can't be removed. Change the role to Approver or Collaborator first.");
}
