import type { ListName } from '../../src-preload/contract/freshness.ts';
import type { Workspace } from '../../src-preload/contract/workspaces.ts';
import { formatDuration } from '../../src-preload/shared/format/dates.ts';
import { formatNumber } from '../../src-preload/shared/format/numbers.ts';

/** Twice the time between two refreshes in the background: younger than this, nothing is overdue. */
const freshForMs = 60 * 60_000;

/** What failed a moment ago is stale too, but has no age worth saying. */
const ageWords = (at: number, now: number) => (now - at < 60_000 ? '' : ` (${formatDuration(now - at)})`);

type Place = Pick<Workspace, 'connectionId' | 'id' | 'scope' | 'membersAt' | 'origin' | 'roster'>;
interface Doubted {
  connectionId: string;
  workspaceId: string | null;
  freshness: { list: ListName };
}

/**
 * "9 of 12 workspaces fresh · 1 waiting for confirmation · 1 stale (4 days) · 1 not fetched": by the age of each roster, not of the list it
 * is in. `doubted`: lists that wait for confirmation; a place of which one waits isn't fresh, nor one whose connection's list of places does.
 */
export function freshnessWords(
  all: readonly Place[],
  doubted: readonly Doubted[],
  now: number,
): string | null {
  // People of a workspace may be its organization's, and an account has none: those have no roster that could be old.
  const places = all.filter(
    ({ scope, membersAt, origin }) => scope !== 'account' && membersAt === null && origin === 'live',
  );
  if (places.length === 0) return null;
  const keyOf = (connectionId: string, workspaceId: string | null) =>
    JSON.stringify([connectionId, workspaceId]);
  const keysOf = (lists: readonly Doubted[]) =>
    new Set(lists.map(({ connectionId, workspaceId }) => keyOf(connectionId, workspaceId)));
  const rosterWaits = keysOf(doubted.filter(({ freshness }) => freshness.list === 'members'));
  const anyWaits = keysOf(doubted);
  let fresh = 0;
  let never = 0;
  let waiting = 0;
  let stale = 0;
  let oldest = now;
  for (const { connectionId, id, roster } of places) {
    const key = keyOf(connectionId, id);
    if (rosterWaits.has(key)) waiting += 1;
    else if (roster.fetchedAt === null) never += 1;
    else if (roster.failed || now - roster.fetchedAt >= freshForMs) {
      stale += 1;
      oldest = Math.min(oldest, roster.fetchedAt);
    } else if (anyWaits.has(key) || anyWaits.has(keyOf(connectionId, null))) waiting += 1;
    else fresh += 1;
  }
  const noun = places.every(({ scope }) => scope === 'workspace') ? 'workspaces' : 'rosters';
  return [
    `${formatNumber(fresh)} of ${formatNumber(places.length)} ${noun} fresh`,
    waiting > 0 ? `${formatNumber(waiting)} waiting for confirmation` : null,
    stale > 0 ? `${formatNumber(stale)} stale${ageWords(oldest, now)}` : null,
    never > 0 ? `${formatNumber(never)} not fetched` : null,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}
