import type { Capability } from '../../../src-preload/contract/workspaces.ts';

/** What can be done to a workspace, in the order in which a person would ask. */
export const capabilityWords: readonly [Capability, string][] = [
  ['member.list', 'See the members'],
  ['member.invite', 'Invite people'],
  ['member.set-role', 'Change roles'],
  ['member.remove', 'Remove people'],
  ['token.list', 'See the tokens'],
  ['token.create', 'Generate tokens'],
  ['token.revoke', 'Revoke tokens'],
  ['token.delete', 'Delete tokens'],
  ['workspace.open', 'Open it in the browser'],
  ['workspace.update', 'Change name and description'],
  ['workspace.approvals', 'Switch approvals'],
  ['workspace.set-default', 'Make it the default'],
  ['workspace.favourite', "Set the server's favourite"],
  ['workspace.hide', 'Hide it on the server'],
  ['workspace.leave', 'Leave it'],
  ['workspace.delete', 'Delete it'],
];
