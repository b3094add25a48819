import { comparable } from '../../../../src-preload/shared/normalize.ts';
import { ownerRoleOf } from '../../../access/access.ts';
import { isReported } from '../../../base/records.ts';
import { listsOf, type ChangeContext } from '../../context.ts';
import { findMember, personName } from '../../snapshot/find.ts';
import type { Subject } from '../access-checks.ts';
import type { PreImageOf } from '../pre-image.ts';
import { inOwnPlace } from '../target.ts';

export type Invite = ChangeContext<'member.invite'>;
export type SetRole = ChangeContext<'member.set-role'>;
export type Remove = ChangeContext<'member.remove'>;

/** Of every change to members. */
export const inRoster = { ...inOwnPlace, changes: 'roster' } as const;

/** Who is meant: known by e-mail before and after their id is. */
export const personKey = (one: { connectionId: string; workspaceId: string; email: string }): string =>
  [one.connectionId, one.workspaceId, comparable(one.email)].join('\n');

/** The one that the change is about, as the snapshot has them. */
export const memberOf = (context: SetRole | Remove) =>
  findMember(listsOf(context), context.request.userId, context.request.email);

/** Whether the snapshot has them as an owner; a role that wasn't reported may be that. */
export function isOwner(context: SetRole | Remove): boolean {
  const owner = ownerRoleOf(context);
  const role = memberOf(context)?.role ?? null;
  return owner !== null && role !== null && (role === owner || !isReported(role));
}

export function memberImage(context: SetRole | Remove): PreImageOf<'member'> {
  const member = memberOf(context);
  return {
    of: 'member',
    userId: member?.userId ?? null,
    name: personName(member, context.request.email),
    role: member?.role ?? null,
    invitationId: null,
    alike: [],
  };
}

export function subjectOf(context: SetRole | Remove): Subject {
  const member = memberOf(context);
  return {
    name: personName(member, context.request.email),
    role: member?.role ?? null,
    status: member?.status ?? null,
    isMe: member?.userId === context.connection.identity.userId,
  };
}
