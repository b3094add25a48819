import { isReported } from '../../../base/records.ts';
import { ownerRoleOf, roleLabel, scopeOf } from '../../../access/access.ts';
import { listsOf, rowOf, arrivesAs, offers } from '../../context.ts';
import { personName } from '../../snapshot/find.ts';
import { lastOwnerChecks, removalChecks } from '../access-checks.ts';
import { ask } from '../check.ts';
import { goneFrom } from '../creation.ts';
import { personMark } from '../history-mark.ts';
import { identityOfMember } from '../identity.ts';
import { defineKind } from '../kind.ts';
import { must, readBackFrom } from '../lists.ts';
import { tokensStay } from '../token/tokens-stay.ts';
import { movedMember } from './moved.ts';
import { sameEmailChecks, similarEmailChecks } from './same-email.ts';
import { inRoster, isOwner, memberImage, subjectOf, type Remove } from './shared.ts';
import { memberText, removeText } from './text.ts';

export const remove = defineKind<'member.remove', 'member'>('member', {
  op: 'remove',
  confirmation: 'review',
  ...inRoster,
  needs: (context) => must(context, 'members'),
  // Without me in it, its roster isn't given to me.
  readBackLists: (context) => readBackFrom(isMe(context) ? 'workspaces' : 'members'),
  preImage: memberImage,
  inputChecks: () => [],
  checks(context) {
    const member = listsOf(context).people.get(context.request.userId);
    if (!member) return [];
    const name = personName(member, context.request.email);
    const owner = ownerRoleOf(context);
    return [
      ...similarEmailChecks(context),
      ...(isMe(context) ? [ask('lock-out', memberText.removesMe(scopeOf(context)))] : []),
      ...(owner !== null && member.role === owner
        ? [ask('owner-removed', memberText.isOwner(name, roleLabel(context.roles, owner)))]
        : []),
      ...tokensStay(context, member.userId, isMe(context) ? null : name),
    ];
  },
  accessChecks(context) {
    const subject = subjectOf(context);
    return [
      ...sameEmailChecks(context),
      ...removalChecks(context, subject),
      ...lastOwnerChecks(context, listsOf(context), subject),
    ];
  },
  simulate(context) {
    const { request, snapshot } = context;
    listsOf(context).people.drop(request.userId);
    if (isMe(context)) snapshot.connection(request.connectionId).places.drop(request.workspaceId);
  },
  verify(context) {
    const { request, snapshot } = context;
    const at = listsOf(context);
    return isMe(context)
      ? goneFrom(snapshot.connection(request.connectionId).freshness, rowOf(context) !== null)
      : goneFrom(at.freshness('members'), at.people.get(request.userId) !== null);
  },
  moved: movedMember,
  inverse(context, before) {
    if (before.role === null || !isReported(before.role) || !offers(context, 'member.invite')) return null;
    const { connectionId, workspaceId, email } = context.request;
    const role = before.role === arrivesAs(context) ? null : before.role;
    return { type: 'member.invite', connectionId, workspaceId, email, role };
  },
  historyMark: (request) => personMark(['member.left'], request),
  goal: ({ type, connectionId, workspaceId, userId }) => [type, connectionId, workspaceId, userId].join('\n'),
  ends(context) {
    const member = listsOf(context).people.get(context.request.userId);
    return member ? identityOfMember(member) : null;
  },
  changesOwners: isOwner,
  secondPerson: (context) => (isOwner(context) ? 'owners' : null),
  takesOut: ({ workspaceId, userId: id }) => ({ list: 'members', workspaceId, id }),
  removesFrom: ({ connectionId, workspaceId }) => ({ connectionId, workspaceId }),
  text: removeText,
});

const isMe = ({ request, connection }: Remove): boolean => request.userId === connection.identity.userId;
