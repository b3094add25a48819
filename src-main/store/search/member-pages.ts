import type { QueryContext } from '../../../src-preload/shared/query/parse.ts';
import type { Db } from '../database.ts';
import { fromCursor, groupOf, groupSql, positionOf, toCursor, type Place } from './member-order.ts';
import { usualLimits, type Pair, type RosterPlace, type Search, type SearchLimits } from './member-query.ts';
import { memberFromSql, type MemberSqlRow } from '../roster/member-row.ts';
import { createMemberSearch } from './member-search.ts';
import { memberFilter, type MemberFilter } from './query/members.ts';
import type { Values } from './query/filter.ts';
import { createStatements } from '../statements.ts';
import type { MemberRow } from '../../base/records.ts';
import type { MembersQuery } from '../roster/types.ts';

export interface MembersPage {
  rows: MemberRow[];
  /** How many match, or -1 where that wasn't asked for. */
  matching: number;
  total: number;
  queryProblem: string | null;
  /** What to give as `after` for the rows that follow; null at the end. */
  next: string | null;
}

/** Windows on a sorted, filtered roster. People without a name come last in both directions. */
export function createMemberPages(db: Db, limits: SearchLimits = usualLimits) {
  const search = createMemberSearch(createStatements(db), limits);

  /** One row more than the page tells whether there is a next one. */
  function rowsOf(found: Search, query: MembersQuery, limit: number): MemberSqlRow[] {
    const { sort, roles } = query;
    const values: Values = {};
    const sql = groupSql(sort, roles, values);
    const group = sql === null ? null : { sql, values };
    const after = query.after === undefined ? null : fromCursor(sort, query.after);
    const offset = after === null ? query.offset : 0;
    const scanned =
      sort.by === 'name' && offset === 0 ? search.prefixScan(found, sort.order, after, limit) : null;
    if (scanned !== null) return scanned;
    const few: Values = {};
    const keys = search.fewKeys(found, few);
    if (keys !== null)
      return search.sorted(found, sort, group, after, { limit, offset }, { sql: keys, values: few });
    if (sort.by === 'email') return search.sorted(found, sort, null, after, { limit, offset }, null);
    if (group === null)
      return offset > 0
        ? search.walk(found, sort.order, null, { limit, offset })
        : search.byName(found, sort.order, found.pairs, after, limit);
    if (offset > 0) return search.sorted(found, sort, group, null, { limit, offset }, null);
    return grouped(found, query, after, limit);
  }

  /** By role or status: group after group, each by name. */
  function grouped(found: Search, { sort, roles }: MembersQuery, after: Place | null, limit: number) {
    const groups = new Map<Place['group'], Pair[]>();
    for (const pair of found.pairs ?? search.pairsOfAll(found)) {
      const group = groupOf(sort, roles, pair.role, pair.status);
      groups.set(group, [...(groups.get(group) ?? []), pair]);
    }
    const before = (a: Place['group'], b: Place['group']) => {
      if (a === b || a === null || b === null) return 0;
      return (a < b ? -1 : 1) * (sort.order === 'asc' ? 1 : -1);
    };
    const rows: MemberSqlRow[] = [];
    for (const [group, pairs] of [...groups].sort(([a], [b]) => before(a, b))) {
      if (rows.length >= limit) break;
      const way = after === null ? 1 : before(group, after.group);
      if (way < 0) continue;
      rows.push(...search.byName(found, 'asc', pairs, way === 0 ? after : null, limit - rows.length));
    }
    return rows;
  }

  return {
    page(place: RosterPlace | null, connectionId: string, query: MembersQuery): MembersPage {
      const filter = filterOf(query, connectionId);
      if (place === null)
        return { rows: [], matching: 0, total: 0, queryProblem: filter.problem, next: null };
      const found = search.start(place, filter);
      const rows = rowsOf(found, query, query.limit + 1);
      const page = rows.slice(0, query.limit);
      const last = page.at(-1);
      const { sort, roles } = query;
      return {
        rows: page.map(memberFromSql),
        matching: query.count === 'none' ? -1 : search.count(found),
        total: place.member_count,
        queryProblem: filter.problem,
        next:
          last === undefined || rows.length <= query.limit
            ? null
            : toCursor(sort, positionOf(last, groupOf(sort, roles, last.role, last.status))),
      };
    },
    count: (place: RosterPlace, connectionId: string, query: MembersQuery): number =>
      search.count(search.start(place, filterOf(query, connectionId))),
    /** Rows by name for a filter made elsewhere, in order, after a place. */
    byName(
      place: RosterPlace,
      filter: MemberFilter,
      way: 'asc' | 'desc',
      after: Place | null,
      limit: number,
    ) {
      const found = search.start(place, filter);
      const few: Values = {};
      const keys = search.fewKeys(found, few);
      const sort = { by: 'name', order: way } as const;
      return keys === null
        ? search.byName(found, way, found.pairs, after, limit)
        : search.sorted(found, sort, null, after, { limit, offset: 0 }, { sql: keys, values: few });
    },
    countOf: (place: RosterPlace, filter: MemberFilter): number => search.count(search.start(place, filter)),
    /** The count where it takes no walk through the roster, else null. */
    quickCount(place: RosterPlace, filter: MemberFilter): number | null {
      const found = search.start(place, filter);
      return found.filter.onlyRoles || search.fewKeys(found, {}) !== null ? search.count(found) : null;
    },
    countSlice: (place: RosterPlace, filter: MemberFilter, after: Place | null, size: number) =>
      search.countSlice(search.start(place, filter), after, size),
    /** That person, where they are in the roster and match. */
    one: (place: RosterPlace, filter: MemberFilter, userId: string): MemberSqlRow | null =>
      search.one(place, filter, userId),
    userIds: (place: RosterPlace, filter: MemberFilter): string[] => search.userIds(place, filter),
  };
}
export type MemberPages = ReturnType<typeof createMemberPages>;

const filterOf = (query: MembersQuery, connectionId: string): MemberFilter => {
  const context: QueryContext = { now: query.now ?? Date.now(), roles: query.roles };
  return memberFilter(query.query, connectionId, context);
};
