import { z } from 'zod';

/**
 * What a row of the list of workspaces is: most systems have organizations above them, which have members and tokens of their own and
 * are places in the same way; `account` holds what belongs to the signed-in person alone.
 */
export const scope = z.enum(['workspace', 'organization', 'account']);
export type Scope = z.infer<typeof scope>;

/** Everything a provider may be able to do; what it can't stays visible with the reason. Changes have the name of their capability. */
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
