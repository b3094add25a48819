import type { Check } from '../../../src-preload/contract/changes.ts';
import type { Permission } from '../../../src-preload/contract/refs.ts';
import { block, type CheckContext } from './check.ts';
import { findMember, otherOwners, personName, type PlaceSnapshot } from '../snapshot/snapshot.ts';
import { offers, ownerRoleOf, whoOf, withSource } from './place.ts';

/** What my role and credential allow, and what the system refuses to do to certain people, roles and tokens. */
export function permissionChecks(context: CheckContext): Check[] {
  const { request, connection, ground, teller } = context;
  const { provider } = connection;
  // A list that can't be made in one go is made by creating each.
  const capability =
    request.type === 'workspace.provision' && !offers(teller, 'workspace.provision')
      ? 'workspace.create'
      : request.type;
  const permission = provider.permits(capability, whoOf(teller));
  const checks = permission.allowed ? [] : [refusal('not-allowed', permission)];
  if (!('workspaceId' in request)) return checks;
  const at = ground.place(request.connectionId, request.workspaceId);
  switch (request.type) {
    case 'member.invite':
      // Where invitations carry no role, nothing is given yet.
      if (request.role !== null && teller.facts.joining.role === 'carried')
        checks.push(...roleRefusal(context, null, request.role));
      return checks;
    case 'member.set-role': {
      const from = findMember(at, request.userId, request.email)?.role ?? null;
      if (from !== null && from !== request.role) checks.push(...roleRefusal(context, from, request.role));
      return [...checks, ...lastOwner(context, at)];
    }
    case 'member.remove':
    case 'workspace.leave':
      return [...withRemoval(context, at, checks), ...lastOwner(context, at)];
    case 'token.revoke':
    case 'token.delete': {
      const reason = at.tokens.get(request.tokenId)?.refusal ?? null;
      return reason === null ? checks : [...checks, block('not-allowed', reason)];
    }
    default:
      return checks;
  }
}

const refusal = (code: Check['code'], { reason, source }: Extract<Permission, { allowed: false }>): Check =>
  block(code, withSource(reason, source));

/** A role that can't be given or taken by a change of role at all is immutable; another is only not mine to give. */
function roleRefusal({ connection, teller }: CheckContext, from: string | null, to: string): Check[] {
  const find = (id: string | null) => teller.roles.find((role) => role.id === id);
  const isFixed = find(from)?.assignable === false || find(to)?.assignable === false;
  const permission = connection.provider.permitsRole(whoOf(teller), from, to);
  if (!permission.allowed) return [refusal(isFixed ? 'role-immutable' : 'not-allowed', permission)];
  const target = find(to);
  return target?.assignable === false
    ? [block('role-immutable', `Nobody is made ${target.label} by a change of role.`)]
    : [];
}

/** The person whose role or membership this takes, me where I leave. */
function subjectOf({ request, connection, teller }: CheckContext, at: PlaceSnapshot) {
  if (
    request.type !== 'member.remove' &&
    request.type !== 'member.set-role' &&
    request.type !== 'workspace.leave'
  )
    return null;
  const { identity } = connection;
  const leaves = request.type === 'workspace.leave';
  const userId = leaves ? identity.userId : request.userId;
  const email = leaves ? identity.email : request.email;
  const member = findMember(at, userId, email);
  const mine = leaves && teller.row?.myRole.state === 'known' ? teller.row.myRole.value : null;
  return {
    userId: member?.userId ?? userId,
    name: personName(member, email),
    role: member?.role ?? mine,
    self: leaves || member?.userId === identity.userId,
  };
}

function withRemoval(context: CheckContext, at: PlaceSnapshot, checks: Check[]): Check[] {
  const subject = subjectOf(context, at);
  if (!subject || subject.role === null) return checks;
  const { provider } = context.connection;
  const removal = provider.permitsRemoval(whoOf(context.teller), subject.role, subject.self);
  if (removal.allowed) return checks;
  const said = refusal(subject.self ? 'lock-out' : 'not-allowed', removal);
  // Said once, with the code that says whom it concerns.
  return [...checks.filter(({ words }) => words !== said.words), said];
}

function lastOwner(context: CheckContext, at: PlaceSnapshot): Check[] {
  const { request, teller } = context;
  const owner = ownerRoleOf(teller);
  const subject = subjectOf(context, at);
  if (owner === null || !subject || subject.role !== owner) return [];
  if (request.type === 'member.set-role' && request.role === owner) return [];
  if (at.freshness('members').fetchedAt === null) return [];
  if (otherOwners(at, owner, subject.userId) > 0) return [];
  const label = teller.roles.find(({ id }) => id === owner)?.label ?? 'owner';
  const noun = label.toLowerCase() === 'owner' ? 'owner' : label;
  return [block('last-owner', `${subject.name} is the only ${noun}: make somebody else ${noun} first.`)];
}
