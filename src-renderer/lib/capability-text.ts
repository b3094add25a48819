import type { Capability, Scope } from '../../src-preload/contract/capabilities.ts';
import type { SystemFacts } from '../../src-preload/contract/system.ts';
import { capitalised, withArticle } from './names.ts';
import { scopeText } from './text.ts';

/** Everything that a system could be asked for, in its own words for people and tokens: as what somebody wants to do. */
export const capabilityText = ({
  joining,
  tokens: { one, many },
}: SystemFacts): Record<Capability, string> => ({
  'member.list': 'See the members',
  'member.invite': joining.verb === 'add' ? 'Add people' : 'Invite people',
  'member.set-role': 'Change roles',
  'member.remove': 'Remove people',
  'invitation.list': 'See the invitations',
  'invitation.cancel': 'Cancel an invitation',
  'invitation.accept': 'Accept one sent to you',
  'invitation.decline': 'Decline one sent to you',
  'role.list': 'See custom roles',
  'role.create': 'Make a role',
  'role.set-permissions': 'Change what a role may do',
  'token.list': `See the ${many}`,
  'token.create': `Make ${many}`,
  'token.enable': `Switch ${many} off and on`,
  'token.copy': 'Copy a value again',
  'token.rotate': `Rotate ${withArticle(one)}`,
  'token.probe': `Try ${withArticle(one)}`,
  'token.revoke': `Revoke ${many}`,
  'token.delete': `Delete ${many}`,
  'workspace.create': 'Make a workspace',
  'workspace.provision': 'Make many workspaces',
  'workspace.open': 'Open it in the browser',
  'workspace.update': 'Change name and description',
  'workspace.details': 'See settings and what is in it',
  'workspace.change-settings': 'Change its settings',
  'workspace.clone': 'Copy it to a new one',
  'workspace.approvals': 'Turn approvals on and off',
  'workspace.set-default': 'Make it the default',
  'workspace.favourite': 'Set the server’s favourite',
  'workspace.hide': 'Hide it on the server',
  'workspace.transfer': 'Hand over the ownership',
  'workspace.leave': 'Leave it',
  'workspace.delete': 'Delete it',
  'organization.create': 'Make an organization',
  'organization.update': 'Change its name',
  'organization.delete': 'Delete it',
});

export interface CapabilityGroup {
  title: string;
  capabilities: readonly Capability[];
}

const ofPeople: readonly CapabilityGroup[] = [
  {
    title: 'People',
    capabilities: ['member.list', 'member.invite', 'member.set-role', 'member.remove', 'workspace.transfer'],
  },
  {
    title: 'Invitations',
    capabilities: ['invitation.list', 'invitation.cancel', 'invitation.accept', 'invitation.decline'],
  },
  { title: 'Roles', capabilities: ['role.list', 'role.create', 'role.set-permissions'] },
];
const ofTokens: readonly Capability[] = [
  'token.list',
  'token.create',
  'token.enable',
  'token.copy',
  'token.rotate',
  'token.probe',
  'token.revoke',
  'token.delete',
];
const toMakeWorkspaces: readonly Capability[] = ['workspace.create', 'workspace.provision'];
const ofWorkspace: readonly Capability[] = [
  'workspace.open',
  'workspace.update',
  'workspace.details',
  'workspace.change-settings',
  'workspace.clone',
  'workspace.approvals',
  'workspace.set-default',
  'workspace.favourite',
  'workspace.hide',
  'workspace.leave',
  'workspace.delete',
];

const lists = ({ tokens }: SystemFacts): readonly CapabilityGroup[] => [
  ...ofPeople,
  { title: capitalised(tokens.many), capabilities: ofTokens },
];

/** Everything, grouped in the order in which a person would ask. */
export const capabilityGroups = (facts: SystemFacts): readonly CapabilityGroup[] => [
  ...lists(facts),
  { title: 'Workspaces', capabilities: [...toMakeWorkspaces, ...ofWorkspace] },
  {
    title: 'Organizations',
    capabilities: ['organization.create', 'organization.update', 'organization.delete'],
  },
];

/** What of it there is to ask for in one place. */
export const capabilityGroupsAt = (scope: Scope, facts: SystemFacts): readonly CapabilityGroup[] => [
  ...lists(facts),
  {
    title: scopeText[scope].label,
    capabilities:
      scope === 'organization'
        ? ['organization.update', ...toMakeWorkspaces, 'organization.create', 'organization.delete']
        : ofWorkspace,
  },
];
