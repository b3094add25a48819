import type { Directory } from '../../directory.ts';
import type { Person } from '../../tables/people.ts';
import type { Workspace } from '../../tables/workspaces.ts';
import { requirePerson, type Identity } from './identity.ts';
import { done, refuse, type Outcome } from './outcome.ts';
import type { Role } from './rules.ts';

/** The request that a route answers. */
export interface Call {
  readonly directory: Directory;
  readonly identity: Identity | null;
  readonly params: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export const systemName = 'system-initiative';

export interface Admitted {
  readonly person: Person;
  readonly workspace: Workspace;
  readonly role: string;
}

/**
 * The workspace exists → signed in → a member of it → in one of these roles: in this order, as on the real server,
 * so an unknown workspace is 404 even without a sign-in. Only a verified e-mail is checked before all that.
 */
export function admit(call: Call, allowed: readonly Role[], verified = false): Outcome<Admitted> {
  const { directory, identity, params } = call;
  if (verified) {
    const person = requirePerson(identity, true);
    if (!person.ok) return person;
  }
  const id = params['workspaceId'] ?? '';
  // The database of the real server refuses texts with a NUL in them.
  if (id.includes('\0')) return refuse.unexpected();
  const workspace = directory.workspaces.byId(id, systemName);
  if (!workspace) return refuse.workspaceNotFound();
  const person = requirePerson(identity, false);
  if (!person.ok) return person;
  const role = directory.memberships.roleOf(workspace.id, person.value.id);
  if (role === null) return refuse.notMember();
  if (allowed.length > 0 && !allowed.some((one) => one === role)) return refuse.roleNeeded(allowed);
  return done({ person: person.value, workspace, role });
}
