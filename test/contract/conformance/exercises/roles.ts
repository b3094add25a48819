import type { Capability } from '../../../../src-preload/contract/capabilities.ts';
import { valueOr } from '../../../../src-preload/shared/known.ts';
import { fail } from '../../../../src-preload/shared/result.ts';
import { plainError } from '../../../../src-main/base/errors.ts';
import { fresh, inPlace, low, perform, shows, type Exercise } from './scene.ts';
import { present, valueOf } from '../../../support/results.ts';
import { signal } from '../../../support/signal.ts';

export const roleExercises = {
  'role.list': async ({ actor, place }) => {
    const listed = await (await actor.session()).roles(place.id, signal);
    // Who may not read the roles may still be told the names that members show; that is not the list.
    const whole = listed.ok && listed.value.rows.some(({ id }) => id === low(place));
    const result =
      listed.ok && !whole ? fail(plainError('forbidden', 'Only names are told.', 'Ask the owner.')) : listed;
    return { result, readBack: () => Promise.resolve(null) };
  },
  'role.create': async (scene) => {
    const name = fresh('Role');
    const result = await perform(scene.actor, {
      type: 'role.create',
      ...inPlace(scene),
      name,
      description: 'Made by the suite',
    });
    return {
      result,
      async readBack() {
        const roles = valueOf(await (await scene.place.top.session()).roles(scene.place.id, signal)).rows;
        return shows(roles.find((row) => row.name === name)?.kind, 'custom', 'the new role');
      },
    };
  },
  'role.set-permissions': async (scene) => {
    const { place, bench } = scene;
    const name = fresh('Role');
    const rolesNow = async () => valueOf(await (await place.top.session()).roles(place.id, signal)).rows;
    valueOf(await perform(place.top, { type: 'role.create', ...inPlace(scene), name, description: '' }));
    const { id: roleId } = present(
      (await rolesNow()).find((row) => row.name === name),
      'new role',
    );
    const permissions = bench.provider.permissionCodes.slice(0, 2).map(({ code }) => code);
    const result = await perform(scene.actor, {
      type: 'role.set-permissions',
      ...inPlace(scene),
      roleId,
      name,
      permissions,
    });
    return {
      result,
      async readBack() {
        const found = (await rolesNow()).find(({ id }) => id === roleId);
        return shows(valueOr(found?.permissions ?? { state: 'none' }, []), permissions, 'what it may');
      },
    };
  },
} satisfies Partial<Record<Capability, Exercise>>;
