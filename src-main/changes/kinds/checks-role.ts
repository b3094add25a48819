import type { ChangeRequest, Check } from '../../../src-preload/contract/changes.ts';
import { plural } from '../../../src-preload/shared/format/numbers.ts';
import { ask, block, warn, type CheckContext } from './check.ts';
import { noOpChecks } from './checks-no-op.ts';
import { whoOf } from './place.ts';
import { listed, quoted } from '../text.ts';

/** The checks of changes to the roles that a server keeps. */
export function roleChecks(context: CheckContext): Check[] {
  const { request, teller } = context;
  if (request.type === 'role.create') {
    const name = request.name.trim();
    if (name === '') return [block('invalid', 'Give the role a name.')];
    const same = teller.roles.find(({ label }) => label.trim().toLowerCase() === name.toLowerCase());
    if (!same) return [];
    return [
      block(
        'name-taken',
        context.repeated
          ? `${quoted(name)} is in this plan twice.`
          : `There is a role ${quoted(same.label)} already: use that one, or choose another name.`,
      ),
    ];
  }
  return request.type === 'role.set-permissions' ? permissionSetChecks(context, request) : [];
}

function permissionSetChecks(
  context: CheckContext,
  request: Extract<ChangeRequest, { type: 'role.set-permissions' }>,
): Check[] {
  const { ground, teller, connection } = context;
  const role = teller.roles.find(({ id }) => id === request.roleId);
  if (!role) return [block('invalid', `There is no role ${quoted(request.name)} here any more.`)];
  if (role.kind !== 'custom')
    return [block('role-immutable', `${quoted(role.label)} is built in: its permissions can’t be changed.`)];
  const done = noOpChecks(context);
  if (done.length > 0) return done;
  if (role.permissions === null)
    return [
      warn(
        'permissions-removed',
        `What ${quoted(role.label)} may do now isn’t known; the whole set is replaced.`,
      ),
    ];
  const taken = role.permissions.filter((code) => !request.permissions.includes(code));
  if (taken.length === 0) return [];
  const who = whoOf(teller);
  const roles = teller.roles.map((one) =>
    one.id === role.id ? { ...one, permissions: request.permissions } : one,
  );
  const isMine = who.role.state === 'known' && who.role.value === role.id;
  const locksOut = isMine && !connection.provider.permits('role.set-permissions', { ...who, roles }).allowed;
  if (locksOut)
    return [
      ask(
        'permissions-removed',
        `This is your own role: without ${listed(taken)} you can’t change roles any more, nor give it back to yourself.`,
      ),
    ];
  const at = ground.place(request.connectionId, request.workspaceId);
  const people = at.people.count(role.id);
  const whose = people === 0 ? 'it' : `it and the ${plural(people, 'person', 'people')} who have it`;
  return [
    warn('permissions-removed', `${listed(taken)} ${taken.length === 1 ? 'is' : 'are'} taken from ${whose}.`),
  ];
}
