import { valueOr } from '../../../src-preload/shared/known.ts';
import type {
  DetailsRow,
  InvitationRow,
  MemberRow,
  RoleRow,
  TokenRow,
  WorkspaceRow,
} from '../../base/records.ts';
import type { RosterReader, StoredFreshness } from '../../store/roster/types.ts';
import type { PlaceList } from '../../base/lists.ts';
import { readPeople, type People } from './people.ts';
import { readPlaces, type Places } from './places.ts';

/** The places of a connection as the plan sees them: a copy that planned changes are played on. */
export interface ConnectionSnapshot {
  places: Places;
  freshness: StoredFreshness;
}
/** One place's lists, likewise. People and invitations are found by id, and by e-mail whatever its case. */
export interface PlaceSnapshot {
  readonly people: People;
  readonly invitations: Map<string, InvitationRow>;
  /** Ids by e-mail. */
  readonly invited: Map<string, string[]>;
  readonly tokens: Map<string, TokenRow>;
  /** Ids of tokens by who owns them. */
  readonly owned: ReadonlyMap<string, readonly string[]>;
  /** Those that the server keeps; a new array when one was changed. */
  roles: readonly RoleRow[];
  details: DetailsRow | null;
  freshness(list: PlaceList): StoredFreshness;
}

/** The local copy, each list read once when it is first looked at; `play` changes it as if an item had been done. */
export interface Snapshot {
  connection(connectionId: string): ConnectionSnapshot;
  place(connectionId: string, placeId: string): PlaceSnapshot;
  row(connectionId: string, placeId: string): WorkspaceRow | null;
}

const lower = (email: string) => email.trim().toLowerCase();

function once<T>(read: () => T): () => T {
  let found: { value: T } | null = null;
  return () => (found ??= { value: read() }).value;
}

/** Takes the copy lazily; the roster itself is never changed. */
export function readSnapshot(roster: RosterReader, now: number): Snapshot {
  const connections = new Map<string, ConnectionSnapshot>();
  const places = new Map<string, PlaceSnapshot>();

  const connection = (connectionId: string): ConnectionSnapshot => {
    let found = connections.get(connectionId);
    if (!found) {
      found = {
        places: readPlaces(roster, connectionId, now),
        freshness: roster.freshness(connectionId, null, 'workspaces'),
      };
      connections.set(connectionId, found);
    }
    return found;
  };

  return {
    connection,
    place(connectionId, placeId) {
      const key = `${connectionId} ${placeId}`;
      const found = places.get(key) ?? readPlace(roster, connectionId, placeId);
      places.set(key, found);
      return found;
    },
    row: (connectionId, placeId) => connection(connectionId).places.get(placeId),
  };
}

function readPlace(roster: RosterReader, connectionId: string, workspaceId: string): PlaceSnapshot {
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
  const fresh = new Map<PlaceList, StoredFreshness>();
  const played: { roles?: readonly RoleRow[]; details?: DetailsRow | null } = {};
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
      return played.roles ?? roles();
    },
    set roles(next) {
      played.roles = next;
    },
    get details() {
      return played.details === undefined ? details() : played.details;
    },
    set details(next) {
      played.details = next;
    },
    freshness(list) {
      const found = fresh.get(list) ?? roster.freshness(connectionId, workspaceId, list);
      fresh.set(list, found);
      return found;
    },
  };
}

type WithPeople = Pick<PlaceSnapshot, 'people'>;

/** By id; without one by the exact e-mail, else by the only one that differs in case alone. */
export function findMember({ people }: WithPeople, userId: string | null, email: string): MemberRow | null {
  if (userId !== null) return people.get(userId);
  const alike = people.byEmail(email);
  return (
    alike.find((member) => member.email === email.trim()) ?? (alike.length === 1 ? (alike[0] ?? null) : null)
  );
}

export const sameEmailOtherCase = ({ people }: WithPeople, email: string): MemberRow[] =>
  people.byEmail(email).filter((member) => member.email !== email.trim());

/** Pending, and not over by the clock. */
export const isOpen = ({ status, expiresAt }: InvitationRow, now: number): boolean =>
  status === 'pending' && !(expiresAt.state === 'known' && expiresAt.value <= now);

export function putInvitation(
  at: Pick<PlaceSnapshot, 'invitations' | 'invited'>,
  invitation: InvitationRow,
): void {
  const isNew = !at.invitations.has(invitation.id);
  at.invitations.set(invitation.id, invitation);
  if (!isNew) return;
  const key = lower(invitation.email);
  const alike = at.invited.get(key);
  if (alike) alike.push(invitation.id);
  else at.invited.set(key, [invitation.id]);
}

/** The open invitation to this address, whatever its case: it reaches the same mailbox. */
export function openInvitation(at: PlaceSnapshot, email: string, now: number): InvitationRow | null {
  for (const id of at.invited.get(lower(email)) ?? []) {
    const found = at.invitations.get(id);
    if (found && isOpen(found, now)) return found;
  }
  return null;
}

/** How many owners who can act there are beside this person: an invited one has not signed up. */
export function otherOwners({ people }: WithPeople, ownerRole: string, userId: string | null): number {
  const one = userId === null ? null : people.get(userId);
  const isOne = one?.role === ownerRole && one.status === 'active';
  return people.count(ownerRole, true) - (isOne ? 1 : 0);
}

/** Neither ended nor over; one that is switched off counts, because it can be switched on again. */
export function isActiveToken(token: TokenRow, now: number): boolean {
  return (
    token.revokedAt.state !== 'known' && !(token.expiresAt.state === 'known' && token.expiresAt.value <= now)
  );
}

/** How many tokens that work, or can be switched on again, this person has. */
export const activeTokensOf = ({ tokens, owned }: PlaceSnapshot, userId: string, now: number): number =>
  (owned.get(userId) ?? []).filter((id) => {
    const token = tokens.get(id);
    return token !== undefined && isActiveToken(token, now);
  }).length;

/** The member's name where it is known, else the e-mail, else the id. */
export function personName(member: MemberRow | null, email: string): string {
  if (!member) return email;
  const name = valueOr(member.name, '').trim();
  return name || member.email || email || member.userId;
}

/** The place's time zone, which providers that have one tell among the facts of its row or its details. */
export function timezoneOf(row: WorkspaceRow | null, details: DetailsRow | null): string | null {
  const facts = [...(row?.facts ?? []), ...(details?.facts ?? [])];
  return facts.find(isTimezone)?.value ?? null;
}

export const isTimezone = ({ label }: { label: string }) =>
  label.toLowerCase().replaceAll(/\s/g, '') === 'timezone';

/** What would go with a place, from what its details warn of; each in words ("3 running sandboxes"). */
export const resourcesOf = (details: DetailsRow | null): string[] =>
  (details?.facts ?? [])
    .filter(({ tone }) => tone === 'warn')
    .map(({ label, value }) =>
      Number(value) > 1 ? `${value} ${label.charAt(0).toLowerCase()}${label.slice(1)}` : `${label}: ${value}`,
    );
