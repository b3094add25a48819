import { capability, type Capability } from '../../src-preload/contract/capabilities.ts';
import type { Permission } from '../../src-preload/contract/refs.ts';
import { offeredAt } from '../providers/capability-table.ts';
import type { ApiVariant, Provider, Who } from '../providers/provider.ts';
import type { WorkspaceRow } from '../base/records.ts';

/** What decides whether something may be done now, besides the system's own tables. */
export interface Standing {
  provider: Provider;
  apiVariant: ApiVariant;
  who: Who;
  /** null: of the connection as a whole, so that the kind of the place says nothing. */
  row: Pick<WorkspaceRow, 'scope' | 'unavailable'> | null;
  /** Why nothing can be written now (offline, signed out, read-only), or null. */
  cannotWrite: string | null;
}

/** What changes nothing on a server: possible from the local copy, or worth a try in any case. */
const reads = new Set<Capability>([
  'workspace.open',
  'workspace.details',
  'member.list',
  'invitation.list',
  'role.list',
  'token.list',
  'token.copy',
  'token.probe',
]);
/** Made in the connection or in an organization, not done to a place. */
const placeless = new Set<Capability>([
  'organization.create',
  'workspace.create',
  'workspace.provision',
  'invitation.accept',
  'invitation.decline',
]);

export const no = (reason: string): Extract<Permission, { allowed: false }> => ({ allowed: false, reason });

/** Does the API variant have it, wherever? The reason comes with its source. */
export function offeredPermission(apiVariant: ApiVariant, name: Capability): Permission {
  const entry = apiVariant.capabilities[name];
  return entry.supported ? { allowed: true } : { allowed: false, reason: entry.reason, source: entry.source };
}

/** Support first, then the place, then my role, then the moment: the reason that lasts longest is the one shown. */
export function permissionFor(name: Capability, standing: Standing): Permission {
  const { provider, apiVariant, who, row, cannotWrite } = standing;
  const offered = offeredPermission(apiVariant, name);
  if (!offered.allowed) return offered;
  if (row !== null) {
    const entry = apiVariant.capabilities[name];
    const here = placeless.has(name) ? { ok: true as const } : offeredAt(entry, row.scope);
    if (!here.ok) return { allowed: false, reason: here.reason, source: entry.source };
    const unavailable = row.unavailable[name];
    if (unavailable !== undefined) return no(unavailable);
  }
  const role = provider.permits(name, who);
  if (!role.allowed) return role;
  if (cannotWrite !== null && !reads.has(name)) return no(cannotWrite);
  return { allowed: true };
}

export function allPermissions(standing: Standing): Record<Capability, Permission> {
  const entries = capability.options.map((name) => [name, permissionFor(name, standing)] as const);
  // Every option of the enum is in it, which `fromEntries` can't express.
  return Object.fromEntries(entries) as Record<Capability, Permission>;
}

export interface PersonStanding {
  role: string;
  isMe: boolean;
  /** Owners among the members that have signed up. */
  owners: number;
}

/** What may be done to one member: the system's refusals and the last-owner guard, said before they are tried. */
export function memberActions(standing: Standing, person: PersonStanding) {
  const { provider, who, row } = standing;
  const scope = row?.scope ?? 'workspace';
  const lastOwner = person.role === provider.ownerRole(scope) && person.owners <= 1;
  const owner = (who.roles.find(({ id }) => id === person.role)?.label ?? 'owner').toLowerCase();
  const mayChange = permissionFor('member.set-role', standing);
  const setRole = mayChange.allowed ? otherRole(standing, person) : mayChange;
  return {
    setRole:
      setRole.allowed && lastOwner
        ? no(`The only ${owner} keeps the role: make somebody else ${owner} first.`)
        : setRole,
    remove: removal(standing, person, lastOwner, owner),
  };
}

/**
 * Whether I may leave a place: what the table and my role say, and the last-owner guard. `person`: me as its roster has me; null where
 * that was never read, so that nothing is known against it.
 */
export function mayLeave(standing: Standing, person: PersonStanding | null): Permission {
  const leave = permissionFor('workspace.leave', standing);
  if (!leave.allowed || person === null) return leave;
  const { provider, who, row } = standing;
  if (person.role !== provider.ownerRole(row?.scope ?? 'workspace') || person.owners > 1) return leave;
  const owner = (who.roles.find(({ id }) => id === person.role)?.label ?? 'owner').toLowerCase();
  return no(`You are the only ${owner}: make somebody else ${owner} first.`);
}

/** Refused where the system lets me give this person none of the other roles; its own reason says what to do instead. */
function otherRole({ provider, who }: Standing, person: PersonStanding): Permission {
  const answers = who.roles
    .filter(({ id, assignable }) => assignable && id !== person.role)
    .map(({ id }) => provider.permitsRole(who, person.role, id));
  return answers.some(({ allowed }) => allowed) ? { allowed: true } : (answers.at(-1) ?? { allowed: true });
}

function removal(standing: Standing, person: PersonStanding, lastOwner: boolean, owner: string): Permission {
  const remove = permissionFor('member.remove', standing);
  if (!remove.allowed) return remove;
  const { apiVariant, provider, who, row } = standing;
  if (person.isMe && offeredAt(apiVariant.capabilities['workspace.leave'], row?.scope ?? 'workspace').ok) {
    return no('That is you: use “Leave” in the settings of this workspace.');
  }
  const permitted = provider.permitsRemoval(who, person.role, person.isMe);
  if (!permitted.allowed) return permitted;
  return lastOwner ? no(`The only ${owner} can’t be removed: make somebody else ${owner} first.`) : permitted;
}
