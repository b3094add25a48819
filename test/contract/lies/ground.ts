import { setTimeout as pause } from 'node:timers/promises';
import { listName, type ListName } from '../../../src-preload/contract/freshness.ts';
import type { ProviderId, WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import type { Result } from '../../../src-preload/shared/result.ts';
import type { Fetched, ProviderSession } from '../../../src-main/providers/provider.ts';
import { startConnectedCore, type ConnectedCore } from '../../support/core.ts';
import { present, valueOf } from '../../support/results.ts';
import { signal } from '../../support/signal.ts';
import { createLiar, type Liar } from './liar.ts';

/** A record as the oracle compares it: its id and every other field as text. */
export type Records = ReadonlyMap<string, Readonly<Record<string, unknown>>>;
export type PlaceList = Extract<ListName, 'workspaces' | 'members' | 'tokens' | 'invitations'>;
export const placeLists = ['workspaces', 'members', 'tokens', 'invitations'] as const;
/** What the server has, or what the copy says. */
export type World = Readonly<Partial<Record<PlaceList, Records>>>;

/** The place of each system's sample data where Ana may change people and tokens, by name; with where its tokens and invitations are. */
interface Spot {
  place: string;
  tokens: string | null;
  invitations: string | null;
  organization: string | null;
}
const spots: Readonly<Record<ProviderId, Spot>> = {
  'system-initiative': {
    place: 'Northwind Production',
    tokens: 'Northwind Production',
    invitations: null,
    organization: null,
  },
  unstructured: {
    place: 'Legal hold',
    tokens: 'Legal hold',
    invitations: null,
    organization: 'Northwind Documents',
  },
  'workspaces-api': {
    place: 'Northwind Platform',
    tokens: 'Northwind Platform',
    invitations: 'Northwind Platform',
    organization: 'Northwind Platform',
  },
  modbox: { place: 'Northwind Agents', tokens: 'Your API tokens', invitations: null, organization: null },
  system: {
    place: 'Northwind Operations',
    tokens: null,
    invitations: 'Northwind Operations',
    organization: null,
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
  placeOf(list: PlaceList): string | null | undefined;
  organizationId: string | null;
  /** The lists that can be read here. */
  lists: readonly PlaceList[];
  /** What the server has, asked without a lie and without the copy; not given: all of it. */
  truth(lists?: readonly PlaceList[]): Promise<World>;
  copy(list: PlaceList): Records;
  /** Fetches these lists into the copy. */
  fetch(list: PlaceList): Promise<Result<null>>;
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
  };
  const placeOf = (list: PlaceList) => (list === 'workspaces' ? null : (places[list] ?? undefined));
  const lists = placeLists.filter((list) => placeOf(list) !== undefined);

  async function ask(at: ProviderSession, list: PlaceList): Promise<Records> {
    const id = placeOf(list) ?? '';
    const asked: Readonly<Record<PlaceList, () => Promise<Result<Fetched<object>>>>> = {
      workspaces: () => at.workspaces(signal),
      members: () => at.members(id, signal),
      tokens: () => at.tokens(id, signal),
      invitations: () => at.invitations(id, signal),
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
    async truth(asked = lists) {
      const at = await session();
      const answers = await Promise.all(asked.map(async (list) => [list, await ask(at, list)] as const));
      return Object.fromEntries(answers);
    },
    copy(list) {
      if (list === 'workspaces')
        return byId(roster.workspaces(connectionId, Date.now()).map(({ counts: _, ...row }) => row));
      const ref: WorkspaceRef = { connectionId, workspaceId: placeOf(list) ?? '' };
      return byId(roster[list](ref));
    },
    fetch: (list) => core.sync.fetchNow(connectionId, placeOf(list) ?? null, [list], signal),
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
