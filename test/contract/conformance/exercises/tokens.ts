import type { Capability } from '../../../../src-preload/contract/capabilities.ts';
import { valueOr } from '../../../../src-preload/shared/known.ts';
import { fail } from '../../../../src-preload/shared/result.ts';
import { bugError } from '../../../../src-main/base/errors.ts';
import {
  factsOf,
  fresh,
  inPlace,
  list,
  madeToken,
  perform,
  shows,
  tokenNamed,
  tokenRequest,
  tokensOf,
  type Exercise,
} from './scene.ts';
import { present } from '../../../support/results.ts';
import { signal } from '../../../support/signal.ts';

export const tokenExercises = {
  'token.list': list(
    (session, id) => session.tokens(id, signal),
    async (scene) => {
      const { id } = await madeToken(scene);
      return (row) => row.id === id;
    },
  ),
  'token.create': async (scene) => {
    const name = fresh('Token');
    const result = await perform(scene.actor, tokenRequest(scene, name));
    return {
      result,
      async readBack() {
        const found = await tokenNamed(scene, name);
        if (found === undefined) return 'the token is not in the list';
        const made = result.ok ? result.value.createdToken : null;
        // A guided API variant leaves the secret in the system's own pages.
        if (factsOf(scene).guided) return shows(made, null, 'the secret');
        return made?.id === found.id && made.secret.length > 12 ? null : 'its secret is not told';
      },
    };
  },
  'token.enable': async (scene) => {
    const { id, name } = await madeToken(scene);
    const result = await perform(scene.actor, {
      type: 'token.enable',
      ...inPlace(scene),
      tokenId: id,
      name,
      enabled: false,
    });
    return {
      result,
      readBack: async () =>
        shows((await tokenNamed(scene, name))?.enabled, { state: 'known', value: false }, 'the switch'),
    };
  },
  'token.copy': async (scene) => {
    const { id, secret } = await madeToken(scene);
    const session = await scene.actor.session();
    const result =
      (await session.tokenValue?.(scene.place.id, id, signal)) ??
      fail(bugError(new Error('it is offered, and the session has no tokenValue')));
    const same = result.ok && result.value === secret;
    return { result, readBack: () => Promise.resolve(same ? null : 'the value is another one') };
  },
  /** The engine makes two changes of it: a new one, and after a pause the end of the old one. */
  'token.rotate': async (scene) => {
    const old = await madeToken(scene);
    const name = fresh('Token');
    const made = await perform(scene.actor, tokenRequest(scene, name));
    const result = made.ok
      ? await perform(scene.actor, {
          type: 'token.delete',
          ...inPlace(scene),
          tokenId: old.id,
          name: old.name,
        })
      : made;
    return {
      result,
      async readBack() {
        const names = (await tokensOf(scene)).map((row) => valueOr(row.name, ''));
        return shows([names.includes(name), names.includes(old.name)], [true, false], 'new and old');
      },
    };
  },
  'token.probe': async (scene) => {
    const { stand, actor, place } = scene;
    const { id, name } = await madeToken(scene);
    const session = await actor.session();
    const value = present(await stand.workingKey?.(), 'key that works');
    const kept = await session.keepTokenValue?.(place.id, id, value);
    const result =
      kept?.ok === true && session.probeToken !== undefined
        ? await session.probeToken(place.id, id, signal)
        : fail(bugError(new Error('it is offered, and the session can’t keep or try a key')));
    return {
      result,
      async readBack() {
        const probe = (await tokenNamed(scene, name))?.probe;
        const works = probe?.state === 'known' && probe.value.works;
        return shows([result.ok && result.value.works, works], [true, true], 'the verdict');
      },
    };
  },
  'token.revoke': async (scene) => {
    const { id, name } = await madeToken(scene);
    const result = await perform(scene.actor, {
      type: 'token.revoke',
      ...inPlace(scene),
      tokenId: id,
      name,
    });
    return {
      result,
      readBack: async () =>
        shows((await tokenNamed(scene, name))?.revokedAt.state, 'known', 'its revocation'),
    };
  },
  'token.delete': async (scene) => {
    const { id, name } = await madeToken(scene);
    const result = await perform(scene.actor, {
      type: 'token.delete',
      ...inPlace(scene),
      tokenId: id,
      name,
    });
    return {
      result,
      readBack: async () => shows((await tokenNamed(scene, name))?.id, undefined, 'the deleted one'),
    };
  },
} satisfies Partial<Record<Capability, Exercise>>;
