import { keyStartsOf } from '../../../src-preload/shared/name-order.ts';
import type { QueryContext } from '../../../src-preload/shared/query/parse.ts';
import type { MemberRow } from '../../base/records.ts';
import type { Db } from '../database.ts';
import { memberFromSql, type MemberSqlRow } from '../roster/member-row.ts';
import type { MembersQuery } from '../roster/types.ts';
import { createStatements } from '../statements.ts';
import type { KeptKeys } from './kept-keys.ts';
import {
  afterSql,
  fromCursor,
  groupOf,
  groupSql,
  orderSql,
  positionOf,
  toCursor,
  type NameKey,
  type MemberSort,
  type Place,
} from './member-order.ts';
import type { Values } from './query/filter.ts';
import type { RosterPlace, Window } from './page-window.ts';
import { memberFilter, type MemberFilter } from './query/members.ts';

export interface MembersPage {
  rows: MemberRow[];
  /** How many match, or -1 where that wasn't asked for. */
  matching: number;
  total: number;
  queryProblem: string | null;
  /** What to give as `after` for the rows that follow; null at the end. */
  next: string | null;
}

/** What rows must fulfil, as SQL over `m`. */
const whereOf = (filter: MemberFilter, more: readonly string[] = []) =>
  ['m.workspace_pk = @workspace', ...filter.conditions, ...more].join(' and ');
const valuesOf = (place: RosterPlace, filter: MemberFilter): Values => ({
  ...filter.values,
  workspace: place.pk,
});

/** What comes after a place in the order downwards, among those who have a name like it or have none; see `afterSql`. */
const beforeByName = '(m.name_key, m.email_key, m.user_id) < (@afterName, @afterEmail, @afterUser)';

/** After it nothing sorts: with it a text ends the range of those that begin with the text. */
const lastCharacter = '\u{10ffff}';

/** Has all that an order and most searches look at, so that a walk along it reads nothing else. */
const byNameIndex = 'members m indexed by members_by_name';

/**
 * Pages of a sorted, filtered roster: a walk along the index of the names, or for big rosters along their keys in memory (`kept`), and
 * then the rows of the page. People without a name come last in both directions.
 */
