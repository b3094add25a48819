import type { Capability } from '../../../../src-preload/contract/capabilities.ts';
import { fail } from '../../../../src-preload/shared/result.ts';
import { bugError } from '../../../../src-main/base/errors.ts';
import { fresh, inPlace, perform, placeRow, placesOf, shows, type Exercise } from './scene.ts';

export const organizationExercises = {
  'organization.create': async ({ actor }) => {
    const name = fresh('Organization');
    const result = await perform(actor, { type: 'organization.create', connectionId: 'c', name });
    return {
      result,
      async readBack() {
        const rows = await placesOf(actor);
        const found = rows.find((row) => row.scope === 'organization' && row.name === name);
        return shows(found?.id, result.ok ? result.value.createdWorkspaceId : null, 'the new organization');
      },
    };
  },
  'organization.update': async (scene) => {
    const name = fresh('Renamed');
    const result = await perform(scene.actor, { type: 'organization.update', ...inPlace(scene), name });
    return {
      result,
      readBack: async () => shows((await placeRow(scene.place.top, scene.place.id))?.name, name, 'the name'),
    };
  },
  'organization.delete': async () => {
    const result = await Promise.resolve(fail(bugError(new Error('no system has it'))));
    return { result, readBack: () => Promise.resolve(null) };
  },
} satisfies Partial<Record<Capability, Exercise>>;
