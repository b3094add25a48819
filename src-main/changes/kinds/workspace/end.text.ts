import { quoted } from '../../../base/quoted.ts';
import type { Scope } from '../../../../src-preload/contract/capabilities.ts';
import { roleLabel } from '../../../access/access.ts';
import { listsOf, rowOf, type ChangeContext } from '../../context.ts';
import { findMember, isActiveToken, personName } from '../../snapshot/find.ts';
import { formatNumber, plural } from '../../../../src-preload/shared/format/numbers.ts';
import { listed, thisPlace } from '../../text.ts';
import type { ChangeText } from '../kind.ts';
import type { PreImageOf } from '../pre-image.ts';
import { cannotUndo } from '../undo.ts';

type Place = PreImageOf<'workspace'>;
type Transfer = PreImageOf<'transfer'>;

export const endText = {
  notAMember: (name: string, scope: Scope) => `${name} isn’t a member of ${thisPlace(scope)}.`,
  notJoined: (name: string) => `${name} hasn’t joined yet. Only a member can become owner.`,
  ownerGranted: (name: string) =>
    `${name} will be able to do everything here, including removing your access.`,
  losesMine: (name: string, role: string) =>
    `You’ll no longer be ${role}. Only ${name} can make you ${role} again.`,
  ownerRemoved: (name: string, role: string) => `${name} will no longer be ${role}.`,
  ownerMoved: (owner: string, place: string) => `${owner} now owns ${quoted(place)}.`,
  left: (name: string) => `${name} is no longer a member.`,
  roleMoved: (name: string, role: string) => `${name} is now ${role}.`,
  losesAccess: (place: string) => `You’ll lose your own access to ${quoted(place)}.`,
  unread: 'Its contents haven’t been fetched. Steward fetches them before sending anything.',
  takes: (resources: readonly string[]) => `This also deletes ${listed(resources)}.`,
  takesMore: (resources: readonly string[]) => `This would now also delete ${listed(resources)}.`,
};

const nameOf = (
  context: ChangeContext<'workspace.transfer' | 'workspace.leave' | 'workspace.delete'>,
): string => quoted(rowOf(context)?.name ?? context.request.workspaceId);

const newOwner = (context: ChangeContext<'workspace.transfer'>): string => {
  const { userId, email } = context.request;
  return personName(findMember(listsOf(context), userId, email), email);
};

export const transferText: ChangeText<'workspace.transfer', Transfer> = {
  title: (context) => `Transfer ${nameOf(context)} to ${newOwner(context)}`,
  fact(context, before) {
    const owner = before?.owner ?? null;
    return owner === null ? 'ownership' : `${owner.name} → ${newOwner(context)}`;
  },
  verb: () => 'Transfer ownership',
  verbForMany: () => null,
  undo: () => cannotUndo('Only the new owner can transfer it back.'),
  done: ({ request }, before, workspaceName) =>
    `${quoted(workspaceName)} now belongs to ${before?.name ?? request.email}.`,
  noOp: ({ request }, before) =>
    `${before === null || before.name === '' ? request.email : before.name} is already the owner.`,
  unshown: null,
};

export const leaveText: ChangeText<'workspace.leave', Place> = {
  title: (context) => `Leave ${nameOf(context)}`,
  fact(context) {
    const role = rowOf(context)?.myRole;
    return role?.state === 'known' ? roleLabel(context.roles, role.value) : '';
  },
  verb: () => 'Leave workspace',
  verbForMany: (count) => `Leave ${formatNumber(count)} workspaces`,
  undo: () => cannotUndo('To rejoin, you’ll need a new invitation.'),
  done: (_context, _before, workspaceName) => `You left ${quoted(workspaceName)}.`,
  noOp: () => 'The workspace is no longer in your list.',
  unshown: null,
};

export const deleteText: ChangeText<'workspace.delete', Place> = {
  title: (context) => `Delete ${nameOf(context)}`,
  fact(context) {
    const { facts, now } = context;
    const at = listsOf(context);
    const isRead = (list: 'members' | 'tokens') => at.freshness(list).fetchedAt !== null;
    const active = [...at.tokens.values()].filter((one) => isActiveToken(one, now)).length;
    return [
      ...(isRead('members') ? [plural(at.people.count(), 'person', 'people')] : []),
      ...(isRead('tokens')
        ? [plural(active, `active ${facts.tokens.one}`, `active ${facts.tokens.many}`)]
        : []),
    ].join(' · ');
  },
  verb: () => 'Delete workspace',
  verbForMany: (count) => `Delete ${formatNumber(count)} workspaces`,
  undo: () => cannotUndo('A deleted workspace can’t be restored.'),
  done: (_context, _before, workspaceName) => `${quoted(workspaceName)} was deleted.`,
  noOp: () => 'The workspace is no longer in your list.',
  unshown: null,
};
