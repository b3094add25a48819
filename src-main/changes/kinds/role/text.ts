import { quoted } from '../../../base/quoted.ts';
import { roleLabel } from '../../../access/access.ts';
import { formatNumber, plural } from '../../../../src-preload/shared/format/numbers.ts';
import { listed, noChangeNeeded } from '../../text.ts';
import type { ChangeText } from '../kind.ts';
import type { PreImageOf } from '../pre-image.ts';
import { differences, isSameSet } from './permissions.ts';
import { canUndo, cannotUndo } from '../undo.ts';

export const roleText = {
  noName: 'Give the role a name.',
  twiceInPlan: (name: string) => `${quoted(name)} is in this plan twice.`,
  nameTaken: (name: string) =>
    `There’s already a role called ${quoted(name)}. Use it, or choose another name.`,
  gone: (name: string) => `The role ${quoted(name)} no longer exists here.`,
  builtIn: (name: string) => `${quoted(name)} is built in. Its permissions can’t be changed.`,
  permissionsUnknown: (name: string) =>
    `What ${quoted(name)} may do now isn’t known. All its permissions are replaced.`,
  locksMeOut: (taken: readonly string[]) =>
    `This is your own role. Without ${listed(taken)} you can’t change roles or restore this one.`,
  taken(permissions: readonly string[], members: number): string {
    const from = members === 0 ? 'this role' : plural(members, 'person', 'people');
    return `Removes ${listed(permissions)} from ${from}.`;
  },
  namesake: (name: string) => `There’s another role called ${quoted(name)} now.`,
  wentMissing: (name: string) => `Role ${quoted(name)} is gone.`,
  /** What others made of the permissions since the form was filled in, which stays. */
  othersChanged(added: readonly string[], taken: readonly string[]): string {
    const what = [
      ...(added.length > 0 ? [`added ${listed(added)}`] : []),
      ...(taken.length > 0 ? [`removed ${listed(taken)}`] : []),
    ];
    return `Changed elsewhere in the meantime: ${what.join(', ')}. Those changes are kept.`;
  },
  permissionsMoved: (name: string) => `The permissions of role ${quoted(name)} were changed.`,
};

export const createRoleText: ChangeText<'role.create', PreImageOf<'creation'>> = {
  title: ({ request }) => `Create role ${quoted(request.name)}`,
  fact: () => 'without permissions',
  verb: () => 'Create role',
  verbForMany: (count) => `Create ${formatNumber(count)} roles`,
  undo: () => cannotUndo('Roles can’t be deleted from here. An unused role has no effect.'),
  done: ({ request }, _, workspaceName) =>
    `Role ${quoted(request.name)} was created in ${quoted(workspaceName)}.`,
  noOp: () => noChangeNeeded,
  unshown: null,
};

export const setPermissionsText: ChangeText<'role.set-permissions', PreImageOf<'role'>> = {
  title: (context) =>
    `Set the permissions of role ${quoted(roleLabel(context.roles, context.request.roleId))}`,
  fact({ request }, before) {
    const old = before?.permissions ?? null;
    if (old === null) return plural(request.permissions.length, 'permission');
    const added = request.permissions.filter((code) => !old.includes(code)).length;
    const taken = old.filter((code) => !request.permissions.includes(code)).length;
    return [added > 0 ? `+${added}` : '', taken > 0 ? `−${taken}` : '']
      .filter((part) => part !== '')
      .join(' ');
  },
  verb: () => 'Set permissions',
  verbForMany: () => null,
  undo: (_, before) =>
    before === null || before.permissions === null
      ? cannotUndo('The current permissions aren’t known, so they can’t be restored.')
      : canUndo('You can restore the current permissions.'),
  done({ request }, before, workspaceName) {
    const set = `The permissions of role ${quoted(before?.name ?? request.name)} were set in ${quoted(workspaceName)}.`;
    const planned = before?.permissions ?? null;
    if (planned === null || request.from === undefined || isSameSet(planned, request.from)) return set;
    return `${set} ${roleText.othersChanged(...differences(planned, request.from))}`;
  },
  noOp: () => noChangeNeeded,
  unshown: 'the server doesn’t report the current value',
};
