import { quoted } from '../../../base/quoted.ts';
import { formatNumber } from '../../../../src-preload/shared/format/numbers.ts';
import type { Scope } from '../../../../src-preload/contract/capabilities.ts';
import { roleLabel } from '../../../access/access.ts';
import { rowOf, arrivesAs, type PlaceContext } from '../../context.ts';
import { findMember, personName } from '../../snapshot/find.ts';
import { roleNotGiven } from '../../../access/text.ts';
import { thisPlace } from '../../text.ts';
import type { ChangeText } from '../kind.ts';
import type { PreImageOf } from '../pre-image.ts';
import { cannotUndo, canUndo, undoBy } from '../undo.ts';
import { organizationOf } from './organization.ts';
import { memberOf } from './shared.ts';

export const memberText = {
  notAnEmail: (email: string) => `${quoted(email)} isn’t an e-mail address.`,
  noSuchRole: (role: string) => `There’s no role ${quoted(role)} here.`,
  notAMember: (email: string, scope: Scope) => `${email} isn’t a member of ${thisPlace(scope)}.`,
  notJoined: (email: string) => ({
    sentence: `${email} isn’t a member of this workspace.`,
    nextStep: 'Invite them first, then assign the role.',
  }),
  checkMembers: 'Nothing was sent. Check the list of members.',
  twiceInPlan: (email: string) => `${email} is in this plan twice.`,
  isThere: (email: string, pending: boolean, role: string) =>
    `${email} is already ${pending ? 'invited' : 'a member'} (${role}).`,
  hasInvitation: (email: string) => `${email} has already been invited.`,
  days: (min: number, max: number) => `Invitations last ${min} to ${max} days.`,
  notAssignable: (role: string) => roleNotGiven(role),
  otherCase: (existing: string, email: string) =>
    `${existing} is already a member. ${email} could become a second, separate user.`,
  ownerGranted: (name: string) =>
    `${name} will be able to do everything here, including removing your access.`,
  organizationUnknown: (email: string, organization: string) =>
    `Steward can’t tell whether ${email} is in ${organization}, because its members haven’t been fetched.`,
  notInOrganization: (email: string, organization: string) =>
    `${email} isn’t in ${organization}. Add them to the organization first.`,
  stopsBeingOwner: (name: string, role: string) => `${name} will no longer be ${role}.`,
  lowersMine: (to: string, from: string) => `This is you. As ${to} you can’t restore your role as ${from}.`,
  removesMe: (scope: Scope) => `This is you. You’ll lose your own access to ${thisPlace(scope)}.`,
  isOwner: (name: string, role: string) => `${name} is ${role}.`,
  joined: (name: string, role: string) => `${name} is now a member (${role}).`,
  left: (name: string) => `${name} is no longer a member.`,
  roleMoved: (name: string, now: string, before: string) => `${name} is now ${now} (was ${before}).`,
  roleUnreported: (name: string) => `The server no longer reports the role of ${name}.`,
  joinedAlready: 'They’re a member already.',
  cameAs: (role: string) => `The server gave them the role ${role}.`,
  invited: (name: string) => `${name} has been invited since.`,
};

type Member = PreImageOf<'member'>;

export const inviteText: ChangeText<'member.invite', Member> = {
  title(context) {
    const { request, facts, snapshot } = context;
    const organization = organizationOf(context);
    const known =
      organization === null
        ? null
        : findMember(snapshot.place(request.connectionId, organization), null, request.email);
    const who = personName(known, request.email);
    const place = quoted(rowOf(context)?.name ?? request.workspaceId);
    return facts.joining.verb === 'add' ? `Add ${who} to ${place}` : `Invite ${who}`;
  },
  fact(context) {
    const { request, facts } = context;
    if (facts.joining.role === 'after-join')
      return request.role === null
        ? 'invitation'
        : `${roleLabel(context.roles, request.role)} once they’ve joined`;
    const role = arrivesAs(context) ?? request.role;
    return role === null ? 'invitation' : `as ${roleLabel(context.roles, role)}`;
  },
  verb: ({ facts }) => (facts.joining.verb === 'add' ? 'Add' : 'Invite'),
  verbForMany: (count, facts) =>
    `${facts?.joining.verb === 'add' ? 'Add' : 'Invite'} ${formatNumber(count)} people`,
  undo(context) {
    const { joining } = context.facts;
    if (joining.shownIn === 'invitations')
      return undoBy(context, 'invitation.cancel', 'You can cancel the invitation until it’s accepted.');
    return undoBy(
      context,
      'member.remove',
      joining.verb === 'add' ? 'You can remove them again.' : 'You can remove the invited person.',
    );
  },
  done: ({ request, facts }, _, workspaceName) =>
    `${request.email} was ${facts.joining.verb === 'add' ? 'added' : 'invited'} to ${quoted(workspaceName)}.`,
  noOp(context, before) {
    const { email } = context.request;
    if (before?.role === null && before.invitationId !== null) return `${email} has already been invited.`;
    return before === null || before.role === null
      ? `${email} is already a member.`
      : `${email} is already a member, as ${roleLabel(context.roles, before.role)}.`;
  },
  unshown: null,
};

export const setRoleText: ChangeText<'member.set-role', Member> = {
  title: (context) =>
    `Make ${personName(memberOf(context), context.request.email)} ${roleLabel(context.roles, context.request.role)}`,
  fact(context) {
    const from = memberOf(context)?.role ?? arrivesAs(context);
    const to = roleLabel(context.roles, context.request.role);
    return from === null ? to : `${roleLabel(context.roles, from)} → ${to}`;
  },
  verb: (context) => `Make ${roleLabel(context.roles, context.request.role)}`,
  verbForMany: (count) => `Change ${formatNumber(count)} roles`,
  undo(context) {
    const { request, roles, connection } = context;
    const member = memberOf(context);
    if (member?.role === '') return cannotUndo('The server doesn’t report the role they have now.');
    const rankOf = (id: string | undefined) => roles.find((role) => role.id === id)?.rank ?? 0;
    const lowersMine =
      member?.userId === connection.identity.userId && rankOf(request.role) < rankOf(member.role);
    return lowersMine
      ? cannotUndo(`Someone else has to make you ${roleLabel(roles, member.role)} again.`)
      : canUndo('You can restore the role.');
  },
  done: (context, before, workspaceName) =>
    `${before?.name ?? context.request.email} is ${roleLabel(context.roles, context.request.role)} in ${quoted(workspaceName)}.`,
  noOp: (context, before) =>
    `${before?.name ?? ''} is already ${roleLabel(context.roles, context.request.role)}.`,
  unshown: null,
};

export const removeText: ChangeText<'member.remove', Member> = {
  title: (context) => `Remove ${personName(memberOf(context), context.request.email)}`,
  fact(context) {
    const member = memberOf(context);
    return member ? roleLabel(context.roles, member.role) : context.request.email;
  },
  verb: () => 'Remove',
  verbForMany: (count) => `Remove ${formatNumber(count)} people`,
  undo: (context) => undoBy(context, 'member.invite', wayBack(context)),
  done: ({ request }, before, workspaceName) =>
    `${before?.name ?? request.email} was removed from ${quoted(workspaceName)}.`,
  noOp: ({ request }, before) =>
    `${before === null || before.name === '' ? request.email : before.name} is no longer a member.`,
  unshown: null,
};

function wayBack({ facts }: PlaceContext): string {
  const { verb, role } = facts.joining;
  const back = verb === 'add' ? 'You can add them again' : 'You can invite them again';
  return role === 'after-join'
    ? `${back}, and assign the role once they’ve joined.`
    : `${back} with the same role.`;
}
