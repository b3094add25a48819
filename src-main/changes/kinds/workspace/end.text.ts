import type { Scope } from '../../../../src-preload/contract/capabilities.ts';
import { roleLabel } from '../../../access/access.ts';
import { listsOf, rowOf, type ChangeContext } from '../../context.ts';
import { findMember, isActiveToken, personName } from '../../snapshot/find.ts';
import { plural } from '../../../../src-preload/shared/format/numbers.ts';
import { capital, listed, quoted, thisPlace } from '../../text.ts';
import type { ChangeText } from '../kind.ts';
import type { PreImageOf } from '../pre-image.ts';
import { cannotUndo } from '../undo.ts';

type Place = PreImageOf<'workspace'>;
type Transfer = PreImageOf<'transfer'>;

export const endText = {
  notAMember: (name: string, scope: Scope) => `${name} isn’t a member of ${thisPlace(scope)}.`,
  notJoined: (name: string) => `${name} hasn’t joined yet: only a member can become owner.`,
  ownerGranted: (name: string) => `${name} will be able to do everything in it, also to remove your access.`,
  losesMine: (name: string, role: string) =>
    `You stop being ${role}: only ${name} can give that back to you.`,
  ownerRemoved: (name: string, role: string) => `${name} stops being ${role}.`,
  ownerMoved: (owner: string, place: string) => `${owner} owns ${quoted(place)} now.`,
  left: (name: string) => `${name} isn’t a member any more.`,
  roleMoved: (name: string, role: string) => `${name} is ${role} now.`,
  losesAccess: (place: string) => `You lose your own access to ${quoted(place)}.`,
  unread: 'What is in it was never fetched. It is read before anything is sent.',
  takes: (resources: readonly string[]) => `${listed(resources)} would be taken with it.`,
  takesMore: (resources: readonly string[]) => `${capital(listed(resources))} would be taken with it now.`,
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
  undo: () => cannotUndo('You can’t take it back by yourself: only the new owner can give it back.'),
  done: ({ request }, before, workspaceName) =>
    `${quoted(workspaceName)} belongs to ${before?.name ?? request.email} now.`,
  noOp: ({ request }, before) =>
    `${before === null || before.name === '' ? request.email : before.name} is the owner already.`,
  unshown: null,
};

export const leaveText: ChangeText<'workspace.leave', Place> = {
  title: (context) => `Leave ${nameOf(context)}`,
  fact(context) {
    const role = rowOf(context)?.myRole;
    return role?.state === 'known' ? roleLabel(context.roles, role.value) : '';
  },
  verb: () => 'Leave workspace',
  verbForMany: (count) => `Leave ${count} workspaces`,
  undo: () => cannotUndo('You can’t come back by yourself: somebody in it has to invite you again.'),
  done: (_context, _before, workspaceName) => `You left ${quoted(workspaceName)}.`,
  noOp: () => 'The workspace isn’t in your list any more.',
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
  verbForMany: (count) => `Delete ${count} workspaces`,
  undo: () => cannotUndo('Steward can’t bring a deleted workspace back.'),
  done: (_context, _before, workspaceName) => `${quoted(workspaceName)} was deleted.`,
  noOp: () => 'The workspace isn’t in your list any more.',
  unshown: null,
};
