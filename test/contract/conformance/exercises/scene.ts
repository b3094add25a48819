import type { Capability } from '../../../../src-preload/contract/capabilities.ts';
import type { ChangeRequest } from '../../../../src-preload/contract/change-request.ts';
import { valueOr } from '../../../../src-preload/shared/known.ts';
import type { Result } from '../../../../src-preload/shared/result.ts';
import {
  apiVariantOf,
  type Fetched,
  type Performed,
  type ProviderSession,
} from '../../../../src-main/providers/provider.ts';
import type { InvitationRow, MemberRow, TokenRow, WorkspaceRow } from '../../../../src-main/base/records.ts';
import {
  assignable,
  type Actor,
  type Bench,
  type MadePlace,
  type Stand,
  type Variation,
} from '../../../support/systems.ts';
import { present, valueOf } from '../../../support/results.ts';
import { signal } from '../../../support/signal.ts';

/* One way of doing each capability, whichever system it is: what is sent comes from the facts and tables of the API variant alone. */

export interface Scene {
  readonly bench: Bench;
  readonly stand: Stand;
  readonly place: MadePlace;
  /** Who does it. */
  readonly actor: Actor;
  readonly vary: Variation;
}

export interface Tried {
  readonly result: Result<unknown>;
  /** Looks whether it is so now: null, or what is found instead. */
  readBack(): Promise<string | null>;
  /** True once `readBack` had to look into the server itself, because no list tells. */
  untold?: boolean;
}

export type Exercise = (scene: Scene) => Promise<Tried>;

let count = 0;
/** A name that nothing else in the suite has. */
export const fresh = (what: string): string => {
  count += 1;
  return `${what} ${count}`;
};

export const factsOf = ({ bench }: Scene) => apiVariantOf(bench.provider, bench.apiVariant).facts;
export const low = (place: MadePlace): string => present(assignable(place).at(-1), 'role to give').id;
export const nextToLow = (place: MadePlace): string =>
  present(assignable(place).at(-2), 'second role to give').id;

/** The lists as they can be read back by who may read them. */
export const placesOf = async (actor: Actor): Promise<WorkspaceRow[]> =>
  valueOf(await (await actor.session()).workspaces(signal)).rows;
export const placeRow = async (actor: Actor, id: string) =>
  (await placesOf(actor)).find((row) => row.id === id);
export const membersOf = async ({ place }: Scene): Promise<MemberRow[]> =>
  valueOf(await (await place.top.session()).members(place.id, signal)).rows;
export const invitationsOf = async ({ place }: Scene): Promise<InvitationRow[]> =>
  valueOf(await (await place.top.session()).invitations(place.id, signal)).rows;
/** An account's tokens are seen by nobody but its person. */
export const keeperOf = ({ place, actor }: Scene): Actor => (place.scope === 'account' ? actor : place.top);
export const tokensOf = async (scene: Scene): Promise<TokenRow[]> =>
  valueOf(await (await keeperOf(scene).session()).tokens(scene.place.id, signal)).rows;

export async function perform(actor: Actor, request: ChangeRequest, row: WorkspaceRow | null = null) {
  return (await actor.session()).perform(request, { workspace: row }, signal);
}
export const inPlace = ({ place }: Scene) => ({ connectionId: 'c', workspaceId: place.id });

export function shows(found: unknown, wanted: unknown, what: string): string | null {
  const same = JSON.stringify(found) === JSON.stringify(wanted);
  return same ? null : `${what} is ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`;
}

export type CreateRequest = Extract<ChangeRequest, { type: 'workspace.create' }>;
export function creation(scene: Pick<Scene, 'bench' | 'place'>, name: string): CreateRequest {
  const { bench, place } = scene;
  const managed = bench.provider.workspaceTypes.find(({ url }) => url !== null);
  return {
    type: 'workspace.create',
    connectionId: 'c',
    kind: managed?.kind ?? bench.provider.kindOf(''),
    name,
    description: 'Made by the suite',
    url: managed?.url ?? '',
    isDefault: false,
    ...(place.scope === 'organization' ? { organizationId: place.id } : {}),
    timezone: 'Europe/Lisbon',
  };
}

export async function invite(
  scene: Scene,
  by: Actor,
  email: string,
  role: string | null,
): Promise<Result<Performed>> {
  const { message, days, role: how } = factsOf(scene).joining;
  return perform(by, {
    type: 'member.invite',
    ...inPlace(scene),
    email,
    role: how === 'carried' ? role : null,
    ...(message ? { message: 'Come and join us' } : {}),
    ...(days === null ? {} : { days: days.preset }),
  });
}

export async function pendingFor(scene: Scene, email: string): Promise<InvitationRow> {
  valueOf(await invite(scene, scene.place.top, email, low(scene.place)));
  const rows = await invitationsOf(scene);
  return present(
    rows.find((row) => row.email === email),
    'invitation',
  );
}

export interface MadeToken {
  id: string;
  name: string;
  secret: string | null;
}
export const tokenRequest = (scene: Scene, name: string): ChangeRequest => ({
  type: 'token.create',
  ...inPlace(scene),
  name,
  expiry: scene.bench.provider.expiryPresets[0]?.text ?? '',
  scopes: factsOf(scene).tokens.scopes.map(({ id }) => id),
});
export const tokenNamed = async (scene: Scene, name: string) =>
  (await tokensOf(scene)).find((row) => valueOr(row.name, '') === name);

export async function madeToken(scene: Scene): Promise<MadeToken> {
  const name = fresh('Token');
  const { token } = scene.vary;
  const by = token === 'own' || scene.place.scope === 'account' ? scene.actor : scene.place.top;
  const { createdToken } = valueOf(await perform(by, tokenRequest(scene, name)));
  const id = createdToken?.id ?? present(await tokenNamed(scene, name), 'token').id;
  return { id, name, secret: createdToken?.secret ?? null };
}

/** A change of the place with one fact of its row to look for. */
export const mark =
  (
    request: (scene: Scene) => ChangeRequest & { type: Capability },
    look: (row: WorkspaceRow | undefined) => { state: string } | string | undefined,
    wanted: unknown,
  ): Exercise =>
  async (scene) => {
    const { actor, place, stand } = scene;
    const sent = request(scene);
    const result = await perform(actor, sent);
    const tried: Tried = {
      result,
      async readBack() {
        const found = look(await placeRow(actor, place.id));
        const isTold = typeof found !== 'object' || found.state !== 'not-reported';
        if (isTold || stand.untold === undefined) return shows(found, wanted, 'the mark');
        tried.untold = true;
        return stand.untold(sent.type, place, actor);
      },
    };
    return tried;
  };

/** A list, with what has to be in it. */
export const list =
  <T>(
    read: (session: ProviderSession, placeId: string) => Promise<Result<Fetched<T>>>,
    prepare: (scene: Scene) => Promise<(row: T) => boolean>,
  ): Exercise =>
  async (scene) => {
    const isThere = await prepare(scene);
    const result = await read(await scene.actor.session(), scene.place.id);
    return {
      result,
      readBack: () =>
        Promise.resolve(result.ok && result.value.rows.some(isThere) ? null : 'it is not in the list'),
    };
  };
