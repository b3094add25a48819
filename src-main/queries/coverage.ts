import type { ListName } from '../../src-preload/contract/freshness.ts';
import type { Coverage } from '../../src-preload/contract/people.ts';
import { ok } from '../../src-preload/shared/result.ts';
import { unsupported } from '../access/unsupported.ts';
import { listCapability, rosterOwnerOf } from '../base/lists.ts';
import { acrossTerms, placeFits } from '../store/search/query/places.ts';
import { askedOf, searchedOf, type Asked } from './asked-connections.ts';
import type { CopiesSource, Query } from './query.ts';

/** Over the connections that are asked. */
export const coverageQuery: Query<'people', 'coverage', CopiesSource> = (core, { connectionIds, list }) =>
  ok(coverageOver(core, [...askedOf(core, connectionIds).values()], list, Date.now()));

const listOf = { people: 'members', allTokens: 'tokens', allWorkspaces: 'workspaces' } as const;

/** Over the connections that the query doesn’t leave out by name. */
export function coverageOf(
  core: CopiesSource,
  all: ReadonlyMap<string, Asked>,
  query: string,
  list: keyof typeof listOf,
  now: number,
): Coverage {
  const terms = acrossTerms(query, list, searchedOf(all), now).place.filter(
    (term) => term.type === 'among' && (term.key === 'conn' || term.key === 'system'),
  );
  const fitting = [...all.values()].filter(({ searched }) =>
    placeFits(terms, searched, { name: '', organization: null }),
  );
  return coverageOver(core, fitting, listOf[list], now);
}

/** How far a list may be trusted over these connections, those left out that have no such list. */
export function coverageOver(
  core: CopiesSource,
  asked: readonly Asked[],
  list: ListName,
  now: number,
): Coverage {
  const hidden = new Map(asked.map(({ searched }) => [searched.id, searched.hidden]));
  const isHidden = (connectionId: string, workspaceId: string) =>
    hidden.get(connectionId)?.has(workspaceId) ?? false;
  if (list !== 'members' && list !== 'tokens') {
    return core.store.roster.coverage(
      asked.map(({ searched }) => searched.id),
      list,
      now,
      isHidden,
    );
  }
  const having = asked.filter(({ access }) => access.apiVariant.capabilities[listCapability[list]].supported);
  const found = core.store.roster.coverage(
    having.map(({ searched }) => searched.id),
    list,
    now,
    isHidden,
  );
  return { ...found, never: found.never - placesWithout(core, having, list, now) };
}

/** Places of a kind that has no such list (an account has no members): nothing is missing there. */
function placesWithout(
  core: CopiesSource,
  asked: readonly Asked[],
  list: 'members' | 'tokens',
  now: number,
): number {
  const capability = listCapability[list];
  return asked.flatMap(({ access, searched }) => {
    return core.store.roster
      .workspaces(searched.id, now)
      .filter(
        (row) =>
          rosterOwnerOf(list, row) === row.id &&
          row.unavailable[capability] === undefined &&
          unsupported({ ...access, row }, capability) !== null &&
          core.store.roster.freshness(searched.id, row.id, list).fetchedAt === null,
      );
  }).length;
}
