import type { MemberStatus } from '../../src-preload/contract/members.ts';
import type { Permission } from '../../src-preload/contract/refs.ts';
import { ownerRoleOf, roleLabel, type Access } from './access.ts';
import { permissionFor, supportPermission, type AccessNow } from './permissions.ts';
import { isReported } from '../base/records.ts';
import { lastOwnerUnknown, leaveInstead, onlyOwner, roleNotGiven } from './text.ts';
import { no } from './unsupported.ts';

/** A member as a rule looks at them. */
export interface Subject {
  /** Empty: not reported. */
  role: string;
  /** `pending`: invited, not signed up, and so unable to act as an owner. */
  status: MemberStatus;
  isMe: boolean;
}

/** Whether a role may be given. `fixed`: one of the two roles is never given or taken by a change of role. */
export type RoleGrant = Permission & { fixed: boolean };

/** May this role be given to a member who has that one (null: to a person being invited)? */
export function roleGrant({ provider, who }: Access, from: string | null, to: string): RoleGrant {
  const find = (id: string | null) => who.roles.find((role) => role.id === id);
  const target = find(to);
  const fixed = find(from)?.assignable === false || target?.assignable === false;
  const permission = provider.permitsRole(who, from, to);
  if (!permission.allowed) return { ...permission, fixed };
  return target?.assignable === false
    ? { ...no(roleNotGiven(target.label)), fixed }
    : { ...permission, fixed };
}

/** May this member be removed, or leave? The system's own refusal, given before it is tried. */
export const removalPermission = (
  { provider, who }: Access,
  { role, isMe }: Pick<Subject, 'role' | 'isMe'>,
): Permission => provider.permitsRemoval(who, role, isMe);

/** The owners of a place, as far as they are known. */
export interface Owners {
  /** Those who have signed up. */
  active: number;
  /** Members whose role isn't reported, and owners of whom it isn't whether they have signed up: each may be able to act. */
  unreported: number;
}

/** By the numbers of members with each role and status. */
export function countOwners(
  access: Pick<Access, 'provider' | 'row'>,
  counts: Iterable<{ role: string; status: MemberStatus; count: number }>,
): Owners {
  const owner = ownerRoleOf(access);
  const owners: Owners = { active: 0, unreported: 0 };
  for (const { role, status, count } of counts) {
    if (!isReported(role)) owners.unreported += count;
    else if (role === owner && status === 'active') owners.active += count;
    else if (role === owner && status === 'not-reported') owners.unreported += count;
  }
  return owners;
}

/** Whether no other owner who can act is left without this member. `unknown`: a role that decides it isn't reported. */
export function isLastOwner(
  access: Pick<Access, 'provider' | 'row'>,
  { role, status }: Pick<Subject, 'role' | 'status'>,
  { active, unreported }: Owners,
): 'yes' | 'no' | 'unknown' {
  const owner = ownerRoleOf(access);
  if (owner === null) return 'no';
  if (!isReported(role)) return active > 0 ? 'no' : 'unknown';
  if (role !== owner || active - (status === 'active' ? 1 : 0) > 0) return 'no';
  return unreported - (status === 'not-reported' ? 1 : 0) > 0 ? 'unknown' : 'yes';
}

/** The sentence against taking a member's ownership, or null. `only`: what is said of the only owner. */
export function lastOwnerReason(
  access: Access,
  subject: Pick<Subject, 'role' | 'status'>,
  owners: Owners,
  only: (noun: string) => string,
): string | null {
  switch (isLastOwner(access, subject, owners)) {
    case 'no':
      return null;
    case 'yes':
      return only(ownerNoun(access));
    case 'unknown':
      return lastOwnerUnknown.sentence(ownerNoun(access));
  }
}

/** What an owner is called here, inside a sentence. */
export const ownerNoun = (access: Access): string => {
  const owner = ownerRoleOf(access);
  return owner === null ? 'owner' : roleLabel(access.who.roles, owner).toLowerCase();
};

/** What may be done to one member: the system's refusals and the rule on the last owner, given before they are tried. */
export function memberActions(
  access: AccessNow,
  subject: Subject,
  owners: Owners,
): { setRole: Permission; remove: Permission } {
  const guarded = (permission: Permission, only: (noun: string) => string): Permission => {
    const reason = permission.allowed ? lastOwnerReason(access, subject, owners, only) : null;
    return reason === null ? permission : no(reason);
  };
  const setRole = permissionFor('member.set-role', access);
  return {
    setRole: guarded(setRole.allowed ? anotherRole(access, subject.role) : setRole, onlyOwner.keepsRole),
    remove: guarded(removal(access, subject), onlyOwner.stays),
  };
}

/**
 * Whether I may leave a place. `me`: as its roster has me, with how many owners it has; null where that was never read whole, so that
 * nothing is known against it.
 */
export function mayLeave(access: AccessNow, me: (Subject & { owners: Owners }) | null): Permission {
  const leave = permissionFor('workspace.leave', access);
  if (!leave.allowed || me === null) return leave;
  const reason = lastOwnerReason(access, me, me.owners, onlyOwner.cannotLeave);
  return reason === null ? leave : no(reason);
}

/** Refused where the system lets me give none of the other roles; its own reason says what to do instead. */
function anotherRole(access: Access, from: string): Permission {
  const answers = access.who.roles
    .filter(({ id, assignable }) => assignable && id !== from)
    .map(({ id }) => access.provider.permitsRole(access.who, from, id));
  return answers.some(({ allowed }) => allowed) ? { allowed: true } : (answers.at(-1) ?? { allowed: true });
}

function removal(access: AccessNow, subject: Subject): Permission {
  const remove = permissionFor('member.remove', access);
  if (!remove.allowed) return remove;
  if (subject.isMe && supportPermission(access, 'workspace.leave').allowed) return no(leaveInstead);
  return removalPermission(access, subject);
}
