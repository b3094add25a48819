import { isReported } from '../../../base/records.ts';
import type { Check } from '../../../../src-preload/contract/plan.ts';
import { knownValue } from '../../../../src-preload/shared/known.ts';
import { fail, ok } from '../../../../src-preload/shared/result.ts';
import { plainError } from '../../../base/errors.ts';
import { ownerRoleOf, roleLabel, scopeOf } from '../../../access/access.ts';
import { changeRow, listsOf } from '../../context.ts';
import { findMember, personName } from '../../snapshot/find.ts';
import { lastOwnerChecks, roleChecks } from '../access-checks.ts';
import { ask, block } from '../check.ts';
import { missingFrom, yesIf } from '../creation.ts';
import { personMark } from '../history-mark.ts';
import { defineKind } from '../kind.ts';
import { must, readBackFrom } from '../lists.ts';
import { movedMember } from './moved.ts';
import { sameEmailChecks, severalWithEmail, similarEmailChecks } from './same-email.ts';
import { inRoster, isOwner, memberImage, memberOf, personKey, subjectOf, type SetRole } from './shared.ts';
import { memberText, setRoleText } from './text.ts';

export const setRole = defineKind<'member.set-role', 'member'>('member', {
  op: 'change',
  confirmation: 'review',
  ...inRoster,
  needs: (context) => must(context, 'members', 'roles'),
  readBackLists: ({ request, connection }) =>
    request.userId === connection.identity.userId
      ? readBackFrom('members', 'workspaces')
      : readBackFrom('members'),
  preImage: memberImage,
  inputChecks(context) {
    const { request } = context;
    if (!context.roles.some(({ id }) => id === request.role))
      return [block('invalid', memberText.noSuchRole(request.role))];
    const several = severalWithEmail(context);
    if (several !== null) return [block('ambiguous-email', several)];
    return memberOf(context) === null
      ? [block('invalid', memberText.notAMember(request.email, scopeOf(context)))]
      : [];
  },
  checks: roleChangeChecks,
  accessChecks(context) {
    const { request } = context;
    const subject = subjectOf(context);
    const { role } = subject;
    return [
      ...sameEmailChecks(context),
      ...(role !== null && role !== request.role ? roleChecks(context, role, request.role) : []),
      ...(request.role === ownerRoleOf(context) ? [] : lastOwnerChecks(context, listsOf(context), subject)),
    ];
  },
  // The person of an invitation that was sent a moment before is known by e-mail until then.
  complete({ request, ...context }) {
    if (request.userId !== null) return ok(request);
    const member = findMember(listsOf({ ...context, request }), null, request.email);
    if (member) return ok({ ...request, userId: member.userId });
    const several = severalWithEmail({ ...context, request });
    if (several !== null) return fail(plainError('not-allowed', several, memberText.checkMembers));
    const { sentence, nextStep } = memberText.notJoined(request.email);
    return fail(plainError('not-found', sentence, nextStep));
  },
  simulate(context) {
    const { request, connection } = context;
    const member = memberOf(context);
    if (member) listsOf(context).people.put({ ...member, role: request.role });
    if (member?.userId === connection.identity.userId)
      changeRow(context, { myRole: knownValue(request.role) });
  },
  verify(context) {
    const member = memberOf(context);
    if (member === null) return missingFrom(listsOf(context).freshness('members'));
    return isReported(member.role) ? yesIf(member.role === context.request.role) : 'unknown';
  },
  moved: movedMember,
  // Without a role before, the person came with the same plan and goes with its invitation.
  inverse: ({ request }, before) =>
    before.role === null || !isReported(before.role)
      ? null
      : { ...request, userId: request.userId ?? before.userId, role: before.role },
  historyMark: (request) =>
    personMark(['member.role', 'member.joined'], request, (row) => row.after === request.role),
  awaits: (request) => (request.userId === null ? personKey(request) : null),
  // A person invited a moment before is compared as "not there yet".
  preImageAfter: (before, wasThere) =>
    before.of === 'member' ? { ...before, userId: null, role: wasThere ? before.role : null } : before,
  goal: ({ type, connectionId, workspaceId, email, role }) =>
    [type, connectionId, workspaceId, email, role].join('\n'),
  changesOwners,
  secondPerson: (context) => (changesOwners(context) ? 'owners' : null),
  secondStep: {
    after: 'member.invite',
    title: (context, firstTitle) => `${firstTitle} as ${roleLabel(context.roles, context.request.role)}`,
    verb: null,
  },
  text: setRoleText,
});

function changesOwners(context: SetRole): boolean {
  return context.request.role === ownerRoleOf(context) || isOwner(context);
}

function roleChangeChecks(context: SetRole): Check[] {
  const { request, roles, connection } = context;
  const member = memberOf(context);
  const to = roles.find(({ id }) => id === request.role);
  if (!member || !to) return [];
  const name = personName(member, request.email);
  const from = roles.find(({ id }) => id === member.role);
  const owner = ownerRoleOf(context);
  const lowersMine = member.userId === connection.identity.userId && from && to.rank < from.rank;
  return [
    ...similarEmailChecks(context),
    ...(to.id === owner ? [ask('owner-granted', memberText.ownerGranted(name))] : []),
    // Of myself the next one says it.
    ...(owner !== null && member.role === owner && !lowersMine
      ? [ask('owner-removed', memberText.stopsBeingOwner(name, roleLabel(context.roles, owner)))]
      : []),
    ...(lowersMine ? [ask('lock-out', memberText.lowersMine(to.label, from.label))] : []),
  ];
}
