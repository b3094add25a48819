import type { Member } from '../../tables/memberships.ts';
import type { PersonalToken } from '../../tables/personal-tokens.ts';
import type { Person } from '../../tables/people.ts';
import type { Resource } from '../../tables/workspace-resources.ts';
import type { Workspace } from '../../tables/workspaces.ts';
import { parseExtra } from './workspace-extra.ts';

/* Domain rows as Modbox writes them. */

const iso = (at: number): string => new Date(at).toISOString();

export function workspaceOnWire(workspace: Workspace) {
  const { realm, updatedAt } = parseExtra(workspace.extra);
  return {
    id: workspace.id,
    name: workspace.name,
    description: workspace.description,
    realm,
    created_by: workspace.creatorId,
    created_at: iso(workspace.createdAt),
    updated_at: iso(updatedAt),
  };
}

export function memberOnWire(member: Member) {
  return {
    user_id: member.personId,
    role: member.role,
    email: member.email,
    created_at: iso(member.invitedAt),
  };
}

export function detailOnWire(workspace: Workspace, members: readonly Member[]) {
  return { ...workspaceOnWire(workspace), members: members.map(memberOnWire) };
}

export function userOnWire(person: Person) {
  const name = [person.firstName, person.lastName].filter((part) => part !== null).join(' ');
  return { user_id: person.id, email: person.email, name: name === '' ? person.email : name };
}

export function tokenOnWire(token: PersonalToken) {
  return {
    id: token.id,
    description: token.description,
    prefix: token.prefix,
    created_at: iso(token.createdAt),
  };
}

export function resourceOnWire(resource: Resource) {
  return {
    id: resource.id,
    workspace_id: resource.workspaceId,
    name: resource.name,
    status: resource.status,
    created_by: resource.creatorId,
    created_at: iso(resource.createdAt),
  };
}
