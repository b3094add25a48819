import type { Check, Identity } from '../../../../src-preload/contract/plan.ts';
import { knownValue, notReported, valueOr } from '../../../../src-preload/shared/known.ts';
import { ownerRoleOf, roleLabel, scopeOf } from '../../../access/access.ts';
import { changeRow, listsOf, rowOf, type ChangeContext } from '../../context.ts';
import { findMember, personName, resourcesOf } from '../../snapshot/find.ts';
import { lastOwnerChecks, removalChecks, type Subject } from '../access-checks.ts';
import { ask, block, warn } from '../check.ts';
import { goneFrom, missingFrom, yesIf } from '../creation.ts';
import { isAbout, isField, placeMark } from '../history-mark.ts';
import { identityOfPlace } from '../identity.ts';
import { defineKind, type Removal } from '../kind.ts';
import { must, readBackFrom, useful } from '../lists.ts';
import { inOwnPlace } from '../target.ts';
import { tokensStay } from '../token/tokens-stay.ts';
import { deleteText, endText, leaveText, transferText } from './end.text.ts';
import { placeText } from './place.text.ts';
import { movedPlace, placeImage } from './shared.ts';

type Transfer = ChangeContext<'workspace.transfer'>;
type Ending = ChangeContext<'workspace.leave' | 'workspace.delete'>;

export const transfer = defineKind<'workspace.transfer', 'transfer'>('transfer', {
  ...inOwnPlace,
  op: 'change',
  // Only the new owner can give it back.
  confirmation: 'type-name',
  secondPerson: () => 'owners',
  changes: null,
  needs: (context) => must(context, 'members'),
  readBackLists: () => readBackFrom('members', 'workspaces'),
  preImage(context) {
    const row = rowOf(context);
    const member = newOwner(context);
    return {
      of: 'transfer',
      present: row !== null,
      place: row?.name ?? '',
      name: personName(member, context.request.email),
      role: member?.role ?? null,
      owner: row ? valueOr(row.owner, null) : null,
    };
  },
  inputChecks: () => [],
  checks: transferChecks,
  accessChecks: () => [],
  simulate(context) {
    const { request, connection } = context;
    const role = ownerRoleOf(context);
    const member = newOwner(context);
    if (member && role !== null) listsOf(context).people.put({ ...member, role });
    const name = member ? valueOr(member.name, request.email) : request.email;
    changeRow(context, { owner: knownValue({ userId: request.userId, name }) });
    // Which role the owner before has then, the server decides.
    if (request.userId !== connection.identity.userId) changeRow(context, { myRole: notReported });
  },
  verify(context) {
    const owner = rowOf(context)?.owner;
    if (owner?.state === 'known') return yesIf(owner.value.userId === context.request.userId);
    const member = newOwner(context);
    if (member === null) return missingFrom(listsOf(context).freshness('members'));
    return yesIf(member.role === ownerRoleOf(context));
  },
  moved(context, before, now) {
    if (before.present && !now.present) return [placeText.gone(before.place)];
    if (now.owner !== null && now.owner.userId !== before.owner?.userId)
      return [endText.ownerMoved(now.owner.name, now.place)];
    if (before.role !== null && now.role === null) return [endText.left(before.name)];
    return before.role !== now.role && now.role !== null
      ? [endText.roleMoved(now.name, roleLabel(context.roles, now.role))]
      : [];
  },
  inverse: () => null,
  historyMark(request, before) {
    const old = before?.owner?.userId;
    return placeMark(['member.role', 'workspace.changed'], (row) =>
      row.kind === 'member.role'
        ? isAbout(row, request) || row.subjectId === old
        : isField('my role')(row) || isField('owner')(row),
    );
  },
  text: transferText,
});

/** Of what ends with a place that isn't in my list. */
const ending = {
  ...inOwnPlace,
  op: 'remove',
  changes: null,
  wantsPlaceGone: true,
  readBackLists: () => readBackFrom('workspaces'),
  inputChecks: () => [],
  simulate: ({ request, snapshot }: Ending) =>
    snapshot.connection(request.connectionId).places.drop(request.workspaceId),
  verify: (context: Ending) =>
    goneFrom(context.snapshot.connection(context.request.connectionId).freshness, rowOf(context) !== null),
  inverse: () => null,
  historyMark: () => placeMark(['workspace.gone']),
  ends(context: Ending): Identity | null {
    const row = rowOf(context);
    return row ? identityOfPlace(row) : null;
  },
  takesOut: ({ workspaceId: id }: Ending['request']): Removal => ({
    list: 'workspaces',
    workspaceId: null,
    id,
  }),
} as const;

export const leave = defineKind<'workspace.leave', 'workspace'>('workspace', {
  ...ending,
  confirmation: 'review',
  needs: (context) => must(context, 'members'),
  preImage: placeImage,
  checks: (context) => [
    ask('lock-out', endText.losesAccess(context.row?.name ?? '')),
    ...tokensStay(context, context.connection.identity.userId, null),
  ],
  accessChecks(context) {
    const subject = meIn(context);
    return [...removalChecks(context, subject), ...lastOwnerChecks(context, listsOf(context), subject)];
  },
  moved: (context, before, now) => movedPlace(context, before, now, null),
  text: leaveText,
});

export const remove = defineKind<'workspace.delete', 'workspace'>('workspace', {
  ...ending,
  confirmation: 'type-name',
  secondPerson: () => 'deletion',
  needs: (context) => [useful(context, 'details', endText.unread)],
  preImage: (context) => ({
    ...placeImage(context),
    resources: resourcesOf(listsOf(context).details),
  }),
  checks(context) {
    const found = resourcesOf(listsOf(context).details);
    return found.length > 0 ? [warn('takes-resources', endText.takes(found))] : [];
  },
  accessChecks: () => [],
  moved(context, before, now) {
    const more = now.resources.filter((one) => !before.resources.includes(one));
    return movedPlace(context, before, now, more.length > 0 ? endText.takesMore(more) : null);
  },
  text: deleteText,
});

const newOwner = (context: Transfer) =>
  findMember(listsOf(context), context.request.userId, context.request.email);

function transferChecks(context: Transfer): Check[] {
  const { request, connection, row } = context;
  const member = newOwner(context);
  const name = personName(member, request.email);
  if (!member) return [block('invalid', endText.notAMember(name, scopeOf(context)))];
  if (member.status === 'pending') return [block('invalid', endText.notJoined(name))];
  const owner = ownerRoleOf(context);
  const role = owner === null ? 'owner' : roleLabel(context.roles, owner);
  const now = row ? valueOr(row.owner, null) : null;
  return [
    ask('owner-granted', endText.ownerGranted(name)),
    now === null || now.userId === connection.identity.userId
      ? ask('lock-out', endText.losesMine(name, role))
      : ask('owner-removed', endText.ownerRemoved(now.name, role)),
  ];
}

function meIn(context: ChangeContext<'workspace.leave'>): Subject {
  const { identity } = context.connection;
  const member = findMember(listsOf(context), identity.userId, identity.email);
  return {
    name: personName(member, identity.email),
    role: member?.role ?? (context.row ? valueOr(context.row.myRole, null) : null),
    status: member?.status ?? null,
    isMe: true,
  };
}
