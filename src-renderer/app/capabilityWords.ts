import type { Capability } from '../../src-preload/contract/capabilities.ts';

/** Everything that a system could be asked for, in the words of somebody who asks "can I …?", and grouped as one looks for it. */
export const capabilityGroups: readonly {
  title: string;
  capabilities: readonly (readonly [Capability, string])[];
}[] = [
  {
    title: 'Members',
    capabilities: [
      ['member.list', 'See who is in it'],
      ['member.invite', 'Invite or add somebody'],
      ['member.set-role', 'Change a role'],
      ['member.remove', 'Remove somebody'],
    ],
  },
  {
    title: 'Invitations',
    capabilities: [
      ['invitation.list', 'See the open and ended ones'],
      ['invitation.cancel', 'Cancel one'],
      ['invitation.accept', 'Accept one that was sent to you'],
      ['invitation.decline', 'Decline one that was sent to you'],
    ],
  },
  {
    title: 'Roles',
    capabilities: [
      ['role.list', 'See custom roles'],
      ['role.create', 'Make a custom role'],
      ['role.set-permissions', 'Change what a custom role may do'],
    ],
  },
  {
    title: 'Tokens and keys',
    capabilities: [
      ['token.list', 'See them'],
      ['token.create', 'Make one'],
      ['token.enable', 'Disable and enable one'],
      ['token.copy', 'Copy its value again'],
      ['token.rotate', 'Rotate one'],
      ['token.probe', 'Try whether one works'],
      ['token.revoke', 'Revoke one'],
      ['token.delete', 'Delete one for good'],
    ],
  },
  {
    title: 'Workspaces',
    capabilities: [
      ['workspace.create', 'Create one'],
      ['workspace.provision', 'Create many from a list'],
      ['workspace.clone', 'Clone one'],
      ['workspace.update', 'Change name and description'],
      ['workspace.details', 'See settings and what is in it'],
      ['workspace.change-settings', 'Change its settings'],
      ['workspace.set-default', 'Make it the default'],
      ['workspace.approvals', 'Turn approvals on and off'],
      ['workspace.favourite', 'Mark it on the server as a favourite'],
      ['workspace.hide', 'Hide it on the server'],
      ['workspace.transfer', 'Hand over the ownership'],
      ['workspace.leave', 'Leave it'],
      ['workspace.delete', 'Delete it'],
      ['workspace.open', 'Open its web page'],
    ],
  },
  {
    title: 'Organizations',
    capabilities: [
      ['organization.create', 'Create one'],
      ['organization.update', 'Rename one'],
      ['organization.delete', 'Delete one'],
    ],
  },
];
