import type { ChangeRequest, PlanItem } from '../../../src-preload/contract/changes.ts';
import { unsupportedReason, type ChangeContext } from './place.ts';
import type { PreImage } from './pre-image.ts';
import { listed } from '../text.ts';

type Undo = PlanItem['undo'];
const back = (words: string): Undo => ({ possible: true, words });
const noWay = (words: string): Undo => ({ possible: false, words });

/** How a change can be taken back on this system, or why it can't be: the plan says so before anything is sent. */
export function undoText(request: ChangeRequest, before: PreImage, teller: ChangeContext): Undo {
  /** Possible where the system offers the way back. */
  const by = (type: ChangeRequest['type'], words: string, lack = 'It can’t be taken back'): Undo => {
    const reason = unsupportedReason(teller, type);
    return reason === null ? back(words) : noWay(`${lack}: ${reason}`);
  };
  const { facts } = teller;
  switch (request.type) {
    case 'workspace.create':
    case 'workspace.provision':
    case 'workspace.clone':
      return byKind(teller, 'workspace.delete', 'It can be deleted again.', 'It can’t be deleted again');
    case 'organization.create':
      return noWay('An organization can’t be deleted from here.');
    case 'workspace.update':
      return back(
        `The old ${listed(['name', ...facts.updateFields.map((one) => (one === 'timezone' ? 'time zone' : one))])} can be put back.`,
      );
    case 'organization.update':
      return back('The old name can be put back.');
    case 'workspace.change-settings':
      return before.of === 'settings' && before.settings !== null
        ? back('The settings as they are now can be put back.')
        : noWay('The settings as they are now aren’t known, so they can’t be put back.');
    case 'workspace.transfer':
      return noWay('You can’t take it back by yourself: only the new owner can give it back.');
    case 'workspace.set-default':
      return before.of === 'workspace' && before.defaultId !== null
        ? back('The workspace that is the default now can be made it again.')
        : noWay('There is no default now, and a default can only be moved, not taken away.');
    case 'workspace.approvals':
    case 'workspace.favourite':
    case 'workspace.hide':
    case 'token.enable':
      return back('It can be switched back.');
    case 'workspace.leave':
      return noWay('You can’t come back by yourself: somebody in it has to invite you again.');
    case 'workspace.delete':
      return noWay('Steward can’t bring a deleted workspace back.');
    case 'member.invite':
      return facts.joining.shownIn === 'invitations'
        ? by('invitation.cancel', 'The invitation can be cancelled until it is accepted.')
        : by(
            'member.remove',
            facts.joining.verb === 'add'
              ? 'They can be removed again.'
              : 'The invited person can be removed again.',
          );
    case 'member.set-role':
      return back('The role can be given back.');
    case 'member.remove':
      return by('member.invite', wayIn(teller));
    case 'invitation.cancel':
      return by('member.invite', 'They can be invited again, with a new invitation.');
    case 'invitation.accept':
      return byKind(teller, 'workspace.leave', 'You can leave it again.', 'You can’t leave it by yourself');
    case 'invitation.decline':
      return noWay('A declined invitation stays declined: somebody has to invite you again.');
    case 'role.create':
      return noWay('A role can’t be deleted from here; one that nobody has does nothing.');
    case 'role.set-permissions':
      return before.of === 'role' && before.permissions !== null
        ? back('The permissions as they are now can be given back.')
        : noWay('The permissions as they are now aren’t known, so they can’t be given back.');
    case 'token.create':
      return unsupportedReason(teller, 'token.revoke') === null
        ? back('It can be revoked.')
        : by('token.delete', 'It can be deleted.', 'It can’t be ended from here');
    case 'token.rotate':
      return noWay(`The old ${facts.tokens.one} is gone then.`);
    case 'token.revoke':
      return noWay(`A revoked ${facts.tokens.one} stays revoked: what needs one gets a new one.`);
    case 'token.delete':
      return noWay(`A deleted ${facts.tokens.one} is gone: what needs one gets a new one.`);
  }
}

/** For what happens to a workspace that isn't there yet: the limits of the place it is made in aren't its own. */
function byKind(
  { apiVariant }: ChangeContext,
  type: ChangeRequest['type'],
  words: string,
  lack: string,
): Undo {
  const reason = unsupportedReason({ apiVariant, row: null }, type);
  return reason === null ? back(words) : noWay(`${lack}: ${reason}`);
}

function wayIn({ facts }: ChangeContext): string {
  const { verb, role } = facts.joining;
  const again = verb === 'add' ? 'They can be added again' : 'They can be invited again';
  return role === 'after-join'
    ? `${again}; the role can be given once they have joined.`
    : `${again} with the same role.`;
}
