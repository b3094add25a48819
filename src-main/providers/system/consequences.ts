import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import { plural } from '../../../src-preload/shared/format/numbers.ts';
import { invitationDays } from './facts.ts';

const everybodyOfRole = 'The permissions of everyone with this role change right away.';

/** What a change means on SYSTEM, in plain sentences for the plan. */
export function consequences(request: ChangeRequest): string[] {
  switch (request.type) {
    case 'workspace.create':
      return [
        'You become its owner. SYSTEM doesn’t let anyone create a second one.',
        'You can’t delete it later, but you can transfer it to another member.',
      ];
    case 'workspace.update':
      return ['Everyone in the workspace sees the new name and time zone.'];
    case 'workspace.set-default':
      return [
        'It becomes your default workspace in every program that uses this setting. Other members aren’t affected.',
      ];
    case 'workspace.leave':
      return [
        'You lose access. To rejoin, you’ll need a new invitation.',
        'If it’s your default workspace, you won’t have one afterwards.',
      ];
    case 'workspace.transfer':
      return [
        'They become the owner, and you lose all owner-only permissions.',
        'You stay in the workspace with a role that SYSTEM chooses.',
        'Only they can give ownership back.',
      ];
    case 'member.invite': {
      const days = request.days ?? invitationDays.preset;
      return [
        `The invitation is valid for ${plural(days, 'day')}. SYSTEM can’t resend it.`,
        request.role === null
          ? 'Invitations carry no role. SYSTEM chooses one when the person joins.'
          : 'Invitations carry no role. Steward offers to assign it once the person has joined.',
      ];
    }
    case 'member.set-role':
      return ['Their permissions become exactly those of the new role.'];
    case 'invitation.cancel':
      return ['The person can no longer accept it. You can invite them again.'];
    case 'invitation.accept':
      return ['You join the workspace with a role that SYSTEM chooses.'];
    case 'invitation.decline':
      return ['You can’t accept it afterwards. You’d need a new invitation.'];
    case 'role.create':
      return [
        'A new role allows nothing until you set its permissions.',
        'SYSTEM documents no way to rename or delete a role.',
      ];
    case 'role.set-permissions':
      return [
        'This replaces all permissions. Those you don’t select are removed.',
        everybodyOfRole,
        ...(request.permissions.includes('workspace:read')
          ? []
          : ['Without workspace:read, people with this role can’t see the workspace’s members.']),
      ];
    default:
      return [];
  }
}
