import { z } from 'zod';

/**
 * What a row in the list of workspaces is. Organizations, which most systems have above workspaces, can have members and tokens of their
 * own; `account` has what belongs to the signed-in person alone.
 */
export const scope = z.enum(['workspace', 'organization', 'account']);
export type Scope = z.infer<typeof scope>;

/** Everything that a provider could support. A change has the name of its capability. */
export const capability = z.enum([
  'organization.create',
  'organization.update',
  'organization.delete',
  'workspace.create',
  'workspace.provision',
  'workspace.update',
  'workspace.clone',
  'workspace.details',
  'workspace.change-settings',
  'workspace.set-default',
  'workspace.approvals',
  'workspace.favourite',
  'workspace.hide',
  'workspace.leave',
  'workspace.transfer',
  'workspace.delete',
  'workspace.open',
  'member.list',
  'member.invite',
  'member.set-role',
  'member.remove',
  'invitation.list',
  'invitation.cancel',
  'invitation.accept',
  'invitation.decline',
  'role.list',
  'role.create',
  'role.set-permissions',
  'token.list',
  'token.create',
  'token.enable',
  'token.copy',
  'token.rotate',
  'token.probe',
  'token.revoke',
  'token.delete',
]);
export type Capability = z.infer<typeof capability>;
