import { setTimeout as pause } from 'node:timers/promises';
import { listName, type ListName } from '../../../src-preload/contract/freshness.ts';
import type { Identity } from '../../../src-preload/contract/connections.ts';
import type { ProviderId, WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import type { Result } from '../../../src-preload/shared/result.ts';
import type { Fetched, ProviderSession } from '../../../src-main/providers/provider.ts';
import { pagingLimits } from '../../../src-main/providers/paging.ts';
import { startConnectedCore, type ConnectedCore } from '../../support/core.ts';
import { present, valueOf } from '../../support/results.ts';
import { signal } from '../../support/signal.ts';
import { createLiar, type Liar } from './liar.ts';

/** A record as the oracle compares it: its id and every other field as text. */
export type Records = ReadonlyMap<string, Readonly<Record<string, unknown>>>;
export type PlaceList = Extract<ListName, 'workspaces' | 'members' | 'tokens' | 'invitations'>;
/** What is read of a place: lists that changes are compared by, and those that are only read. */
export type ReadList = PlaceList | 'roles' | 'details';
export const placeLists = ['workspaces', 'members', 'tokens', 'invitations'] as const;
/** What the server has, or what the copy says. */
export type World = Readonly<Partial<Record<PlaceList, Records>>>;

/** The place of each system's sample data where Ana may change people and tokens, by name; with where its tokens and invitations are. */
interface Spot {
  place: string;
  tokens: string | null;
  invitations: string | null;
  organization: string | null;
  roles: string | null;
  /** Settings, or what else is beside a workspace. */
  details: string | null;
}
const spots: Readonly<Record<ProviderId, Spot>> = {
  'system-initiative': {
    place: 'Northwind Production',
    tokens: 'Northwind Production',
    invitations: null,
    organization: null,
    roles: null,
    details: null,
  },
  unstructured: {
    place: 'Legal hold',
    tokens: 'Legal hold',
    invitations: null,
    organization: 'Northwind Documents',
    roles: null,
    details: null,
  },
  'workspaces-api': {
    place: 'Northwind Platform',
    tokens: 'Northwind Platform',
    invitations: 'Northwind Platform',
    organization: 'Northwind Platform',
    roles: 'Northwind Platform',
    details: 'Checkout',
  },
  modbox: {
    place: 'Northwind Agents',
    tokens: 'Your API tokens',
    invitations: null,
    organization: null,
    roles: null,
    details: 'Northwind Agents',
  },
  system: {
    place: 'Northwind Operations',
    tokens: null,
    invitations: 'Northwind Operations',
    organization: null,
    roles: 'Northwind Operations',
    details: 'Northwind Operations',
  },
};
// Object.keys loses the key type.
export const providerIds = Object.keys(spots) as ProviderId[];

/** One system of a local instance behind the liar, with the app that is connected to it. */
export interface Ground {
  provider: ProviderId;
  app: ConnectedCore;
  liar: Liar;
  connectionId: string;
  /** The workspace that a list belongs to; null: the system has none of these. */
  placeOf(list: ReadList): string | null | undefined;
  organizationId: string | null;
  /** The lists that changes are compared by, as far as there are such here. */
  lists: readonly PlaceList[];
  /** All that can be read here. */
  readable: readonly ReadList[];
  /** What the server has, asked without a lie and without the copy. */
  truth(): Promise<World>;
  truthOf(list: ReadList): Promise<Records>;
  copy(list: ReadList): Records;
  /** Fetches the list into the copy. */
  fetch(list: ReadList): Promise<Result<null>>;
  /** Who the server says is signed in. */
  whoami(): Promise<Result<Identity>>;
  /** What an administrator does where the last answer for this list waits for confirmation and is the right one. */
  accept(list: ReadList): Promise<void>;
  /** What the button does where the connection waits. */
  tryNow(): Promise<void>;
  /** Waits until no refresh is running. */
  settled(): Promise<void>;
  isSignedOut(): boolean;
  /** Entries of the history that say that something went. */
  departures(): number;
  close(): Promise<void>;
}

const departed = new Set(['member.left', 'workspace.gone', 'token.gone', 'invitation.ended', 'role.gone']);

const byId = (rows: readonly object[]): Records =>
  new Map(
    rows.map((row) => {
      const { userId, id } = row as { userId?: string; id?: string };
      return [userId ?? id ?? '', { ...row }];
    }),
  );

/** A list without an end is read to its bound, which is reached here at once. */
pagingLimits.pages = 30;

/** The local instance, and an app connected to this one of its systems to be lied to. */
export async function openGround(provider: ProviderId): Promise<Ground> {
  const liar = createLiar();
  const app = await startConnectedCore(
    { workspacesApiPerMinute: 1_000_000, systemRateLimit: 1_000_000 },
    { wrap: (transport) => liar.wrap(transport), fast: true, only: provider },
  );
  const { core } = app;
  const { roster, ledger } = core.store;
  const connectionId = app.connectionTo(provider).id;
  await settled(app);
  const spot = spots[provider];
  const session = async (): Promise<ProviderSession> =>
    valueOf(await Promise.resolve(core.connections.sessionFor(connectionId))).session;
  valueOf(await core.sync.fetchNow(connectionId, null, ['workspaces'], signal));
  const idOf = (name: string | null) =>
    name === null
      ? null
      : present(
          roster.workspaces(connectionId, Date.now()).find((one) => one.name === name),
          `${name} in the list`,
        ).id;
  const places = {
    members: idOf(spot.place),
    tokens: idOf(spot.tokens),
    invitations: idOf(spot.invitations),
    roles: idOf(spot.roles),
    details: idOf(spot.details),
  };
  const placeOf = (list: ReadList) => (list === 'workspaces' ? null : (places[list] ?? undefined));
  const lists = placeLists.filter((list) => placeOf(list) !== undefined);
  const readable = ([...placeLists, 'roles', 'details'] as const).filter(
    (list) => placeOf(list) !== undefined,
  );

  async function ask(at: ProviderSession, list: ReadList): Promise<Records> {
    const id = placeOf(list) ?? '';
    const asked: Readonly<Record<ReadList, () => Promise<Result<Fetched<object>>>>> = {
      workspaces: () => at.workspaces(signal),
      members: () => at.members(id, signal),
      tokens: () => at.tokens(id, signal),
      invitations: () => at.invitations(id, signal),
      roles: () => at.roles(id, signal),
      details: () => at.details(id, signal),
    };
    return byId(valueOf(await asked[list]()).rows);
  }

  return {
    provider,
    app,
    liar,
    connectionId,
    placeOf,
    organizationId: idOf(spot.organization),
    lists,
    readable,
    async truth() {
      const at = await session();
      const answers = await Promise.all(lists.map(async (list) => [list, await ask(at, list)] as const));
      return Object.fromEntries(answers);
    },
    truthOf: async (list) => ask(await session(), list),
    copy(list) {
      if (list === 'workspaces')
        return byId(roster.workspaces(connectionId, Date.now()).map(({ counts: _, ...row }) => row));
      const ref: WorkspaceRef = { connectionId, workspaceId: placeOf(list) ?? '' };
      if (list !== 'details') return byId(roster[list](ref));
      const details = roster.details(ref);
      return byId(details === null ? [] : [details]);
    },
    fetch: (list) => core.sync.fetchNow(connectionId, placeOf(list) ?? null, [list], signal),
    whoami: async () => (await session()).whoami(signal),
    async accept(list) {
      const place = placeOf(list) ?? null;
      const { doubt } = roster.freshness(connectionId, place, list);
      if (doubt !== null) await core.sync.accept(connectionId, place, list, doubt);
    },
    async tryNow() {
      for (const workspaceId of new Set(Object.values(places)))
        if (workspaceId !== null) core.sync.refresh(connectionId, 'manual', { connectionId, workspaceId });
      await settled(app);
    },
    settled: () => settled(app),
    isSignedOut: () => ledger.connection(connectionId)?.signedOut !== null,
    departures: () => {
      const everywhere = [null, ...new Set(Object.values(places))].flatMap((id) =>
        ledger.history(connectionId, id),
      );
      return new Set(everywhere.filter(({ kind }) => departed.has(kind)).map(({ id }) => id)).size;
    },
    close: () => app.close(),
  };
}

/** Waits until what connecting began has been fetched. */
async function settled({ core }: ConnectedCore): Promise<void> {
  const isBusy = () =>
    core.connections
      .list()
      .some(({ id }) =>
        [null, ...core.store.roster.workspaces(id, Date.now()).map((one) => one.id)].some((place) =>
          listName.options.some((list) => core.sync.isSyncing(id, place, list)),
        ),
      );
  for (let quiet = 0; quiet < 3;) {
    await pause(3);
    quiet = isBusy() ? 0 : quiet + 1;
  }
}