export function createMemberPages(db: Db, kept: KeptKeys | null = null) {
  const statement = createStatements(db);
  /** All reads of one answer see the same copy. */
  const together = db.transaction((work: () => unknown) => work());
  const whole = <T>(work: () => T): T => together(work) as T;

  const keysOf = (place: RosterPlace, filter: MemberFilter, window: Window): number[] =>
    kept?.page(place, filter, window) ?? walk(place, filter, window);

  /** Keys of the rows of a window, read along the index. */
  function walk(place: RosterPlace, filter: MemberFilter, window: Window): number[] {
    const { sort, roles, after, offset, limit } = window;
    const values: Values = { ...valuesOf(place, filter), limit, offset };
    const group = groupSql(sort, roles, values);
    const from = after === null ? [] : [afterSql(sort, group, after, values)];
    const pks = (sql: string) =>
      statement<{ pk: number }>(sql)
        .all(values)
        .map(({ pk }) => pk);
    if (sort.by !== 'name' || sort.order === 'asc')
      return pks(`select m.pk from ${byNameIndex} where ${whereOf(filter, from)}
        order by ${orderSql(sort, group)} limit @limit offset @offset`);
    // Downwards, those without a name are a part of their own, because they come last here too.
    const part = (nameless: 0 | 1) => {
      const more = [`m.nameless = ${nameless}`];
      if (after !== null && after.nameless > nameless) more.push('0');
      else if (after?.nameless === nameless) more.push(beforeByName);
      return `select * from (select m.pk from ${byNameIndex} where ${whereOf(filter, more)}
        order by m.name_key desc, m.email_key desc, m.user_id desc limit @limit + @offset)`;
    };
    return pks(`${part(0)} union all ${part(1)} limit @limit offset @offset`);
  }

  function rowsAt(pks: readonly number[]): MemberSqlRow[] {
    const found = statement<MemberSqlRow>(
      'select * from members where pk in (select value from json_each(@pks))',
    ).all({ pks: JSON.stringify(pks) });
    const byKey = new Map(found.map((row) => [row.pk, row]));
    return pks.flatMap((pk) => byKey.get(pk) ?? []);
  }

  const rowsOf = (place: RosterPlace, filter: MemberFilter, window: Window): MemberSqlRow[] =>
    rowsAt(keysOf(place, filter, window));

  /** The count where it takes no walk through the roster, else null. */
  function quickCount(place: RosterPlace, filter: MemberFilter): number | null {
    if (filter.conditions.length === 0) return place.member_count;
    const { allows } = filter;
    if (allows === null || filter.needsRows || filter.texts.length > 0) return null;
    return statement<{ role: string; status: string; count: number }>(
      'select role, status, count from member_counts where workspace_pk = @workspace',
    )
      .all({ workspace: place.pk })
      .reduce((sum, { role, status, count }) => sum + (allows(role, status) ? count : 0), 0);
  }

  /** How many match, in pieces of about `size` looked at: a whole big roster takes longer than others should wait. */
  function* countPieces(place: RosterPlace, filter: MemberFilter, size: number): Generator<number> {
    const inMemory = kept?.count(place, filter, size) ?? null;
    if (inMemory !== null) {
      yield* inMemory;
      return;
    }
    const sort: MemberSort = { by: 'name', order: 'asc' };
    for (let after: Place | null = null; ;) {
      const values: Values = { ...valuesOf(place, filter), size };
      const from = after === null ? [] : [afterSql(sort, null, after, values)];
      const last = statement<NameKey>(
        `select m.nameless, m.name_key, m.email_key, m.user_id from ${byNameIndex}
         where ${['m.workspace_pk = @workspace', ...from].join(' and ')}
         order by ${orderSql(sort, null)} limit 1 offset @size - 1`,
      ).get(values);
      const to: string[] = [];
      if (last !== undefined) {
        Object.assign(values, {
          toNameless: last.nameless,
          toName: last.name_key,
          toEmail: last.email_key,
          toUser: last.user_id,
        });
        to.push(
          '(m.nameless, m.name_key, m.email_key, m.user_id) <= (@toNameless, @toName, @toEmail, @toUser)',
        );
      }
      yield (
        statement<{ n: number }>(
          `select count(*) as n from ${byNameIndex} where ${whereOf(filter, [...from, ...to])}`,
        ).get(values)?.n ?? 0
      );
      if (last === undefined) return;
      after = positionOf(last, null);
    }
  }

  /** How many match, exactly and at once. */
  function count(place: RosterPlace, filter: MemberFilter): number {
    const quick = quickCount(place, filter);
    if (quick !== null) return quick;
    const inMemory = kept?.count(place, filter, place.member_count) ?? null;
    if (inMemory !== null) return [...inMemory].reduce((sum, piece) => sum + piece, 0);
    const found = statement<{ n: number }>(
      `select count(*) as n from ${byNameIndex} where ${whereOf(filter)}`,
    );
    return found.get(valuesOf(place, filter))?.n ?? 0;
  }

  return {
    page: (place: RosterPlace | null, connectionId: string, query: MembersQuery): MembersPage =>
      whole(() => {
        const filter = filterOf(query, connectionId);
        if (place === null)
          return { rows: [], matching: 0, total: 0, queryProblem: filter.problem, next: null };
        const { sort, roles, limit } = query;
        const after = query.after === undefined ? null : fromCursor(sort, query.after);
        const offset = after === null ? query.offset : 0;
        // One row more than the page tells whether there is a next one.
        const rows = rowsOf(place, filter, { sort, roles, after, offset, limit: limit + 1 });
        const page = rows.slice(0, limit);
        const last = page.at(-1);
        return {
          rows: page.map(memberFromSql),
          matching: query.count === 'none' ? -1 : count(place, filter),
          total: place.member_count,
          queryProblem: filter.problem,
          next:
            last === undefined || rows.length <= limit
              ? null
              : toCursor(sort, positionOf(last, groupOf(sort, roles, last.role, last.status))),
        };
      }),
    /** Rows by name for a filter made elsewhere, in order, after a place. */
    byName: (
      place: RosterPlace,
      filter: MemberFilter,
      order: 'asc' | 'desc',
      after: Place | null,
      limit: number,
    ): MemberSqlRow[] =>
      whole(() => rowsOf(place, filter, { sort: { by: 'name', order }, roles: [], after, offset: 0, limit })),
    /** Those whose name or e-mail begins with a folded text, at most `limit` by each. Ordered here, all of them would be read and sorted. */
    startingWith: (place: RosterPlace, text: string, limit: number): MemberSqlRow[] =>
      statement<MemberSqlRow>(
        `select m.* from members m where m.pk in (
           select * from (select m.pk from json_each(@starts) s cross join members m indexed by members_by_name
             where m.workspace_pk = @workspace and m.nameless = 0 and m.name_key >= s.value
               and m.name_key < s.value || '${lastCharacter}' limit @limit)
           union select * from (select pk from members indexed by members_by_email
             where workspace_pk = @workspace and email_key >= @from and email_key < @to
             order by email_key limit @limit))`,
      ).all({
        workspace: place.pk,
        starts: JSON.stringify(keyStartsOf(text)),
        from: text,
        to: `${text}${lastCharacter}`,
        limit,
      }),
    count,
    quickCount,
    countPieces,
    /** That person, where they are in the roster and match. */
    one: (place: RosterPlace, filter: MemberFilter, user: string): MemberSqlRow | null =>
      statement<MemberSqlRow>(
        `select m.* from members m where ${whereOf(filter, ['m.user_id = @user'])}`,
      ).get({ ...valuesOf(place, filter), user }) ?? null,
    userIds: (place: RosterPlace, filter: MemberFilter): string[] =>
      statement<{ user_id: string }>(`select m.user_id from ${byNameIndex} where ${whereOf(filter)}`)
        .all(valuesOf(place, filter))
        .map((row) => row.user_id),
  };
}
export type MemberPages = ReturnType<typeof createMemberPages>;

const filterOf = (query: MembersQuery, connectionId: string): MemberFilter => {
  const context: QueryContext = { now: query.now ?? Date.now(), roles: query.roles };
  return memberFilter(query.query, connectionId, context);
};
