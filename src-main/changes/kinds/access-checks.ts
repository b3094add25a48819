import type { Check } from '../../../src-preload/contract/plan.ts';
import type { Permission } from '../../../src-preload/contract/refs.ts';
import type { Access } from '../../access/access.ts';
import { countOwners, lastOwnerReason, removalPermission, roleGrant } from '../../access/member-rules.ts';
import { onlyOwner } from '../../access/text.ts';
import { withSource } from '../../access/unsupported.ts';
import type { MemberRow } from '../../base/records.ts';
import type { PlaceSnapshot } from '../snapshot/snapshot.ts';
import { block } from './check.ts';

/** The member whose role or membership a change takes; me where I leave. */
export interface Subject {
  name: string;
  /** null: not known; empty: not reported. */
  role: string | null;
  /** null: not among the members. */
  status: MemberRow['status'] | null;
  isMe: boolean;
}

export const refusalCheck = (
  code: Check['code'],
  permission: Extract<Permission, { allowed: false }>,
): Check => block(code, withSource(permission));

/** A role that no change of role can give or take is immutable; another is only not mine to give. */
export function roleChecks(access: Access, from: string | null, to: string): Check[] {
  const grant = roleGrant(access, from, to);
  return grant.allowed ? [] : [refusalCheck(grant.fixed ? 'role-immutable' : 'not-allowed', grant)];
}

/** What the system refuses when this member goes. */
export function removalChecks(access: Access, { role, isMe }: Subject): Check[] {
  if (role === null) return [];
  const permission = removalPermission(access, { role, isMe });
  return permission.allowed ? [] : [refusalCheck(isMe ? 'lock-out' : 'not-allowed', permission)];
}

/** The last owner stays. Nothing is claimed from a list that was never fetched. */
export function lastOwnerChecks(access: Access, at: PlaceSnapshot, { name, role, status }: Subject): Check[] {
  if (role === null || at.freshness('members').fetchedAt === null) return [];
  const owners = countOwners(access, at.people.counts());
  const subject = { role, status: status ?? 'pending' };
  const reason = lastOwnerReason(access, subject, owners, (noun) => onlyOwner.named(name, noun));
  return reason === null ? [] : [block('last-owner', reason)];
}
