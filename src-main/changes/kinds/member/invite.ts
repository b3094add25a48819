import type { Check } from '../../../../src-preload/contract/changes.ts';
import { knownOrNone, knownValue, none, notReported, valueOr } from '../../../../src-preload/shared/known.ts';
import { ownerRoleOf, roleLabel } from '../../../access/access.ts';
import { listsOf, arrivesAs, offers } from '../../context.ts';
import {
  findMember,
  membersWithEmail,
  openInvitation,
  personName,
  sameEmailOtherCase,
} from '../../snapshot/find.ts';
import { putInvitation } from '../../snapshot/invitations.ts';
import { quoted } from '../../text.ts';
import { roleChecks } from '../access-checks.ts';
import { ask, block, note } from '../check.ts';
import { missingFrom } from '../creation.ts';
import { personMark } from '../history-mark.ts';
import { defineKind, type PlanPosition, type Step, type Verdict } from '../kind.ts';
import { must, readBackFrom } from '../lists.ts';
import type { PreImageOf } from '../pre-image.ts';
import { organizationOf } from './organization.ts';
import { movedMember } from './moved.ts';
import { sameEmailText } from './same-email.text.ts';
import { inRoster, personKey, type Invite } from './shared.ts';
import { inviteText, memberText } from './text.ts';

export const invite = defineKind<'member.invite', 'member'>('member', {
  op: 'add',
  confirmation: 'none',
  ...inRoster,
  expand: inviteSteps,
  // A role that waits for its person to join stays here.
  toWire: ({ request, facts }) =>
    facts.joining.role === 'after-join' ? { ...request, role: null } : request,
  needs(context) {
    const organization = organizationOf(context);
    return [
      ...must(context, 'members'),
      ...(context.facts.joining.shownIn === 'invitations' ? must(context, 'invitations') : []),
      ...(context.request.role === null ? [] : must(context, 'roles')),
      ...(organization === null
        ? []
        : [{ place: organization, list: 'members', must: false, unread: null } as const]),
    ];
  },
  readBackLists: ({ facts }) => readBackFrom(facts.joining.shownIn),
  preImage(context) {
    const { request, now } = context;
    const at = listsOf(context);
    // Another case may be another person to the server, so an invitation finds only the exact address.
    const member = membersWithEmail(at, request.email)[0] ?? null;
    return {
      of: 'member',
      userId: member?.userId ?? null,
      name: personName(member, request.email),
      role: member?.role ?? null,
      invitationId: openInvitation(at, request.email, now)?.id ?? null,
      alike: sameEmailOtherCase(at, request.email).map(({ userId }) => userId),
    };
  },
  inputChecks: inviteChecks,
  checks: () => [],
  accessChecks: (context) =>
    // Where invitations carry no role, nothing is given yet.
    context.request.role !== null && context.facts.joining.role === 'carried'
      ? roleChecks(context, null, context.request.role)
      : [],
  simulate: simulateInvitation,
  verify: verifyInvited,
  moved: movedMember,
  inverse: uninvite,
  historyMark: ({ email }) => personMark(['member.joined', 'invitation.sent'], { userId: null, email }),
  duplicateKey: (request) => `invite\n${personKey(request)}`,
  brings: personKey,
  goal: ({ type, connectionId, workspaceId, email }) => [type, connectionId, workspaceId, email].join('\n'),
  text: inviteText,
});

/**
 * An invitation with a role is two items where invitations carry none and the role can be given at once: half of it may succeed, and then
 * the other half must be visible and finishable.
 */
function inviteSteps(context: Invite): Step[] {
  const invite = context.request;
  const arrives = arrivesAs(context);
  const { connectionId, workspaceId, email, role } = invite;
  const only = (request: typeof invite): Step[] => [{ request, pause: null }];
  if (role === null || arrives === null) return only(invite);
  if (role === arrives) return only({ ...invite, role: null });
  if (context.facts.joining.role !== 'second-step') return only(invite);
  return [
    ...only({ ...invite, role: null }),
    {
      request: { type: 'member.set-role', connectionId, workspaceId, userId: null, email, role },
      pause: null,
    },
  ];
}

