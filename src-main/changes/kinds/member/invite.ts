import { isAddress } from '../../../../src-preload/shared/addresses.ts';
import { quoted } from '../../../base/quoted.ts';
import type { Check } from '../../../../src-preload/contract/plan.ts';
import { knownOrNone, knownValue, none, notReported, valueOr } from '../../../../src-preload/shared/known.ts';
import { addressKey, comparable } from '../../../../src-preload/shared/normalize.ts';
import { ownerRoleOf, roleLabel } from '../../../access/access.ts';
import { isReported, type InvitationRow, type MemberRow } from '../../../base/records.ts';
import { listsOf, arrivesAs, offers } from '../../context.ts';
import { emailForms } from '../../snapshot/alike.ts';
import {
  findMember,
  isOpen,
  membersWithEmail,
  openInvitation,
  personName,
  sameEmailOtherCase,
} from '../../snapshot/find.ts';
import { putInvitation } from '../../snapshot/invitations.ts';
import { roleChecks } from '../access-checks.ts';
import { ask, block, note } from '../check.ts';
import { missingFrom, storedAs } from '../creation.ts';
import { personMark } from '../history-mark.ts';
import { defineKind, type PlanPosition, type Step, type Verdict } from '../kind.ts';
import { must, readBackFrom } from '../lists.ts';
import type { PreImage, PreImageOf } from '../pre-image.ts';
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
      alike: alikeTo(context).map(({ id }) => id),
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
  cameAs,
  moved: movedMember,
  inverse: uninvite,
  historyMark: ({ email }) => personMark(['member.joined', 'invitation.sent'], { userId: null, email }),
  duplicateKey: (request) => `invite\n${personKey(request)}`,
  brings: personKey,
  // Where the role is given by a change of its own, that one says it.
  secondPerson: (context) =>
    context.facts.joining.role === 'carried' &&
    context.request.role !== null &&
    context.request.role === ownerRoleOf(context)
      ? 'owners'
      : null,
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

function inviteChecks(context: Invite, { alone, repeated }: PlanPosition): Check[] {
  const { request, facts, roles, now } = context;
  const at = listsOf(context);
  const { email } = request;
  if (!isAddress(email)) return [block('invalid', memberText.notAnEmail(email))];
  const role = request.role === null ? null : roles.find(({ id }) => id === request.role);
  if (role === undefined) return [block('invalid', memberText.noSuchRole(request.role ?? ''))];
  if (repeated) return [block('duplicate-email', memberText.twiceInPlan(email))];
  const [same] = membersWithEmail(at, email);
  const there = (text: string) => [alone ? block('duplicate-email', text) : note('already-so', text)];
  if (same)
    return there(memberText.isThere(email, same.status === 'pending', roleLabel(context.roles, same.role)));
  if (facts.joining.shownIn === 'invitations' && openInvitation(at, email, now) !== null)
    return there(memberText.hasInvitation(email));
  const refused = context.connection.provider.emailProblem?.(email) ?? null;
  if (refused !== null) return [block('invalid', refused)];

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
  // The request names the id of the member found by this e-mail.
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

/** Someone in the lists who may be the one that was invited. */
interface Found {
  id: string;
  email: string;
  /** A member, or one who has accepted. */
  hasJoined: boolean;
  /** A member; else an invitation. */
  isMember: boolean;
  /** null: none, or not reported. */
  role: string | null;
}

const asMember = ({ userId: id, email, role }: MemberRow): Found => ({
  id,
  email,
  hasJoined: true,
  isMember: true,
  role: isReported(role) ? role : null,
});
const asInvited = ({ id, email, role, status }: InvitationRow): Found => ({
  id,
  email,
  hasJoined: status === 'accepted',
  isMember: false,
  role: valueOr(role, null),
});

/** Those that have this very address: members, or an open invitation. */
function exactly({ request, facts, now, ...context }: Invite): Found[] {
  const at = listsOf({ ...context, request });
  const open = facts.joining.shownIn === 'invitations' ? openInvitation(at, request.email, now) : null;
  return [...membersWithEmail(at, request.email).map(asMember), ...(open ? [asInvited(open)] : [])];
}

/**
 * Those whose address a server could have made of this one, in another case or without what follows a plus sign, and all invitations to
 * it that are open or were accepted.
 */
function alikeTo({ request, facts, now, ...context }: Invite): Found[] {
  const at = listsOf({ ...context, request });
  return emailForms(request.email).flatMap((form) => {
    const members = at.people
      .byEmail(form)
      .filter(({ email }) => comparable(email) !== comparable(request.email));
    const sent = facts.joining.shownIn === 'invitations' ? (at.invited.get(addressKey(form)) ?? []) : [];
    const invitations = sent.flatMap((id) => at.invitations.get(id) ?? []);
    const alive = invitations.filter((one) => isOpen(one, now) || one.status === 'accepted');
    return [...members.map(asMember), ...alive.map(asInvited)];
  });
}

const isNew = ({ id }: Found, before: PreImageOf<'member'>): boolean =>
  !before.alike.includes(id) && id !== before.invitationId && id !== before.userId;

/** The one that it brought: the address itself, or else one alike that wasn't there before. */
function brought(context: Invite, before: PreImageOf<'member'> | null): Found | null {
  const [found] = exactly(context);
  if (found !== undefined || before === null) return found ?? null;
  return alikeTo(context).find((one) => isNew(one, before)) ?? null;
}

function verifyInvited(context: Invite, before: PreImageOf<'member'> | null): Verdict {
  const at = listsOf(context);
  if (brought(context, before) !== null) return 'yes';
  const list = context.facts.joining.shownIn;
  return list === 'members' && at.people.hasUnreportedEmail() ? 'unknown' : missingFrom(at.freshness(list));
}

/** A server may keep another address, give another role, or let someone in at once. */
function cameAs(context: Invite, before: PreImage | null): string | null {
  const { request, facts } = context;
  const found = brought(context, before?.of === 'member' ? before : null);
  if (found === null) return null;
  const { role } = found;
  const isOther = facts.joining.role === 'carried' && request.role !== null && role !== null;
  const said = [
    storedAs(request.email.trim(), found.email),
    facts.joining.shownIn === 'invitations' && found.hasJoined ? memberText.joinedAlready : null,
    isOther && role !== request.role ? memberText.cameAs(roleLabel(context.roles, role)) : null,
  ].filter((text) => text !== null);
  return said.length > 0 ? said.join(' ') : null;
}

/**
 * An open invitation is cancelled; a person who has joined since is removed, where the system has that. Never one who was there before: an
 * address that differs in case alone is another person's.
 */
function uninvite(context: Invite, before: PreImageOf<'member'>) {
  const { connectionId, workspaceId } = context.request;
  const ref = { connectionId, workspaceId };
  const all = [...exactly(context), ...alikeTo(context)].filter((one) => isNew(one, before));
  const open = all.find(({ isMember, hasJoined }) => !isMember && !hasJoined);
  if (open && offers(context, 'invitation.cancel'))
    return {
      type: 'invitation.cancel',
      ...ref,
      invitationId: open.id,
      email: open.email,
      reason: '',
    } as const;
  const [member, second] = all.filter(({ isMember }) => isMember);
  if (second !== undefined) return null;
  return member && offers(context, 'member.remove')
    ? ({ type: 'member.remove', ...ref, userId: member.id, email: member.email } as const)
    : null;
}
