import type { ListName } from '../../../src-preload/contract/freshness.ts';
import type { DetailsRow, InvitationRow, RoleRow, TokenRow, WorkspaceRow } from '../../base/records.ts';
import type { RosterReader, StoredFreshness } from '../../store/roster/types.ts';
import type { PlaceList } from '../../base/lists.ts';
import { putInvitation, type InvitationIndex } from './invitations.ts';
import { readPeople, type People } from './people.ts';
import { readPlaces, type Places } from './places.ts';

/** How far a list can be believed about what isn't in it. */
export interface ListState extends StoredFreshness {
  /** It has just lost other records, which no change of this app explains. */
  hasRecentLosses: boolean;
}

/** `placeId`: null for the connection's list of workspaces. */
export type HasRecentLosses = (connectionId: string, placeId: string | null, list: ListName) => boolean;

/** The places of a connection as the plan sees them: a copy that planned changes are simulated on. */
export interface ConnectionSnapshot {
  places: Places;
  freshness: ListState;
}
/** One place's lists, likewise. People and invitations are found by id, and by e-mail whatever its case. */
export interface PlaceSnapshot extends InvitationIndex {
  readonly people: People;
  readonly tokens: Map<string, TokenRow>;
  /** Ids of tokens by who owns them. */
  readonly owned: ReadonlyMap<string, readonly string[]>;
  /** Those that the server keeps; a new array when one was changed. */
  roles: readonly RoleRow[];
  details: DetailsRow | null;
  freshness(list: PlaceList): ListState;
}

/** The local copy, each list read once when it is first looked at; simulating an item changes it as if it had been done. */
export interface Snapshot {
  connection(connectionId: string): ConnectionSnapshot;
  place(connectionId: string, placeId: string): PlaceSnapshot;
  row(connectionId: string, placeId: string): WorkspaceRow | null;
  /** Roles that the server keeps for a place. */
  roles(connectionId: string, placeId: string): readonly RoleRow[];
}

function once<T>(read: () => T): () => T {
  let found: { value: T } | null = null;
  return () => (found ??= { value: read() }).value;
}

/** Takes the copy lazily; the roster itself is never changed. `losses`: given where it is read back after a change. */
export function readSnapshot(
  roster: RosterReader,
  now: number,
  losses: HasRecentLosses = () => false,
): Snapshot {
  const connections = new Map<string, ConnectionSnapshot>();
  const places = new Map<string, PlaceSnapshot>();
  const stateOf = (connectionId: string, placeId: string | null, list: ListName): ListState => ({
    ...roster.freshness(connectionId, placeId, list),
    hasRecentLosses: losses(connectionId, placeId, list),
  });

  const connection = (connectionId: string): ConnectionSnapshot => {
    let found = connections.get(connectionId);
    if (!found) {
      found = {
        places: readPlaces(roster, connectionId, now),
        freshness: stateOf(connectionId, null, 'workspaces'),
      };
      connections.set(connectionId, found);
    }
    return found;
  };

  const place = (connectionId: string, placeId: string): PlaceSnapshot => {
    const key = `${connectionId} ${placeId}`;
    const found =
      places.get(key) ??
      readPlace(roster, connectionId, placeId, (list) => stateOf(connectionId, placeId, list));
    places.set(key, found);
    return found;
  };

  return {
    connection,
    place,
    roles: (connectionId, placeId) => place(connectionId, placeId).roles,
    row: (connectionId, placeId) => connection(connectionId).places.get(placeId),
  };
}

function readPlace(
  roster: RosterReader,
  connectionId: string,
  workspaceId: string,
  stateOf: (list: PlaceList) => ListState,
): PlaceSnapshot {
  const ref = { connectionId, workspaceId };
  const people = readPeople(roster, ref);
  const invitations = once(() => {
    const index = { invitations: new Map<string, InvitationRow>(), invited: new Map<string, string[]>() };
    for (const invitation of roster.invitations(ref)) putInvitation(index, invitation);
    return index;
  });
  const tokens = once(() => {
    const index = { tokens: new Map<string, TokenRow>(), owned: new Map<string, string[]>() };
    for (const token of roster.tokens(ref)) {
      index.tokens.set(token.id, token);
      const theirs = index.owned.get(token.ownerId);
      if (theirs) theirs.push(token.id);
      else index.owned.set(token.ownerId, [token.id]);
    }
    return index;
  });
  const roles = once(() => roster.roles(ref));
  const details = once(() => roster.details(ref));
  const fresh = new Map<PlaceList, ListState>();
  const simulated: { roles?: readonly RoleRow[]; details?: DetailsRow | null } = {};
  return {
    people,
    get invitations() {
      return invitations().invitations;
    },
    get invited() {
      return invitations().invited;
    },
    get tokens() {
      return tokens().tokens;
    },
    get owned() {
      return tokens().owned;
    },
    get roles() {
      return simulated.roles ?? roles();
    },
    set roles(next) {
      simulated.roles = next;
    },
    get details() {
      return simulated.details === undefined ? details() : simulated.details;
    },
    set details(next) {
      simulated.details = next;
    },
    freshness(list) {
      const found = fresh.get(list) ?? stateOf(list);
      fresh.set(list, found);
      return found;
    },
  };
}
