import type { CredentialKind } from '../../src-preload/contract/connections.ts';
import { knownValue, type Known } from '../../src-preload/contract/known.ts';
import type { Permission } from '../../src-preload/contract/refs.ts';
import { capability, type Capability } from '../../src-preload/contract/workspaces.ts';
import type { Provider } from '../providers/provider.ts';

/** What decides whether something may be done now, besides the system's own tables. */
export interface Standing {
  provider: Provider;
  myRole: Known<string>;
  credential: CredentialKind;
  /** Why nothing can be written now (offline, signed out, read-only), or null. */
  cannotWrite: string | null;
}

const reads = new Set<Capability>(['member.list', 'token.list', 'workspace.open']);
const no = (reason: string): Permission => ({ allowed: false, reason });

/** Support first, then my role, then the moment: the reason that lasts longest is the one shown. */
export function permissionFor(name: Capability, standing: Standing): Permission {
  const entry = standing.provider.capabilities[name];
  if (!entry.supported) return no(entry.reason);
  const role = standing.provider.permits(name, standing.myRole, standing.credential);
  if (!role.allowed) return role;
  if (standing.cannotWrite !== null && !reads.has(name)) return no(standing.cannotWrite);
  return { allowed: true };
}

export function allPermissions(standing: Standing): Record<Capability, Permission> {
  const entries = capability.options.map((name) => [name, permissionFor(name, standing)] as const);
  // Every option of the enum is in it, which `fromEntries` can't express.
  return Object.fromEntries(entries) as Record<Capability, Permission>;
}

/** What each role may do for a person who is signed in as themself. */
export function rolesMay(provider: Provider): Record<string, Capability[]> {
  const may = (role: string) =>
    capability.options.filter(
      (name) =>
        provider.capabilities[name].supported && provider.permits(name, knownValue(role), 'session').allowed,
    );
  return Object.fromEntries(provider.roles.map(({ id }) => [id, may(id)]));
}

export interface PersonStanding {
  role: string;
  isMe: boolean;
  /** Owners among the members that have signed up. */
  owners: number;
}

/** What may be done to one member: the system's refusals and the last-owner guard, said before they are tried. */
export function memberActions(standing: Standing, person: PersonStanding) {
  const { provider } = standing;
  const lastOwner = person.role === provider.ownerRole && person.owners <= 1;
  const setRole = permissionFor('member.set-role', standing);
  const remove = permissionFor('member.remove', standing);
  const removal = provider.permitsRemoval(person.role, false);
  return {
    setRole:
      setRole.allowed && lastOwner
        ? no('The only owner keeps the role: make somebody else owner first.')
        : setRole,
    remove: !remove.allowed
      ? remove
      : person.isMe
        ? no('That is you: use “Leave” in the settings of this workspace.')
        : removal,
  };
}
