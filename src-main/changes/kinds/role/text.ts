import { roleLabel } from '../../../access/access.ts';
import { plural } from '../../../../src-preload/shared/format/numbers.ts';
import { listed, noChangeNeeded, quoted } from '../../text.ts';
import type { ChangeText } from '../kind.ts';
import type { PreImageOf } from '../pre-image.ts';
import { canUndo, cannotUndo } from '../undo.ts';

export const roleText = {
  noName: 'Give the role a name.',
  twiceInPlan: (name: string) => `${quoted(name)} is in this plan twice.`,
  nameTaken: (name: string) =>
    `There is a role ${quoted(name)} already: use that one, or choose another name.`,
  gone: (name: string) => `There is no role ${quoted(name)} here any more.`,
  builtIn: (name: string) => `${quoted(name)} is built in: its permissions can’t be changed.`,
  permissionsUnknown: (name: string) =>
    `What ${quoted(name)} may do now isn’t known; the whole set is replaced.`,
  locksMeOut: (taken: readonly string[]) =>
    `This is your own role: without ${listed(taken)} you can’t change roles any more, nor give it back to yourself.`,
  taken(permissions: readonly string[], members: number): string {
    const whose = members === 0 ? 'it' : `it and the ${plural(members, 'person', 'people')} who have it`;
    return `${listed(permissions)} ${permissions.length === 1 ? 'is' : 'are'} taken from ${whose}.`;
  },
  namesake: (name: string) => `A role called ${quoted(name)} was created meanwhile.`,
  wentMissing: (name: string) => `Role ${quoted(name)} is gone.`,
  permissionsMoved: (name: string) => `The permissions of role ${quoted(name)} were changed.`,
};

export const createRoleText: ChangeText<'role.create', PreImageOf<'creation'>> = {
  title: ({ request }) => `Create role ${quoted(request.name)}`,
  fact: () => 'without permissions',
  verb: () => 'Create role',
  verbForMany: (count) => `Create ${count} roles`,
  undo: () => cannotUndo('A role can’t be deleted from here; one that nobody has does nothing.'),
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
      ? cannotUndo('The permissions as they are now aren’t known, so they can’t be given back.')
      : canUndo('The permissions as they are now can be given back.'),
  done: ({ request }, before, workspaceName) =>
    `The permissions of role ${quoted(before?.name ?? request.name)} were set in ${quoted(workspaceName)}.`,
  noOp: () => noChangeNeeded,
  unshown: 'what it is now isn’t told',
};
