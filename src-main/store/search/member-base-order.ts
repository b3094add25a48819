import type { SortOrder } from '../../../src-preload/contract/refs.ts';
import { afterSql, compareByName, orderSql, type MemberSort, type Place } from './member-order.ts';
import {
  conditionsOf,
  narrowed,
  pairSql,
  valuesOf,
  type Pair,
  type RosterPlace,
  type Search,
  type SearchLimits,
} from './member-query.ts';
import type { MemberSqlRow } from '../roster/member-row.ts';
import type { MemberWalk } from './member-walk.ts';
import type { Values } from './query/filter.ts';
import type { Statements } from '../statements.ts';

/** The way that follows an index along the base, whose keys are in the order of names, and merges the strays in. */
export function createByName(statement: Statements, limits: SearchLimits, walk: MemberWalk['walk']) {
  /** By name, without sorting: see 0004-order.ts. `pairs` narrows the search's own. */
  function byName(
    search: Search,
    way: SortOrder,
    pairs: Pair[] | null,
    after: Place | null,
    limit: number,
  ): MemberSqlRow[] {
    const { place, index } = search;
    const sort: MemberSort = { by: 'name', order: way };
    const narrow = narrowed(search, pairs);
    const walked = () => walk(narrow, way, after, { limit, offset: 0 });
    const usable = place.member_count > limits.small && place.stray_count <= limits.strays;
    if (!usable || (index.by === 'nothing' && pairs === null)) return walked();
    if (pairs !== null && pairs.length > limits.pairs && index.by === 'nothing') return walked();
    if (pairs?.length === 0) return [];

    const values: Values = { ...valuesOf(narrow), limit };
    const straysAfter = after === null ? [] : [afterSql(sort, null, after, values)];
    const strays =
      place.stray_count === 0
        ? []
        : statement<MemberSqlRow>(
            `select m.* from members m indexed by members_strays
             where ${conditionsOf(narrow.filter, ['m.stray = 1', ...straysAfter])}
             order by ${orderSql(sort, null)} limit @limit`,
          ).all(values);
    if (index.by === 'strays') return strays;

    const base: MemberSqlRow[] = [];
    for (const part of partsOf(place, way, after)) {
      if (base.length < limit) base.push(...along(narrow, part, way, after, pairs, limit - base.length));
    }
    return merge(base, strays, way).slice(0, limit);
  }

  /** The part of a range of keys that comes after a place: from the first key of the base whose row does. */
  function cut(
    place: RosterPlace,
    { from, to }: { from: number; to: number },
    way: SortOrder,
    after: Place | null,
  ): { from: number; to: number } {
    if (after === null) return { from, to };
    const values: Values = { workspace: place.pk, from, to };
    const sort: MemberSort = { by: 'name', order: way };
    const next = statement<{ pk: number }>(
      `select m.pk from members m indexed by members_by_name
       where m.workspace_pk = @workspace and m.stray = 0 and m.pk between @from and @to
         and ${afterSql(sort, null, after, values)}
       order by ${orderSql(sort, null)} limit 1`,
    ).get(values);
    if (next === undefined) return { from: 1, to: 0 };
    return way === 'asc' ? { from: next.pk, to } : { from, to: next.pk };
  }

  /** Rows of the base in the order of their keys, from those that the indexes give. */
  function along(
    search: Search,
    part: { from: number; to: number },
    way: SortOrder,
    after: Place | null,
    pairs: Pair[] | null,
    limit: number,
  ): MemberSqlRow[] {
    const { place, filter, index } = search;
    const range = cut(place, part, way, after);
    if (range.from > range.to) return [];
    const values: Values = { ...valuesOf(search), ...range, limit };
    const where = conditionsOf(filter, ['m.stray = 0']);
    const ways: { keys: string; all: Values }[] = [];
    if (index.by === 'match')
      ways.push({
        keys: `select rowid as pk from members_fts
          where members_fts match @match and rowid between @from and @to order by rowid ${way} limit @scanLimit`,
        all: { match: index.match },
      });
    if (pairs !== null && pairs.length <= limits.pairs) {
      const own: Values = {};
      const keys = pairSql(pairs, own, 'and pk between @from and @to');
      ways.push({ keys: `${keys} order by pk ${way} limit @scanLimit`, all: own });
    }
    const follow = ({ keys, all }: { keys: string; all: Values }, scanLimit: number) =>
      statement<MemberSqlRow>(
        `select m.* from (${keys}) f cross join members m on m.pk = f.pk
         where ${where} order by f.pk ${way} limit @limit`,
      ).all({ ...values, ...all, scanLimit });
    const [first, ...others] = ways;
    if (first === undefined) return [];
    if (others.length === 0) return follow(first, -1);
    // Either may have to pass very many rows that the other leaves out, so both get their turns, longer each time.
    for (let scanLimit = limits.scanLimit; ; scanLimit *= 3) {
      for (const one of ways) {
        const rows = follow(one, scanLimit);
        if (rows.length >= limit) return rows;
        const seen = statement<{ n: number }>(`select count(*) as n from (${one.keys})`).get({
          ...values,
          ...one.all,
          scanLimit,
        });
        if ((seen?.n ?? 0) < scanLimit) return rows;
      }
    }
  }

  return byName;
}

/** The keys of the base in the order asked for. Downwards those without a name still come last, so they are a part of their own. */
function partsOf(place: RosterPlace, way: SortOrder, after: Place | null): { from: number; to: number }[] {
  if (way === 'asc') return [{ from: place.base_from, to: place.base_to }];
  const named = { from: place.base_from, to: place.base_named_to };
  const nameless = { from: place.base_named_to + 1, to: place.base_to };
  return after?.nameless === 1 ? [nameless] : [named, nameless];
}

function merge(base: MemberSqlRow[], strays: MemberSqlRow[], way: SortOrder): MemberSqlRow[] {
  if (strays.length === 0) return base;
  const found: MemberSqlRow[] = [];
  let at = 0;
  for (const row of base) {
    for (let stray = strays[at]; stray && compareByName(stray, row, way) < 0; stray = strays[at]) {
      found.push(stray);
      at += 1;
    }
    found.push(row);
  }
  return [...found, ...strays.slice(at)];
}
