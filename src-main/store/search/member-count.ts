import { afterSql, orderSql, positionOf, type MemberSort, type Place } from './member-order.ts';
import { conditionsOf, pairSql, valuesOf, type Search, type SearchLimits } from './member-query.ts';
import type { MemberSqlRow } from '../roster/member-row.ts';
import type { Values } from './query/filter.ts';
import type { Statements } from '../statements.ts';

const strayKeys =
  'select pk from members indexed by members_strays where workspace_pk = @workspace and stray = 1';

/** How many match, and whether they are few enough to be named by their keys. */
export function createMemberCount(statement: Statements, limits: SearchLimits) {
  /** Keys of a few rows, all that match among them, as SQL; null where there may be many. Fills `values`. */
  function fewKeys({ place, pairs, index }: Search, values: Values): string | null {
    const all = `select pk from members where workspace_pk = @workspace`;
    const strays = place.stray_count <= limits.few ? strayKeys : null;
    if (place.member_count <= limits.few) return all;
    if (index.by === 'strays' && strays !== null) return strays;
    if (pairs !== null && pairs.length <= limits.pairs) {
      const rows = pairs.reduce((sum, { count }) => sum + count, 0);
      if (rows === 0) return `${all} and 0`;
      if (rows <= limits.few) return pairSql(pairs, values, '');
    }
    if (index.by !== 'match' || (index.short && strays === null)) return null;
    values.match = index.match;
    // Runs around a short word are merged row by row, so asking for very many takes longer than following them.
    const few = index.short ? Math.floor(limits.few / 5) : limits.few;
    const matches = 'select rowid as pk from members_fts where members_fts match @match';
    const counted = statement<{ n: number }>(
      `select count(*) as n from (select 1 from members_fts where members_fts match @match limit @few)`,
    ).get({ match: index.match, few: few + 1 });
    if ((counted?.n ?? 0) > few) return null;
    return index.short ? `${matches} union ${strays ?? strayKeys}` : matches;
  }

  /** How many match, exactly. */
  function count(search: Search): number {
    const { place, filter, pairs } = search;
    if (filter.conditions.length === 0) return place.member_count;
    if (pairs !== null && filter.onlyRoles) return pairs.reduce((sum, { count: n }) => sum + n, 0);
    const values = valuesOf(search);
    const keys = fewKeys(search, values);
    const from = keys === null ? 'members m' : `(${keys}) f cross join members m on m.pk = f.pk`;
    return (
      statement<{ n: number }>(`select count(*) as n from ${from} where ${conditionsOf(filter)}`).get(values)
        ?.n ?? 0
    );
  }

  /** How many match among the next `size` of the roster by name; `next`: where to go on, null at the end. */
  function countSlice(
    search: Search,
    after: Place | null,
    size: number,
  ): { count: number; next: Place | null } {
    const sort: MemberSort = { by: 'name', order: 'asc' };
    const values: Values = { ...valuesOf(search), size };
    const more = after === null ? [] : [afterSql(sort, null, after, values)];
    const from = 'members m indexed by members_by_name where';
    const last = statement<MemberSqlRow>(
      `select m.* from ${from} ${['m.workspace_pk = @workspace', ...more].join(' and ')}
       order by ${orderSql(sort, null)} limit 1 offset @size - 1`,
    ).get(values);
    const to: string[] = [];
    if (last !== undefined) {
      values.toNameless = last.nameless;
      values.toName = last.name_key;
      values.toEmail = last.email_key;
      values.toUser = last.user_id;
      to.push(
        '(m.nameless, m.name_key, m.email_key, m.user_id) <= (@toNameless, @toName, @toEmail, @toUser)',
      );
    }
    const where = conditionsOf(search.filter, [...more, ...to]);
    return {
      count: statement<{ n: number }>(`select count(*) as n from ${from} ${where}`).get(values)?.n ?? 0,
      next: last === undefined ? null : positionOf(last, null),
    };
  }

  return { fewKeys, count, countSlice };
}
