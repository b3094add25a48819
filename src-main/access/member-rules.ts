import type { Permission } from '../../src-preload/contract/refs.ts';
import { ownerRoleOf, roleLabel, type Access } from './access.ts';
import { permissionFor, supportPermission, type AccessNow } from './permissions.ts';
import { leaveInstead, onlyOwner, roleNotGiven } from './text.ts';
import { no } from './unsupported.ts';

/** A member as a rule looks at them. */
export interface Subject {
  role: string;
  /** `pending`: invited, not signed up, and so unable to act as an owner. */
  status: 'active' | 'pending';
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

/** Whether no other owner who can act is left without this member. `activeOwners`: those of the place who have signed up. */
export function isLastOwner(
  access: Pick<Access, 'provider' | 'row'>,
  { role, status }: Pick<Subject, 'role' | 'status'>,
  activeOwners: number,
): boolean {
  return role === ownerRoleOf(access) && activeOwners - (status === 'active' ? 1 : 0) <= 0;
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
  activeOwners: number,
): { setRole: Permission; remove: Permission } {
  const last = isLastOwner(access, subject, activeOwners);
  const guarded = (permission: Permission, sentence: (noun: string) => string): Permission =>
    permission.allowed && last ? no(sentence(ownerNoun(access))) : permission;
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
export function mayLeave(access: AccessNow, me: (Subject & { activeOwners: number }) | null): Permission {
  const leave = permissionFor('workspace.leave', access);
  if (!leave.allowed || me === null || !isLastOwner(access, me, me.activeOwners)) return leave;
  return no(onlyOwner.cannotLeave(ownerNoun(access)));
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
