import type { ApiKey } from '../../tables/api-keys.ts';
import type { Organization, OrganizationMember } from '../../tables/organizations.ts';
import type { Workspace } from '../../tables/workspaces.ts';
import { parseWorkspaceExtra } from './workspace-extra.ts';

/* Domain rows as the management API writes them. */

const iso = (at: number): string => new Date(at).toISOString();

/** A person who hasn't signed up has no name yet: then it is the address. */
export function displayName(person: {
  readonly email: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
}): string {
  const name = [person.firstName, person.lastName].filter((part) => part !== null).join(' ');
  return name === '' ? person.email : name;
}

export function organizationOnWire(organization: Organization, role: string) {
  return { id: organization.id, name: organization.name, kind: organization.kind, role };
}

/** `role` is the caller's own; null for a Super Administrator who is not its member. */
export function workspaceOnWire(workspace: Workspace, organizationId: string, role: string | null) {
  return {
    id: workspace.id,
    name: workspace.name,
    organization_id: organizationId,
    is_default: parseWorkspaceExtra(workspace.extra).isDefault,
    role,
    created_at: iso(workspace.createdAt),
  };
}

export function memberOnWire(person: Omit<OrganizationMember, 'joinedAt'>) {
  return { user_id: person.personId, email: person.email, name: displayName(person), role: person.role };
}

/** The value is not among it: it has a route of its own. */
export function keyOnWire(key: ApiKey) {
  return {
    id: key.id,
    name: key.name,
    enabled: key.enabled,
    created_at: iso(key.createdAt),
    created_by: key.ownerId,
  };
}
