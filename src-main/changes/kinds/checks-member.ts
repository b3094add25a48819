import type { ChangeRequest, Check } from '../../../src-preload/contract/changes.ts';
import { ask, block, note, type CheckContext } from './check.ts';
import { noOpChecks } from './checks-no-op.ts';
import { tokensStay } from './checks-token.ts';
import { findMember, isOpen, openInvitation, personName, sameEmailOtherCase } from '../snapshot/snapshot.ts';
import { organizationOf } from './lists.ts';
import { ownerRoleOf, roleLabel, scopeOf } from './place.ts';
import { quoted, thisPlace } from '../text.ts';

/** Enough to catch a slip; whether an address exists only its server knows. */
const emailShape = /^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[^\s@<>(),;:"]+$/;

type Of<T extends ChangeRequest['type']> = Extract<ChangeRequest, { type: T }>;

/** The checks of changes to people and to their invitations. */
export function memberChecks(context: CheckContext): Check[] {
  const { request } = context;
  switch (request.type) {
    case 'member.invite':
      return inviteChecks(context, request);
    case 'member.set-role':
      return roleChangeChecks(context, request);
    case 'member.remove':
      return removalChecks(context, request);
    case 'invitation.cancel': {
      const { ground, now } = context;
      const at = ground.place(request.connectionId, request.workspaceId);
      const found = at.invitations.get(request.invitationId);
      return found?.status === 'accepted' && !isOpen(found, now)
        ? [block('invalid', `${request.email} has accepted it: there is nothing left to cancel.`)]
        : noOpChecks(context);
    }
    default:
      return [];
  }
}

function inviteChecks(context: CheckContext, request: Of<'member.invite'>): Check[] {
  const { ground, teller, now } = context;
  const { facts, roles } = teller;
  const at = ground.place(request.connectionId, request.workspaceId);
  const email = request.email.trim();
  if (!emailShape.test(email)) return [block('invalid', `${quoted(email)} isn’t an e-mail address.`)];
  const role = request.role === null ? null : roles.find(({ id }) => id === request.role);
  if (role === undefined) return [block('invalid', `There is no role ${quoted(request.role ?? '')} here.`)];
  if (context.repeated) return [block('duplicate-email', `${email} is in this plan twice.`)];
  const same = findMember(at, null, email);
  const there = (words: string) =>
    context.alone ? [block('duplicate-email', words)] : [note('already-so', words)];
  if (same?.email === email) {
    const state = same.status === 'pending' ? 'invited' : 'a member';
    return there(`${email} is ${state} already (${roleLabel(roles, same.role)}).`);
  }
  if (facts.joining.shownIn === 'invitations' && openInvitation(at, email, now) !== null)
    return there(`${email} is invited already: it is the duplicate that is refused, not the mail.`);

  const checks: Check[] = [];
  const { days } = facts.joining;
  if (days !== null && request.days !== undefined && (request.days < days.min || request.days > days.max))
    checks.push(block('invalid', `An invitation is good for ${days.min} to ${days.max} days.`));
  // What waits for the person to join can't be given then either.
  if (role?.assignable === false && facts.joining.role === 'after-join')
    checks.push(block('role-immutable', `Nobody is made ${role.label} by a change of role.`));
  const [alike] = sameEmailOtherCase(at, email);
  if (alike)
    checks.push(
      ask(
        'case-variant-email',
        `${alike.email} is in it already. Written as ${email} it can become a second, separate user.`,
      ),
    );
  const owner = ownerRoleOf(teller);
  if (role && role.id === owner && facts.joining.role === 'carried')
    checks.push(ask('owner-granted', grantedWords(email)));
  return [...checks, ...organizationChecks(context, request)];
}

const grantedWords = (name: string) =>
  `${name} will be able to do everything in it, also to remove your access.`;

/** People of a workspace are picked from its organization’s, where that is the system’s way. */
function organizationChecks(
  { ground, connection, teller }: CheckContext,
  request: Of<'member.invite'>,
): Check[] {
  const organization = organizationOf(request, connection, ground);
  if (organization === null) return [];
  const at = ground.place(request.connectionId, organization);
  const known = teller.row?.organization;
  const name = quoted(known?.state === 'known' ? known.value.name : organization);
  if (findMember(at, null, request.email) !== null) return [];
  if (at.freshness('members').fetchedAt === null)
    return [
      note(
        'not-in-organization',
        `Whether ${request.email} is in ${name} isn’t known: its members were never fetched.`,
      ),
    ];
  return [
    block('not-in-organization', `${request.email} isn’t in ${name}: add them to the organization first.`),
  ];
}

function roleChangeChecks(context: CheckContext, request: Of<'member.set-role'>): Check[] {
  const { ground, teller, connection } = context;
  const { roles } = teller;
  const at = ground.place(request.connectionId, request.workspaceId);
  const member = findMember(at, request.userId, request.email);
  const to = roles.find(({ id }) => id === request.role);
  if (!to) return [block('invalid', `There is no role ${quoted(request.role)} here.`)];
  if (!member) return [block('invalid', `${request.email} isn’t a member of ${thisPlace(scopeOf(teller))}.`)];
  const done = noOpChecks(context);
  if (done.length > 0) return done;
  const name = personName(member, request.email);
  const from = roles.find(({ id }) => id === member.role);
  const owner = ownerRoleOf(teller);
  const checks: Check[] = [];
  if (to.id === owner) checks.push(ask('owner-granted', grantedWords(name)));
  if (owner !== null && member.role === owner)
    checks.push(ask('owner-removed', `${name} stops being ${roleLabel(roles, owner)}.`));
  if (member.userId === connection.identity.userId && from && to.rank < from.rank)
    checks.push(
      ask('lock-out', `This is you: as ${to.label} you can’t give yourself the role of ${from.label} back.`),
    );
  return checks;
}

function removalChecks(context: CheckContext, request: Of<'member.remove'>): Check[] {
  const { ground, teller, connection } = context;
  const member = ground.place(request.connectionId, request.workspaceId).people.get(request.userId);
  if (!member) return noOpChecks(context);
  const name = personName(member, request.email);
  const self = member.userId === connection.identity.userId;
  const owner = ownerRoleOf(teller);
  const checks: Check[] = [];
  if (self)
    checks.push(ask('lock-out', `This is you: you lose your own access to ${thisPlace(scopeOf(teller))}.`));
  if (owner !== null && member.role === owner)
    checks.push(ask('owner-removed', `${name} is ${roleLabel(teller.roles, owner)}.`));
  return [...checks, ...tokensStay(context, member.userId, self ? 'Your' : `${name}’s`)];
}