/** Enough to catch a slip; whether an address exists only its server knows. */
const emailShape = /^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[^\s@<>(),;:"]+$/;

function inviteChecks(context: Invite, { alone, repeated }: PlanPosition): Check[] {
  const { request, facts, roles, now } = context;
  const at = listsOf(context);
  const { email } = request;
  if (!emailShape.test(email)) return [block('invalid', memberText.notAnEmail(email))];
  const role = request.role === null ? null : roles.find(({ id }) => id === request.role);
  if (role === undefined) return [block('invalid', memberText.noSuchRole(request.role ?? ''))];
  if (repeated) return [block('duplicate-email', memberText.twiceInPlan(email))];
  const [same] = membersWithEmail(at, email);
  const there = (text: string) => [alone ? block('duplicate-email', text) : note('already-so', text)];
  if (same)
    return there(memberText.isThere(email, same.status === 'pending', roleLabel(context.roles, same.role)));
  if (facts.joining.shownIn === 'invitations' && openInvitation(at, email, now) !== null)
    return there(memberText.hasInvitation(email));

  const { days } = facts.joining;
  const isOutside =
    days !== null && request.days !== undefined && (request.days < days.min || request.days > days.max);
  const [alike] = sameEmailOtherCase(at, email);
  const owner = ownerRoleOf(context);
  return [
    ...(isOutside ? [block('invalid', memberText.days(days.min, days.max))] : []),
    // What waits for the person to join can't be given then either.
    ...(role?.assignable === false && facts.joining.role === 'after-join'
      ? [block('role-immutable', memberText.notAssignable(role.label))]
      : []),
    ...(alike ? [ask('case-variant-email', memberText.otherCase(alike.email, email))] : []),
    ...(role && role.id === owner && facts.joining.role === 'carried'
      ? [ask('owner-granted', memberText.ownerGranted(email))]
      : []),
    ...organizationChecks(context),
  ];
}

/** Members of a workspace are picked from its organization’s, where that is the system’s way. */
function organizationChecks(context: Invite): Check[] {
  const organization = organizationOf(context);
  if (organization === null) return [];
  const { request, row, snapshot } = context;
  const at = snapshot.place(request.connectionId, organization);
  const known = row ? valueOr(row.organization, null) : null;
  const name = quoted(known?.name ?? organization);
  if (findMember(at, null, request.email) !== null) return [];
  // The server is told the id of the one who is found by this e-mail.
  if (membersWithEmail(at, request.email).length > 1)
    return [block('ambiguous-email', sameEmailText.severalInOrganization(request.email, name))];
  if (at.freshness('members').fetchedAt === null)
    return [note('not-in-organization', memberText.organizationUnknown(request.email, name))];
  return [block('not-in-organization', memberText.notInOrganization(request.email, name))];
}

function simulateInvitation(context: Invite): void {
  const { request, facts, connection, now } = context;
  const { joining } = facts;
  const at = listsOf(context);
  const { email } = request;
  if (joining.shownIn === 'invitations')
    putInvitation(at, {
      id: `invited:${email}`,
      email,
      role: knownOrNone(joining.role === 'carried' ? request.role : null),
      status: 'pending',
      invitedBy: knownValue(connection.identity.name),
      message: knownOrNone(request.message ?? null),
      createdAt: knownValue(now),
      expiresAt: notReported,
      endedAt: none,
    });
  else
    at.people.put({
      userId: `invited:${email}`,
      email,
      name: notReported,
      role: arrivesAs(context) ?? request.role ?? '',
      status: joining.verb === 'add' ? 'active' : 'pending',
      signedUpAt: none,
      enteredAt: notReported,
    });
}

function verifyInvited(context: Invite, before: PreImageOf<'member'> | null): Verdict {
  const { request, facts, now } = context;
  const at = listsOf(context);
  const isMember = membersWithEmail(at, request.email).length > 0;
  if (facts.joining.shownIn === 'invitations')
    return isMember || openInvitation(at, request.email, now) !== null
      ? 'yes'
      : missingFrom(at.freshness('invitations'));
  if (isMember) return 'yes';
  // A server may keep the address in lower case: then a new member differs from it in case alone.
  const alike = at.people.byEmail(request.email);
  if (before !== null && alike.some(({ userId }) => !before.alike.includes(userId))) return 'yes';
  return at.people.hasUnreportedEmail() ? 'unknown' : missingFrom(at.freshness('members'));
}

/**
 * An open invitation is cancelled; a person who has joined since is removed, where the system has that. Never one who was there before: an
 * address that differs in case alone is another person's.
 */
function uninvite(context: Invite, before: PreImageOf<'member'>) {
  const { connectionId, workspaceId, email } = context.request;
  const at = listsOf(context);
  const ref = { connectionId, workspaceId };
  const open = openInvitation(at, email, context.now);
  if (open && open.id !== before.invitationId && offers(context, 'invitation.cancel'))
    return { type: 'invitation.cancel', ...ref, invitationId: open.id, email, reason: '' } as const;
  const wereThere = new Set([...before.alike, before.userId]);
  const [member, second] = at.people.byEmail(email).filter(({ userId }) => !wereThere.has(userId));
  if (second !== undefined) return null;
  return member && offers(context, 'member.remove')
    ? ({ type: 'member.remove', ...ref, userId: member.userId, email: member.email } as const)
    : null;
}
