import type { ChangeRequest } from '../../../src-preload/contract/changes.ts';
import { plural } from '../../../src-preload/shared/format/numbers.ts';
import { invitationDays } from './facts.ts';

const everybodyOfRole = 'Everybody who has this role may do more or less from the same moment on.';

/** What a change brings with it on SYSTEM, in plain sentences for the plan. */
export function consequences(request: ChangeRequest): string[] {
  switch (request.type) {
    case 'workspace.create':
      return [
        'You become its owner, and SYSTEM lets nobody create a second one.',
        'It can’t be deleted afterwards; you can hand it over to somebody else.',
      ];
    case 'workspace.update':
      return ['Everybody in the workspace sees the new name and time zone.'];
    case 'workspace.set-default':
      return ['It becomes your default workspace, for you alone, in every program that follows it.'];
    case 'workspace.leave':
      return [
        'You lose access. Somebody there has to invite you again.',
        'If it is your default workspace, you have none afterwards.',
      ];
    case 'workspace.transfer':
      return [
        'They become the owner, and you lose everything that only the owner may do.',
        'You stay in the workspace with a role that SYSTEM chooses.',
        'Only they can give the ownership back.',
      ];
    case 'member.invite': {
      const days = request.days ?? invitationDays.preset;
      return [
        `The invitation is good for ${plural(days, 'day')}. SYSTEM can’t send the same one again.`,
        request.role === null
          ? 'Invitations carry no role: the person gets one that SYSTEM chooses on joining.'
          : 'Invitations carry no role: it can be given once the person has joined. Steward notices that and offers it.',
      ];
    }
    case 'member.set-role':
      return ['From then on they may do exactly what the permissions of the new role allow.'];
    case 'invitation.cancel':
      return ['The person can’t accept it any more. They can be invited again.'];
    case 'invitation.accept':
      return ['You join the workspace with a role that SYSTEM chooses.'];
    case 'invitation.decline':
      return ['You can’t accept it afterwards; you would have to be invited again.'];
    case 'role.create':
      return [
        'A new role allows nothing until its permissions are set.',
        'SYSTEM documents no way to rename or delete a role.',
      ];
    case 'role.set-permissions':
      return [
        'The whole set is replaced: what isn’t chosen is taken away.',
        everybodyOfRole,
        ...(request.permissions.includes('workspace:read')
          ? []
          : ['Without workspace:read, people with this role don’t see who is in the workspace.']),
      ];
    default:
      return [];
  }
}
