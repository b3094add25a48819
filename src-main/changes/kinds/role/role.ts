import { rebaseSet } from '../../../../src-preload/shared/rebase.ts';
import type { Check } from '../../../../src-preload/contract/plan.ts';
import { knownOrNone, knownValue, notReported, valueOr } from '../../../../src-preload/shared/known.ts';
import { caseless, comparable } from '../../../../src-preload/shared/normalize.ts';
import { listsOf, type ChangeContext } from '../../context.ts';
import { ask, block, warn } from '../check.ts';
import { creationImage, hasNamesake, missingFrom, verifyCreated, yesIf } from '../creation.ts';
import { idMark } from '../history-mark.ts';
import { defineKind, type Family } from '../kind.ts';
import { must, readBackFrom } from '../lists.ts';
import { inOwnPlace } from '../target.ts';
import { differences, isSameSet } from './permissions.ts';
import { createRoleText, roleText, setPermissionsText } from './text.ts';

type SetPermissions = ChangeContext<'role.set-permissions'>;

const ofPlace = { ...inOwnPlace, changes: 'roster' } as const;

/** Changes to the roles that a server keeps. */
export const roleKinds: Family<'role'> = {
  'role.create': defineKind<'role.create', 'creation'>('creation', {
    ...ofPlace,
    op: 'add',
    confirmation: 'none',
    needs: (context) => must(context, 'roles'),
    readBackLists: () => readBackFrom('roles'),
    creates: {
      what: 'role',
      alike: sameName,
      nameOf: (context, id) => listsOf(context).roles.find((role) => role.id === id)?.name ?? null,
      opens: false,
    },
    preImage: (context) => creationImage(sameName(context)),
    inputChecks: () => [],
    checks({ request, roles }, { repeated }) {
      const name = request.name.trim();
      if (name === '') return [block('invalid', roleText.noName)];
      const same = roles.find(({ label }) => caseless(label) === caseless(name));
      if (!same) return [];
      return [block('name-taken', repeated ? roleText.twiceInPlan(name) : roleText.nameTaken(same.label))];
    },
    accessChecks: () => [],
    simulate(context) {
      const { name, description } = context.request;
      const at = listsOf(context);
      at.roles = [
        ...at.roles,
        {
          id: `planned:${name}`,
          name,
          kind: 'custom',
          description: knownOrNone(description === '' ? null : description),
          permissions: notReported,
        },
      ];
    },
    verify: (context, before) =>
      verifyCreated(sameName(context), before, listsOf(context).freshness('roles')),
    moved: ({ request }, before, now) => (hasNamesake(before, now) ? [roleText.namesake(request.name)] : []),
    inverse: () => null,
    historyMark: (_, before) => idMark(['role.created'], before?.created ?? null),
    duplicateKey: ({ type, connectionId, workspaceId, name }) =>
      [type, connectionId, workspaceId, comparable(name)].join('\n'),
    text: createRoleText,
  }),

  'role.set-permissions': defineKind<'role.set-permissions', 'role'>('role', {
    ...ofPlace,
    op: 'change',
    confirmation: 'review',
    needs: (context) => must(context, 'roles'),
    readBackLists: () => readBackFrom('roles'),
    preImage(context) {
      const role = storedRole(context);
      return {
        of: 'role',
        present: role !== undefined,
        name: role?.name ?? context.request.name,
        permissions: permissionsNow(context),
      };
    },
    inputChecks({ request, roles }) {
      const role = roles.find(({ id }) => id === request.roleId);
      if (!role) return [block('invalid', roleText.gone(request.name))];
      return role.kind === 'custom' ? [] : [block('role-immutable', roleText.builtIn(role.label))];
    },
    checks: takenPermissions,
    accessChecks: () => [],
    madeOn: (request, before) =>
      request.from !== undefined || before.of !== 'role' || before.permissions === null
        ? request
        : { ...request, from: before.permissions },
    merges(context) {
      const { from } = context.request;
      const now = permissionsNow(context);
      if (from === undefined || now === null || isSameSet(from, now)) return [];
      return [warn('others-kept', roleText.othersChanged(...differences(from, now)))];
    },
    rebase(context) {
      const { request } = context;
      const now = permissionsNow(context);
      if (request.from === undefined || now === null) return request;
      return { ...request, permissions: rebaseSet(now, request.from, request.permissions), from: now };
    },
    simulate(context) {
      const { roleId, permissions } = context.request;
      const at = listsOf(context);
      at.roles = at.roles.map((role) =>
        role.id === roleId ? { ...role, permissions: knownValue(permissions) } : role,
      );
    },
    verify(context) {
      const role = storedRole(context);
      if (!role) return missingFrom(listsOf(context).freshness('roles'));
      if (role.permissions.state !== 'known') return 'unknown';
      return yesIf(isSameSet(role.permissions.value, context.request.permissions));
    },
    moved({ request }, before, now) {
      if (before.present && !now.present) return [roleText.wentMissing(before.name)];
      // What others added or took meanwhile stays as it is.
      if (request.from !== undefined && before.permissions !== null && now.permissions !== null) return [];
      const isSame =
        before.permissions !== null &&
        now.permissions !== null &&
        isSameSet(before.permissions, now.permissions);
      return isSame || before.permissions === now.permissions ? [] : [roleText.permissionsMoved(now.name)];
    },
    // Only what this change touched is taken back.
    inverse: ({ request }, { permissions }) =>
      permissions === null ? null : { ...request, permissions, from: request.permissions },
    historyMark: ({ roleId }) => idMark(['role.permissions'], roleId),
    text: setPermissionsText,
  }),
};

function sameName(context: ChangeContext<'role.create'>): string[] {
  return listsOf(context)
    .roles.filter(({ name }) => caseless(name) === caseless(context.request.name))
    .map(({ id }) => id);
}

const storedRole = (context: SetPermissions) =>
  listsOf(context).roles.find(({ id }) => id === context.request.roleId);

function permissionsNow(context: SetPermissions): string[] | null {
  const role = storedRole(context);
  return role ? valueOr(role.permissions, null) : null;
}

/** What the members with this role lose, and whether I am one of them. */
function takenPermissions(context: SetPermissions): Check[] {
  const { request, connection } = context;
  const role = context.roles.find(({ id }) => id === request.roleId);
  if (!role) return [];
  if (role.permissions === null)
    return [warn('permissions-removed', roleText.permissionsUnknown(role.label))];
  const taken = role.permissions.filter((code) => !request.permissions.includes(code));
  if (taken.length === 0) return [];
  const who = context.who;
  const roles = context.roles.map((one) =>
    one.id === role.id ? { ...one, permissions: request.permissions } : one,
  );
  const isMine = who.role.state === 'known' && who.role.value === role.id;
  if (isMine && !connection.provider.permits('role.set-permissions', { ...who, roles }).allowed)
    return [ask('permissions-removed', roleText.locksMeOut(taken))];
  const members = listsOf(context).people.count(role.id);
  return [warn('permissions-removed', roleText.taken(taken, members))];
}
