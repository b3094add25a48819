import type { Capability, Scope } from '../../../src-preload/contract/capabilities.ts';
import type { SystemFacts } from '../../../src-preload/contract/system.ts';
import { scopeWords } from './words.ts';

export interface CapabilityGroup {
  title: string;
  capabilities: readonly (readonly [Capability, string])[];
}

/** What can be done in a place, in the order in which a person would ask and in the words of its system. */
export function capabilityGroups(facts: SystemFacts, scope: Scope): CapabilityGroup[] {
  const { one, many } = facts.tokens;
  return [
    {
      title: 'People',
      capabilities: [
        ['member.list', 'See the members'],
        ['member.invite', facts.joining.verb === 'add' ? 'Add people' : 'Invite people'],
        ['member.set-role', 'Change roles'],
        ['member.remove', 'Remove people'],
        ['workspace.transfer', 'Hand over the ownership'],
      ],
    },
    {
      title: 'Invitations',
      capabilities: [
        ['invitation.list', 'See the invitations'],
        ['invitation.cancel', 'Cancel an invitation'],
        ['invitation.accept', 'Accept one sent to you'],
        ['invitation.decline', 'Decline one sent to you'],
      ],
    },
    {
      title: 'Roles',
      capabilities: [
        ['role.list', 'Custom roles'],
        ['role.create', 'Make a role'],
        ['role.set-permissions', 'Change what a role may do'],
      ],
    },
    {
      title: `${many.charAt(0).toUpperCase()}${many.slice(1)}`,
      capabilities: [
        ['token.list', `See the ${many}`],
        ['token.create', `Make ${many}`],
        ['token.enable', `Switch ${many} off and on`],
        ['token.copy', 'Copy a value again'],
        ['token.rotate', `Rotate a ${one}`],
        ['token.probe', `Try a ${one}`],
        ['token.revoke', `Revoke ${many}`],
        ['token.delete', `Delete ${many}`],
      ],
    },
    {
      title: scopeWords[scope].label,
      capabilities:
        scope === 'organization'
          ? [
              ['organization.update', 'Change its name'],
              ['workspace.create', 'Make a workspace in it'],
              ['workspace.provision', 'Make many workspaces'],
              ['organization.create', 'Make another organization'],
              ['organization.delete', 'Delete it'],
            ]
          : [
              ['workspace.open', 'Open it in the browser'],
              ['workspace.update', 'Change name and description'],
              ['workspace.details', 'See settings and what is in it'],
              ['workspace.change-settings', 'Change its settings'],
              ['workspace.clone', 'Copy it to a new one'],
              ['workspace.approvals', 'Switch approvals'],
              ['workspace.set-default', 'Make it the default'],
              ['workspace.favourite', 'Set the server’s favourite'],
              ['workspace.hide', 'Hide it on the server'],
              ['workspace.leave', 'Leave it'],
              ['workspace.delete', 'Delete it'],
            ],
    },
  ];
}
