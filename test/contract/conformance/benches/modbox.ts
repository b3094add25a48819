import { randomUUID } from 'node:crypto';
import { newTokens } from '../../../../src-main/local-instance/dialects/modbox/identity.ts';
import { formatExtra } from '../../../../src-main/local-instance/dialects/modbox/workspace-extra.ts';
import type { Person } from '../../../../src-main/local-instance/tables/people.ts';
import { modbox } from '../../../../src-main/providers/modbox/provider.ts';
import { owner } from '../../../../src-main/providers/modbox/roles.ts';
import { writeSecret } from '../../../../src-main/providers/modbox/secret.ts';
import { callAt } from '../../../support/other-systems.ts';
import type { Actor, Bench, Desk, Ground, MadePlace } from '../../../support/systems.ts';
import { modboxErrors } from '../errors/modbox.ts';

const system = 'modbox';
/** Tokens of the suite's people, for requests that no provider makes. */
const tokens = new WeakMap<Actor, () => Promise<{ base: string; token: string }>>();

function ground(desk: Desk): Ground {
  const { directory, server } = desk;
  const address = server.modboxUrl;
  function actor(person: Person): Actor {
    const signIn = () => newTokens(person, directory, server.signer);
    const made = desk.actor(person, person.id, async () => {
      const { access_token: access, refresh_token: refresh } = await signIn();
      return {
        address,
        secret: writeSecret({ access, refresh, accessExpiresAt: directory.now() + 300_000 }),
      };
    });
    tokens.set(made, async () => ({ base: address, token: (await signIn()).access_token }));
    return made;
  }

  return {
    newcomer: () => Promise.resolve(actor(desk.person())),
    async place(scope) {
      const creator = desk.person();
      const top = actor(creator);
      const now = directory.now();
      const { id } = directory.workspaces.add({
        id: randomUUID(),
        system,
        name: 'Made place',
        description: null,
        creatorId: creator.id,
        extra: formatExtra({ realm: 'modbox', updatedAt: now }),
      });
      directory.memberships.add(id, creator.id, owner);
      const placeId = scope === 'account' ? 'account' : id;
      return desk.made({
        id: placeId,
        scope,
        top,
        join(role) {
          const person = desk.person();
          directory.memberships.add(id, person.id, role);
          return actor(person);
        },
      });
    },
  };
}

const makes = (what: 'sandboxes' | 'images') => async (place: MadePlace, actor: Actor) => {
  const found = await tokens.get(actor)?.();
  if (found === undefined) throw new Error('The suite has no token of this person');
  const headers = { authorization: `Bearer ${found.token}`, 'x-workspace-id': place.id };
  return (await callAt(found.base, 'POST', `/${what}`, headers, { name: 'one' })).status === 201;
};

export const modboxBenches: readonly Bench[] = [
  {
    name: 'Modbox',
    column: 'Modbox',
    provider: modbox,
    apiVariant: modbox.defaultApiVariant,
    credential: 'session',
    basePath: '/modbox',
    instance: {},
    enforced: true,
    ground,
    restrictions: {
      'member.invite: not as owner': { yes: { to: 'admin' }, no: { to: owner } },
      'member.set-role: not the owner': { yes: { target: 'admin' }, no: { target: owner } },
      'member.remove: not the owner': { yes: { target: 'admin' }, no: { target: owner } },
      'workspace.leave: not the last owner': { yes: { peers: 2 }, no: { peers: 1 } },
    },
    olderRefuses: [],
    rawRows: { sandboxes: makes('sandboxes'), images: makes('images') },
    errors: modboxErrors,
  },
];
