import type { ChangeRequest } from '../../../src-preload/contract/changes.ts';
import { roleLabel, type ChangeContext } from './place.ts';
import type { PreImage, PreImageOf } from './pre-image.ts';
import { sameCodes } from './verify.ts';
import { deepEqual, readSettings } from './settings.ts';
import { capital, listed, quoted } from '../text.ts';

/** What moved on the server between two looks, in sentences; empty when nothing that this change stands on did. */
export function movedText(
  request: ChangeRequest,
  before: PreImage,
  now: PreImage,
  teller: ChangeContext,
): string[] {
  const label = (role: string) => roleLabel(teller.roles, role);
  if (before.of === 'workspace' && now.of === 'workspace') return movedPlace(request, before, now, label);
  if (before.of === 'member' && now.of === 'member') return movedPerson(before, now, label);
  if (before.of === 'token' && now.of === 'token')
    return movedToken(before, now, capital(teller.facts.tokens.one));
  if (before.of === 'creation' && now.of === 'creation') {
    const isNew = now.existing.some((id) => !before.existing.includes(id));
    return isNew ? [namesake(request, teller)].filter((words) => words !== '') : [];
  }
  if (before.of === 'settings' && now.of === 'settings') {
    if (before.present && !now.present) return [gone(before.name)];
    const same = deepEqual(readSettings(before.settings ?? ''), readSettings(now.settings ?? ''));
    return same ? [] : [`The settings of ${quoted(now.name)} were changed.`];
  }
  if (before.of === 'transfer' && now.of === 'transfer') {
    if (before.present && !now.present) return [gone(before.place)];
    if (now.owner !== null && now.owner.userId !== before.owner?.userId)
      return [`${now.owner.name} owns ${quoted(now.place)} now.`];
    if (before.role !== null && now.role === null) return [`${before.name} isn’t a member any more.`];
    return before.role !== now.role && now.role !== null ? [`${now.name} is ${label(now.role)} now.`] : [];
  }
  if (before.of === 'invitation' && now.of === 'invitation')
    return before.status === now.status ? [] : [movedInvitation(now)];
  if (before.of === 'role' && now.of === 'role') {
    if (before.present && !now.present) return [`Role ${quoted(before.name)} is gone.`];
    const same =
      before.permissions !== null &&
      now.permissions !== null &&
      sameCodes(before.permissions, now.permissions);
    return same || before.permissions === now.permissions
      ? []
      : [`The permissions of role ${quoted(now.name)} were changed.`];
  }
  return [];
}

const gone = (name: string) => `${quoted(name)} isn’t in your list any more.`;

function namesake(request: ChangeRequest, teller: ChangeContext): string {
  switch (request.type) {
    case 'token.create':
      return `Another ${teller.facts.tokens.one} called ${quoted(request.name)} was created meanwhile.`;
    case 'role.create':
      return `A role called ${quoted(request.name)} was created meanwhile.`;
    case 'organization.create':
      return 'An organization of this name was created meanwhile.';
    case 'invitation.accept':
      return '';
    default:
      return 'A workspace of this name was created meanwhile.';
  }
}

function movedPerson(
  before: PreImageOf<'member'>,
  now: PreImageOf<'member'>,
  label: (role: string) => string,
): string[] {
  if (before.role === null && now.role !== null) return [`${now.name} is a member now (${label(now.role)}).`];
  if (before.role !== null && now.role === null) return [`${before.name} isn’t a member any more.`];
  if (before.role !== null && now.role !== null && before.role !== now.role)
    return [`${now.name} is ${label(now.role)} now (was ${label(before.role)}).`];
  return before.invitationId === null && now.invitationId !== null
    ? [`${now.name} was invited meanwhile.`]
    : [];
}

function movedToken(before: PreImageOf<'token'>, now: PreImageOf<'token'>, one: string): string[] {
  const what = `${one} ${quoted(before.name)}`;
  if (before.state !== now.state)
    return [
      now.state === 'missing'
        ? `${what} is gone.`
        : `${what} is ${now.state === 'active' ? 'active' : 'expired or revoked'} now.`,
    ];
  return before.enabled !== now.enabled && now.enabled !== null
    ? [`${what} was switched ${now.enabled ? 'on' : 'off'} meanwhile.`]
    : [];
}

function movedInvitation(now: PreImageOf<'invitation'>): string {
  switch (now.status) {
    case 'missing':
      return `The invitation of ${now.email} is gone.`;
    case 'accepted':
      return `${now.email} has accepted the invitation.`;
    case 'pending':
      return `The invitation of ${now.email} is open again.`;
    case 'declined':
    case 'expired':
    case 'cancelled':
      return `The invitation of ${now.email} is ${now.status} now.`;
  }
}

function movedPlace(
  request: ChangeRequest,
  before: PreImageOf<'workspace'>,
  now: PreImageOf<'workspace'>,
  label: (role: string) => string,
): string[] {
  if (before.present && !now.present) return [gone(before.name)];
  const words: string[] = [];
  if (before.name !== now.name) words.push(`${quoted(before.name)} is called ${quoted(now.name)} now.`);
  if (before.myRole !== now.myRole && now.myRole !== null)
    words.push(`Your role in ${quoted(now.name)} is ${label(now.myRole)} now.`);
  if (request.type === 'workspace.update' && before.description !== now.description)
    words.push(`The description of ${quoted(now.name)} was changed.`);
  if (
    request.type === 'workspace.update' &&
    before.timezone !== null &&
    now.timezone !== null &&
    before.timezone !== now.timezone
  )
    words.push(`The time zone of ${quoted(now.name)} is ${now.timezone} now.`);
  if (request.type === 'workspace.set-default' && before.defaultId !== now.defaultId)
    words.push('Another workspace was made the default.');
  if (request.type === 'workspace.approvals' && before.approvals !== now.approvals)
    words.push(`Approvals are ${now.approvals === true ? 'on' : 'off'} in ${quoted(now.name)} now.`);
  if (request.type === 'workspace.favourite' && before.favourite !== now.favourite)
    words.push(`The favourite mark of ${quoted(now.name)} was changed.`);
  if (request.type === 'workspace.hide' && before.hidden !== now.hidden)
    words.push(`${quoted(now.name)} was ${now.hidden === true ? 'hidden' : 'shown'} meanwhile.`);
  const more = now.resources.filter((one) => !before.resources.includes(one));
  if (more.length > 0) words.push(`${capital(listed(more))} would be taken with it now.`);
  return words;
}
