import type { SortOrder } from '../../../src-preload/contract/refs.ts';
import { afterSql, orderSql, type MemberSort, type Place } from './member-order.ts';
import { conditionsOf, valuesOf, type Search, type SearchLimits, type Window } from './member-query.ts';
import type { MemberSqlRow } from '../roster/member-row.ts';
import type { Values } from './query/filter.ts';
import type { Statements } from '../statements.ts';

/** The ways that read rows as they come along an index, or read all and sort them. */
export function createMemberWalk(statement: Statements, limits: SearchLimits) {
  /**
   * In any order, by reading all that can match and sorting it; by e-mail along its index. `keys`: of those that can match, where they
   * are few.
   */
  function sorted(
    search: Search,
    sort: MemberSort,
    group: { sql: string; values: Values } | null,
    after: Place | null,
    window: Window,
    keys: { sql: string; values: Values } | null,
  ): MemberSqlRow[] {
    const values = { ...valuesOf(search), ...group?.values, ...keys?.values, ...window };
    const groupText = group?.sql ?? null;
    const more = after === null ? [] : [afterSql(sort, groupText, after, values)];
    const where = conditionsOf(search.filter, more);
    const order = orderSql(sort, groupText);
    if (keys !== null)
      return statement<MemberSqlRow>(
        `select m.* from (${keys.sql}) f cross join members m on m.pk = f.pk
         where ${where} order by ${order} limit @limit offset @offset`,
      ).all(values);
    const index = sort.by === 'email' ? 'indexed by members_by_email' : '';
    return statement<MemberSqlRow>(pageOf(`members m ${index} where ${where}`, order)).all(values);
  }

  /** By name along its index: quick where many rows match. */
  function walk(search: Search, way: SortOrder, after: Place | null, window: Window): MemberSqlRow[] {
    const { limit, offset } = window;
    const values = { ...valuesOf(search), ...window };
    const sort: MemberSort = { by: 'name', order: way };
    const from = 'members m indexed by members_by_name where';
    if (way === 'asc') {
      const more = after === null ? [] : [afterSql(sort, null, after, values)];
      const where = conditionsOf(search.filter, more);
      return statement<MemberSqlRow>(pageOf(`${from} ${where}`, orderSql(sort, null))).all(values);
    }
    // Downwards the named are read backwards along the index, and those without a name, last here too, are added at the end.
    const part = (nameless: 0 | 1, own: Window): MemberSqlRow[] => {
      const more = [`m.nameless = ${nameless}`];
      const all = { ...values, ...own };
      if (after !== null && after.nameless === nameless) {
        afterSql(sort, null, after, all);
        more.push('(m.name_key, m.email_key, m.user_id) < (@afterName, @afterEmail, @afterUser)');
      }
      const where = conditionsOf(search.filter, more);
      return statement<MemberSqlRow>(pageOf(`${from} ${where}`, namesDown)).all(all);
    };
    const named = after?.nameless === 1 ? [] : part(0, window);
    if (named.length === limit) return named;
    let skipped = named.length > 0 ? offset + named.length : 0;
    if (named.length === 0 && offset > 0) {
      const where = conditionsOf(search.filter, ['m.nameless = 0']);
      skipped = statement<{ n: number }>(`select count(*) as n from ${from} ${where}`).get(values)?.n ?? 0;
    }
    const rest = { limit: limit - named.length, offset: Math.max(0, offset - skipped) };
    return [...named, ...part(1, rest)];
  }

  /** The page by name, where the next few thousand rows of the roster fill it; null where they don't. Costs next to nothing. */
  function prefixScan(
    search: Search,
    way: SortOrder,
    after: Place | null,
    limit: number,
  ): MemberSqlRow[] | null {
    const { pairs, index, filter } = search;
    if (pairs !== null || index.by !== 'match' || !index.short) return null;
    const sort: MemberSort = { by: 'name', order: way };
    const values: Values = { ...valuesOf(search), limit, prefixScan: limits.scanLimit * 5 };
    const named = way === 'desc' && after?.nameless !== 1 ? ['m.nameless = 0'] : [];
    const from: string[] = [];
    if (after !== null) from.push(afterSql(sort, null, after, values));
    const order = named.length > 0 ? namesDown : orderSql(sort, null);
    const rows = statement<MemberSqlRow>(
      `select m.* from (select m.* from members m indexed by members_by_name
         where ${['m.workspace_pk = @workspace', ...named, ...from].join(' and ')} order by ${order} limit @prefixScan) m
       where ${conditionsOf(filter)} order by ${order} limit @limit`,
    ).all(values);
    return rows.length === limit ? rows : null;
  }

  return { sorted, walk, prefixScan };
}
export type MemberWalk = ReturnType<typeof createMemberWalk>;

const namesDown = 'm.name_key desc, m.email_key desc, m.user_id desc';

/** Only keys are sorted and skipped; whole rows are read for the page alone. */
const pageOf = (from: string, order: string) =>
  `select m.* from (select m.pk from ${from} order by ${order} limit @limit offset @offset) f
   cross join members m on m.pk = f.pk order by ${order}`;
