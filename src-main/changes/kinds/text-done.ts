import type { ChangeRequest } from '../../../src-preload/contract/changes.ts';
import { roleLabel, type ChangeContext } from './place.ts';
import type { PreImage } from './pre-image.ts';
import { capital, quoted } from '../text.ts';

/** One done item in the past tense, for toasts, receipts and history. */
export function doneText(
  request: ChangeRequest,
  before: PreImage | null,
  teller: ChangeContext,
  workspaceName: string,
): string {
  const words = plainDoneWords(request, before, teller, workspaceName);
  return teller.facts.guided ? `${words.replace(/\.$/, '')}, as you marked it.` : words;
}

function plainDoneWords(
  request: ChangeRequest,
  before: PreImage | null,
  { facts, roles }: ChangeContext,
  workspaceName: string,
): string {
  const place = quoted(workspaceName);
  const who =
    before?.of === 'member' || before?.of === 'transfer'
      ? before.name
      : 'email' in request
        ? request.email
        : '';
  const token = capital(facts.tokens.one);
  const tokenName = before?.of === 'token' ? before.name : 'name' in request ? request.name : '';
  switch (request.type) {
    case 'workspace.create':
    case 'workspace.provision':
      return `${quoted(request.name)} was created.`;
    case 'workspace.clone':
      return `${quoted(request.name)} was cloned from ${place}.`;
    case 'organization.create':
      return `Organization ${quoted(request.name)} was created.`;
    case 'workspace.update': {
      const old = before?.of === 'workspace' ? before : null;
      if (old && old.name !== request.name)
        return `${quoted(old.name)} is now called ${quoted(request.name)}.`;
      const moved = request.timezone !== undefined && request.timezone !== old?.timezone;
      return moved && facts.updateFields.includes('timezone')
        ? `The time zone of ${quoted(request.name)} was changed to ${request.timezone}.`
        : `The description of ${quoted(request.name)} was changed.`;
    }
    case 'organization.update':
      return `${quoted(before?.of === 'workspace' ? before.name : workspaceName)} is now called ${quoted(request.name)}.`;
    case 'workspace.change-settings':
      return `The settings of ${place} were changed.`;
    case 'workspace.transfer':
      return `${place} belongs to ${who} now.`;
    case 'workspace.set-default':
      return `${place} is ${facts.sharedMarks ? 'the' : 'your'} default workspace.`;
    case 'workspace.approvals':
      return `Approvals are ${request.enabled ? 'on' : 'off'} in ${place}.`;
    case 'workspace.favourite':
      return `${place} ${request.enabled ? 'is' : 'isn’t'} marked as a favourite on the server.`;
    case 'workspace.hide':
      return `${place} ${request.enabled ? 'is hidden' : 'is shown'} on the server.`;
    case 'workspace.leave':
      return `You left ${place}.`;
    case 'workspace.delete':
      return `${place} was deleted.`;
    case 'member.invite':
      return facts.joining.verb === 'add'
        ? `${request.email} was added to ${place}.`
        : `${request.email} was invited to ${place}.`;
    case 'member.set-role':
      return `${who} is ${roleLabel(roles, request.role)} in ${place}.`;
    case 'member.remove':
      return `${who} was removed from ${place}.`;
    case 'invitation.cancel':
      return `The invitation of ${request.email} to ${place} was cancelled.`;
    case 'invitation.accept':
      return 'You accepted the invitation.';
    case 'invitation.decline':
      return 'You declined the invitation. No list shows that; it is the server’s own yes.';
    case 'role.create':
      return `Role ${quoted(request.name)} was created in ${place}.`;
    case 'role.set-permissions':
      return `The permissions of role ${quoted(before?.of === 'role' ? before.name : request.name)} were set in ${place}.`;
    case 'token.create':
      return `${token} ${quoted(request.name)} was created.`;
    case 'token.enable':
      return `${token} ${quoted(tokenName)} is switched ${request.enabled ? 'on' : 'off'}.`;
    case 'token.rotate':
    case 'token.delete':
      return `${token} ${quoted(tokenName)} was deleted.`;
    case 'token.revoke':
      return `${token} ${quoted(tokenName)} was revoked.`;
  }
}

/** What is so already, without anything being sent. */
export function noOpText(request: ChangeRequest, before: PreImage | null, teller: ChangeContext): string {
  const who = before?.of === 'member' || before?.of === 'transfer' ? before.name : '';
  const token = teller.facts.tokens.one;
  switch (request.type) {
    case 'member.invite':
      if (before?.of !== 'member') return `${request.email} is in it already.`;
      if (before.role === null && before.invitationId !== null) return `${request.email} is invited already.`;
      return before.role === null
        ? `${request.email} is in it already.`
        : `${request.email} is in it already, as ${roleLabel(teller.roles, before.role)}.`;
    case 'member.set-role':
      return `${who} is ${roleLabel(teller.roles, request.role)} already.`;
    case 'member.remove':
      return `${who || request.email} isn’t a member any more.`;
    case 'workspace.transfer':
      return `${who || request.email} is the owner already.`;
    case 'invitation.cancel':
      return `The invitation of ${request.email} isn’t open any more.`;
    case 'token.enable':
      return `The ${token} is ${request.enabled ? 'on' : 'off'} already.`;
    case 'token.revoke':
      return `The ${token} doesn’t work any more.`;
    case 'token.rotate':
    case 'token.delete':
      return `The ${token} is gone already.`;
    case 'workspace.delete':
    case 'workspace.leave':
      return 'The workspace isn’t in your list any more.';
    default:
      return 'It is so already.';
  }
}

/** Why it isn't sure whether it happened although the lists could be read. */
export function unknownText(request: ChangeRequest, saidYes: boolean): string {
  const answer = saidYes ? 'The server said yes, but' : 'The server didn’t say that it worked, and';
  switch (request.type) {
    case 'invitation.accept':
      return `${answer} nothing new is in your list of workspaces, so it isn’t sure.`;
    case 'invitation.decline':
      return `${answer} no list shows a declined invitation, so it isn’t sure.`;
    case 'workspace.update':
      return `${answer} the time zone isn’t told by any list, so it isn’t sure.`;
    case 'workspace.set-default':
      return `${answer} no list tells which workspace is your default, so it isn’t sure.`;
    case 'workspace.change-settings':
    case 'role.set-permissions':
      return `${answer} what it is now isn’t told, so it isn’t sure.`;
    default:
      return 'The list that would show it has records that could not be read, so it isn’t sure.';
  }
}
