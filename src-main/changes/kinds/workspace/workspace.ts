import type { Family } from '../kind.ts';
import { clone, create, provision } from './create.ts';
import { changeSettings } from './change-settings.ts';
import { update } from './edit.ts';
import { leave, remove, transfer } from './end.ts';
import { approvals, favourite, hide, setDefault } from './marks.ts';

/** Changes to workspaces, and all that ends with one more or one less. */
export const workspaceKinds: Family<'workspace'> = {
  'workspace.create': create,
  'workspace.provision': provision,
  'workspace.clone': clone,
  'workspace.update': update,
  'workspace.change-settings': changeSettings,
  'workspace.set-default': setDefault,
  'workspace.approvals': approvals,
  'workspace.favourite': favourite,
  'workspace.hide': hide,
  'workspace.transfer': transfer,
  'workspace.leave': leave,
  'workspace.delete': remove,
};
