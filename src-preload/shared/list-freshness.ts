import { bandOf } from './age.ts';
import { hour } from './units.ts';

/** How the copy of a place's list of members stands; `waiting`: the server's last answer waits for confirmation. */
export const listFreshnesses = ['fresh', 'stale', 'waiting', 'never'] as const;
export type ListFreshness = (typeof listFreshnesses)[number];

/** Twice the time between two refreshes in the background: younger than this, nothing is overdue. */
const freshForMs = hour;

/** Whether a copy of this age (epoch ms) is fresh, everywhere that copies are counted by it. One from the future isn't. */
export const isFresh = (fetchedAt: number, now: number): boolean =>
  now - fetchedAt < freshForMs && bandOf(fetchedAt, now) !== 'unknown';

interface Place {
  connectionId: string;
  id: string;
  scope: 'workspace' | 'organization' | 'account';
  membersAt: string | null;
  origin: 'live' | 'entered';
}
interface Doubted {
  connectionId: string;
  /** null: the connection's list of places. */
  workspaceId: string | null;
  list: string;
}

/** Whether a place has members of its own that are fetched: they may be its organization's, and an account has none. */
export const hasOwnList = ({ scope, membersAt, origin }: Pick<Place, 'scope' | 'membersAt' | 'origin'>) =>
  scope !== 'account' && membersAt === null && origin === 'live';

/**
 * Tells by the age of its members how fresh a place is. `doubted`: lists that wait for confirmation; a place of which one waits isn't fresh,
 * nor one whose connection's list of places does.
 */
export function freshnessOfLists(
  doubted: readonly Doubted[],
  now: number,
): (place: Place, members: { fetchedAt: number | null; failed: boolean }) => ListFreshness {
  const keyOf = (connectionId: string, workspaceId: string | null) =>
    JSON.stringify([connectionId, workspaceId]);
  const keysOf = (lists: readonly Doubted[]) =>
    new Set(lists.map(({ connectionId, workspaceId }) => keyOf(connectionId, workspaceId)));
  const membersWait = keysOf(doubted.filter(({ list }) => list === 'members'));
  const anyWaits = keysOf(doubted);
  return ({ connectionId, id }, { fetchedAt, failed }) => {
    const key = keyOf(connectionId, id);
    if (membersWait.has(key)) return 'waiting';
    if (fetchedAt === null) return 'never';
    if (failed || !isFresh(fetchedAt, now)) return 'stale';
    return anyWaits.has(key) || anyWaits.has(keyOf(connectionId, null)) ? 'waiting' : 'fresh';
  };
}
