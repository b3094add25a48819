import type { Capability } from '../../../../src-preload/contract/capabilities.ts';
import { valueOr } from '../../../../src-preload/shared/known.ts';
import { fail, ok } from '../../../../src-preload/shared/result.ts';
import { bugError } from '../../../../src-main/base/errors.ts';
import {
  creation,
  factsOf,
  fresh,
  inPlace,
  low,
  mark,
  membersOf,
  perform,
  placeRow,
  placesOf,
  shows,
  type Exercise,
} from './scene.ts';
import { present, valueOf } from '../../../support/results.ts';
import { signal } from '../../../support/signal.ts';

export const workspaceExercises = {
  'workspace.create': async (scene) => {
    const name = fresh('Workspace');
    const result = await perform(scene.actor, creation(scene, name));
    return {
      result,
      async readBack() {
        const found = (await placesOf(scene.actor)).find((row) => row.name === name);
        return shows(found?.id, result.ok ? result.value.createdWorkspaceId : null, 'the new workspace');
      },
    };
  },
  'workspace.provision': async (scene) => {
    const { actor, place } = scene;
    const names = [fresh('Provisioned'), fresh('Provisioned')];
    const requests = names.map((name, index) => ({
      type: 'workspace.provision' as const,
      connectionId: 'c',
      organizationId: place.id,
      name,
      settings: index === 0 ? '{"conformance":true}' : null,
    }));
    const session = await actor.session();
    const together = await session.provision?.(requests, signal);
    const result = together ?? fail(bugError(new Error('it is offered, and the session has no provision')));
    const readBack = async () => {
      const rows = await placesOf(place.top);
      return shows(
        names.filter((name) => rows.some((row) => row.name === name)),
        names,
        'what was made',
      );
    };
    if (result.ok || result.error.kind !== 'not-implemented') return { result, readBack };
    // A server that hasn't built it: each by itself, as the engine does.
    for (const request of requests) {
      const single = await perform(actor, request);
      if (!single.ok) return { result: single, readBack };
    }
    return { result: ok(null), readBack };
  },
  'workspace.update': async (scene) => {
    const { actor, place } = scene;
    const { updateFields } = factsOf(scene);
    const name = fresh('Renamed');
    const description = fresh('Described');
    const ground = (await placeRow(place.top, place.id)) ?? null;
    const result = await perform(
      actor,
      {
        type: 'workspace.update',
        ...inPlace(scene),
        name,
        description,
        ...(updateFields.includes('timezone') ? { timezone: 'Asia/Tokyo' } : {}),
      },
      ground,
    );
    return {
      result,
      async readBack() {
        const row = await placeRow(place.top, place.id);
        const said = shows(row?.name, name, 'the name');
        if (said !== null || !updateFields.includes('description') || row === undefined) return said;
        // Some lists leave it out although it can be changed.
        return row.description.state === 'not-reported'
          ? null
          : shows(valueOr(row.description, ''), description, 'the description');
      },
    };
  },
  'workspace.clone': async (scene) => {
    const name = fresh('Clone');
    const result = await perform(scene.actor, {
      type: 'workspace.clone',
      ...inPlace(scene),
      name,
      copyMembers: true,
      copySettings: true,
    });
    return {
      result,
      async readBack() {
        const found = (await placesOf(scene.place.top)).find((row) => row.name === name);
        return shows(found?.id, result.ok ? result.value.createdWorkspaceId : null, 'the clone');
      },
    };
  },
  'workspace.details': async ({ actor, place }) => {
    const result = await (await actor.session()).details(place.id, signal);
    const [row] = result.ok ? result.value.rows : [];
    const tells = row !== undefined && (row.settings.state === 'known' || row.facts.length > 0);
    return { result, readBack: () => Promise.resolve(tells ? null : 'nothing is told') };
  },
  'workspace.change-settings': async (scene) => {
    const { actor, place } = scene;
    const read = async () => {
      const details = valueOf(await (await place.top.session()).details(place.id, signal));
      const settings = details.rows[0]?.settings ?? { state: 'none' };
      return JSON.parse(valueOr(settings, '{}')) as Record<string, unknown>;
    };
    const before = await (await place.top.session()).details(place.id, signal);
    const settings = { ...(before.ok ? await read() : {}), conformance: { level: 3 } };
    const text = JSON.stringify(settings);
    const result = await perform(actor, {
      type: 'workspace.change-settings',
      ...inPlace(scene),
      settings: text,
    });
    return { result, readBack: async () => shows(await read(), settings, 'the settings') };
  },
  'workspace.set-default': mark(
    (scene) => ({ type: 'workspace.set-default', ...inPlace(scene) }),
    (row) => row?.isDefault,
    { state: 'known', value: true },
  ),
  'workspace.approvals': mark(
    (scene) => ({ type: 'workspace.approvals', ...inPlace(scene), enabled: true }),
    (row) => row?.approvalsEnabled,
    { state: 'known', value: true },
  ),
  'workspace.favourite': mark(
    (scene) => ({ type: 'workspace.favourite', ...inPlace(scene), enabled: true }),
    (row) => row?.serverFavourite,
    { state: 'known', value: true },
  ),
  'workspace.hide': mark(
    (scene) => ({ type: 'workspace.hide', ...inPlace(scene), enabled: true }),
    (row) => row?.serverHidden,
    { state: 'known', value: true },
  ),
  'workspace.leave': mark(
    (scene) => ({ type: 'workspace.leave', ...inPlace(scene) }),
    (row) => row?.id,
    undefined,
  ),
  'workspace.transfer': async (scene) => {
    const { place } = scene;
    const next = await place.member(low(place));
    const result = await perform(scene.actor, {
      type: 'workspace.transfer',
      ...inPlace(scene),
      userId: next.userId,
      email: next.email,
    });
    return {
      result,
      async readBack() {
        const found = (await membersOf(scene)).find(({ userId }) => userId === next.userId);
        return shows(found?.role, scene.bench.provider.ownerRole(place.scope), 'the role of the new owner');
      },
    };
  },
  'workspace.delete': async (scene) => {
    const result = await perform(scene.actor, { type: 'workspace.delete', ...inPlace(scene) });
    return {
      result,
      readBack: async () =>
        shows((await placeRow(scene.place.top, scene.place.id))?.id, undefined, 'the deleted one'),
    };
  },
  'workspace.open': async ({ bench, place, actor }) => {
    const row = present(await placeRow(actor, place.id), 'row of the place');
    const url = bench.provider.workspaceUrl({ id: row.id, url: row.instance.url, address: '' });
    const leads = url !== null && URL.canParse(url) && url.includes(encodeURIComponent(row.id));
    return { result: ok(url), readBack: () => Promise.resolve(leads ? null : `it leads to ${String(url)}`) };
  },
} satisfies Partial<Record<Capability, Exercise>>;
