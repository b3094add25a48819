import type { Capability, Scope } from '../../src-preload/contract/capabilities.ts';
import type { SystemFacts } from '../../src-preload/contract/system.ts';
import { capitalised, withArticle } from './names.ts';
import { scopeText } from './text.ts';

/** Labels of all capabilities, with the system's own terms for adding members and for tokens. */
export const capabilityText = ({
  joining,
  tokens: { one, many },
}: SystemFacts): Record<Capability, string> => ({
  'member.list': 'View members',
  'member.invite': joining.verb === 'add' ? 'Add people' : 'Invite people',
  'member.set-role': 'Change roles',
  'member.remove': 'Remove members',
  'invitation.list': 'View invitations',
  'invitation.cancel': 'Cancel invitations',
  'invitation.accept': 'Accept your own invitations',
  'invitation.decline': 'Decline your own invitations',
  'role.list': 'View custom roles',
  'role.create': 'Create roles',
  'role.set-permissions': 'Change a role’s permissions',
  'token.list': `View ${many}`,
  'token.create': `Create ${many}`,
  'token.enable': `Disable and enable ${many}`,
  'token.copy': 'Copy a value again later',
  'token.rotate': `Rotate ${withArticle(one)}`,
  'token.probe': `Test ${withArticle(one)}`,
  'token.revoke': `Revoke ${many}`,
  'token.delete': `Delete ${many}`,
  'workspace.create': 'Create a workspace',
  'workspace.provision': 'Create multiple workspaces',
  'workspace.open': 'Open in the browser',
  'workspace.update': 'Change the name and description',
  'workspace.details': 'View settings and contents',
  'workspace.change-settings': 'Change settings',
  'workspace.clone': 'Clone',
  'workspace.approvals': 'Turn approvals on and off',
  'workspace.set-default': 'Set as default',
  'workspace.favourite': 'Mark as favourite on the server',
  'workspace.hide': 'Hide on the server',
  'workspace.transfer': 'Transfer ownership',
  'workspace.leave': 'Leave',
  'workspace.delete': 'Delete',
  'organization.create': 'Create an organization',
  'organization.update': 'Rename',
  'organization.delete': 'Delete',
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

/** All capabilities, in groups. */
export const capabilityGroups = (facts: SystemFacts): readonly CapabilityGroup[] => [
  ...lists(facts),
  { title: 'Workspaces', capabilities: [...toMakeWorkspaces, ...ofWorkspace] },
  {
    title: 'Organizations',
    capabilities: ['organization.create', 'organization.update', 'organization.delete'],
  },
];

/** The capabilities that one place can have. */
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
