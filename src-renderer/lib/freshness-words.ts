import type { ListName } from '../../src-preload/contract/freshness.ts';
import type { Workspace } from '../../src-preload/contract/workspaces.ts';
import { formatDuration } from '../../src-preload/shared/format/dates.ts';
import { formatNumber } from '../../src-preload/shared/format/numbers.ts';
import { freshnessOfLists, hasOwnList, type ListFreshness } from '../../src-preload/shared/list-freshness.ts';

/** What failed a moment ago is stale too, but has no age worth saying. */
const ageWords = (at: number, now: number) => (now - at < 60_000 ? '' : ` (${formatDuration(now - at)})`);

type Place = Pick<Workspace, 'connectionId' | 'id' | 'scope' | 'membersAt' | 'origin' | 'roster'>;
interface Doubted {
  connectionId: string;
  workspaceId: string | null;
  freshness: { list: ListName };
}

/** A count, and the search of the workspaces that lists exactly what it counts. */
export interface FreshnessCount {
  words: string;
  query: string;
}

/** How many lists of these places are in which state, and when the oldest stale one was fetched (epoch ms). */
export function countFreshness(all: readonly Place[], doubted: readonly Doubted[], now: number) {
  const freshnessOf = freshnessOfLists(
    doubted.map(({ connectionId, workspaceId, freshness: { list } }) => ({
      connectionId,
      workspaceId,
      list,
    })),
    now,
  );
  const places = all.filter(hasOwnList);
  const counts: Record<ListFreshness, number> = { fresh: 0, stale: 0, waiting: 0, never: 0 };
  let oldest = now;
  for (const place of places) {
    const found = freshnessOf(place, place.roster);
    counts[found] += 1;
    if (found === 'stale') oldest = Math.min(oldest, place.roster.fetchedAt ?? now);
  }
  return { all: places.length, counts, oldest };
}

/**
 * "9 of 12 lists fresh", "1 waiting for confirmation", "1 stale (4 days)", "1 not fetched": by the age of each list of members, not of the
 * list of places. The first leads to the lists that aren't fresh, as long as there are some.
 */
export function freshnessCounts(
  all: readonly Place[],
  doubted: readonly Doubted[],
  now: number,
): readonly FreshnessCount[] {
  const { all: places, counts, oldest } = countFreshness(all, doubted, now);
  if (places === 0) return [];
  const { fresh, waiting, stale, never } = counts;
  const count = (of: ListFreshness, words: string): FreshnessCount[] =>
    counts[of] === 0 ? [] : [{ words: `${formatNumber(counts[of])} ${words}`, query: `freshness:${of}` }];
  return [
    {
      words: `${formatNumber(fresh)} of ${formatNumber(places)} lists fresh`,
      query: waiting + stale + never === 0 ? 'freshness:fresh' : 'freshness:stale,waiting,never',
    },
    ...count('waiting', 'waiting for confirmation'),
    ...count('stale', `stale${ageWords(oldest, now)}`),
    ...count('never', 'not fetched'),
  ];
}
