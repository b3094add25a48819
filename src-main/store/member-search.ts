import type { SortOrder } from '../../src-preload/contract/refs.ts';
import { afterSql, compareByName, orderSql, placeOf, type MemberSort, type Place } from './member-order.ts';
import type { MemberSqlRow } from './member-row.ts';
import type { MemberFilter } from './query/members.ts';
import type { Values } from './query/filter.ts';
import type { Statements } from './statements.ts';
import { mostStrays } from './member-base.ts';

/** A roster as its pages see it. */
export interface RosterPlace {
  pk: number;
  member_count: number;
  stray_count: number;
  base_from: number;
  base_named_to: number;
  base_to: number;
}
export interface Pair {
  role: string;
  status: string;
  count: number;
}

/* When which way is taken. None of these decides what is found, only how long it takes. */
export interface SearchLimits {
  /** Rosters up to this size are walked. */
  small: number;
  /** So many rows are read and sorted without a thought. */
  few: number;
  /** So many rows are looked at in one order before another is tried. */
  patience: number;
  /** A word with more different runs of three characters around it is too common to be looked up by them. */
  grams: number;
  /** So many roles with statuses are merged. */
  pairs: number;
  strays: number;
}
export const usualLimits: SearchLimits = {
  small: 3000,
  few: 1500,
  patience: 600,
  grams: 40,
  pairs: 12,
  strays: mostStrays,
};

export interface Window {
  limit: number;
  offset: number;
}

/** A query of a roster with all that its ways need. `pairs`: those that it allows, or null where it allows all. */
export interface Search {
  place: RosterPlace;
  filter: MemberFilter;
  pairs: Pair[] | null;
  index: Lookup;
}
/** What the full-text index can be asked. `short`: strays with short names are missing in its answer. */
export type Lookup = { by: 'match'; match: string; short: boolean } | { by: 'nothing' } | { by: 'strays' };

const conditionsOf = (filter: MemberFilter, more: readonly string[] = []) =>
  ['m.workspace_pk = @workspace', ...filter.conditions, ...more].join(' and ');

/**
 * Finds rows of a roster. The ways: walk along an index in the order asked for, when many rows match; read and sort what an index
 * narrows down to a few rows; follow the full-text index or that of the roles along the base, whose keys are in the order of names, and
 * merge the strays in.
 */
export function createMemberSearch(statement: Statements, limits: SearchLimits) {
  const gramsWith = (word: string, most: number) =>
    statement<{ gram: string }>('select gram from member_grams where instr(gram, @word) > 0 limit @most').all(
      { word, most },
    );

  /** The words as a question to the full-text index: at least what matches, or `nothing` where it can't help. */
  function lookupOf(filter: MemberFilter): Lookup {
    const isLong = (word: string) => Array.from(word).length >= 3;
    // Beside a long word a short one helps only where it is rare: following many runs takes longer than testing rows.
    const most = filter.words.some(({ any }) => any.every(isLong))
      ? Math.floor(limits.grams / 5)
      : limits.grams;
    const phrases: string[] = [];
    let short = false;
    for (const { columns, any } of filter.words) {
      const quoted: string[] = [];
      let helps = true;
      for (const word of any) {
        if (isLong(word)) quoted.push(quote(word));
        else {
          const grams = gramsWith(word, most + 1);
          if (grams.length > most) helps = false;
          else quoted.push(...grams.map(({ gram }) => quote(gram)));
        }
      }
      if (!helps) continue;
      if (!any.every(isLong)) short = true;
      // No run contains the word, so only a text that is too short to have runs can.
      if (quoted.length === 0) return { by: 'strays' };
      const one = columns.length === 1 ? (columns[0] ?? null) : null;
      const either = quoted.length === 1 ? (quoted[0] ?? '') : `(${quoted.join(' OR ')})`;
      phrases.push(one === null ? either : `{${one}} : ${either}`);
    }
    return phrases.length === 0
      ? { by: 'nothing' }
      : { by: 'match', match: phrases.map((phrase) => `(${phrase})`).join(' AND '), short };
  }

  /** All roles with statuses that the roster has. */
  const pairsOfAll = ({ place }: { place: RosterPlace }): Pair[] =>
    statement<Pair>('select role, status, count from member_counts where workspace_pk = @workspace').all({
      workspace: place.pk,
    });
  const pairsOf = (place: RosterPlace, { allows }: MemberFilter): Pair[] | null =>
    allows === null ? null : pairsOfAll({ place }).filter(({ role, status }) => allows(role, status));

  const start = (place: RosterPlace, filter: MemberFilter): Search => ({
    place,
    filter,
    pairs: pairsOf(place, filter),
    index: place.member_count <= limits.small ? { by: 'nothing' } : lookupOf(filter),
  });

  const valuesOf = ({ place, filter }: Search): Values => ({ ...filter.values, workspace: place.pk });

  const pairSql = (pairs: readonly Pair[], values: Values, rest: string) =>
    pairs
      .map(({ role, status }, n) => {
        values[`role${n}`] = role;
        values[`status${n}`] = status;
        return `select pk from members indexed by members_by_role
          where workspace_pk = @workspace and role = @role${n} and status = @status${n} ${rest}`;
      })
      .join(' union all ');

  const strayKeys =
    'select pk from members indexed by members_strays where workspace_pk = @workspace and stray = 1';

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
  function glance(search: Search, way: SortOrder, after: Place | null, limit: number): MemberSqlRow[] | null {
    const { pairs, index, filter } = search;
    if (pairs !== null || index.by !== 'match' || !index.short) return null;
    const sort: MemberSort = { by: 'name', order: way };
    const values: Values = { ...valuesOf(search), limit, glance: limits.patience * 5 };
    const named = way === 'desc' && after?.nameless !== 1 ? ['m.nameless = 0'] : [];
    const from: string[] = [];
    if (after !== null) from.push(afterSql(sort, null, after, values));
    const order = named.length > 0 ? namesDown : orderSql(sort, null);
    const rows = statement<MemberSqlRow>(
      `select m.* from (select m.* from members m indexed by members_by_name
         where ${['m.workspace_pk = @workspace', ...named, ...from].join(' and ')} order by ${order} limit @glance) m
       where ${conditionsOf(filter)} order by ${order} limit @limit`,
    ).all(values);
    return rows.length === limit ? rows : null;
  }

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

  /** The keys of the base in the order asked for. Downwards those without a name still come last, so they are a part of their own. */
  function partsOf(place: RosterPlace, way: SortOrder, after: Place | null): { from: number; to: number }[] {
    if (way === 'asc') return [{ from: place.base_from, to: place.base_to }];
    const named = { from: place.base_from, to: place.base_named_to };
    const nameless = { from: place.base_named_to + 1, to: place.base_to };
    return after?.nameless === 1 ? [nameless] : [named, nameless];
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
          where members_fts match @match and rowid between @from and @to order by rowid ${way} limit @patience`,
        all: { match: index.match },
      });
    if (pairs !== null && pairs.length <= limits.pairs) {
      const own: Values = {};
      const keys = pairSql(pairs, own, 'and pk between @from and @to');
      ways.push({ keys: `${keys} order by pk ${way} limit @patience`, all: own });
    }
    const follow = ({ keys, all }: { keys: string; all: Values }, patience: number) =>
      statement<MemberSqlRow>(
        `select m.* from (${keys}) f cross join members m on m.pk = f.pk
         where ${where} order by f.pk ${way} limit @limit`,
      ).all({ ...values, ...all, patience });
    const [first, ...others] = ways;
    if (first === undefined) return [];
    if (others.length === 0) return follow(first, -1);
    // Either may have to pass very many rows that the other leaves out, so both get their turns, longer each time.
    for (let patience = limits.patience; ; patience *= 3) {
      for (const one of ways) {
        const rows = follow(one, patience);
        if (rows.length >= limit) return rows;
        const seen = statement<{ n: number }>(`select count(*) as n from (${one.keys})`).get({
          ...values,
          ...one.all,
          patience,
        });
        if ((seen?.n ?? 0) < patience) return rows;
      }
    }
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
      next: last === undefined ? null : placeOf(last, null),
    };
  }

  const one = (place: RosterPlace, filter: MemberFilter, user: string): MemberSqlRow | null =>
    statement<MemberSqlRow>(
      `select m.* from members m where ${conditionsOf(filter, ['m.user_id = @user'])}`,
    ).get({ ...filter.values, workspace: place.pk, user }) ?? null;

  const userIds = (place: RosterPlace, filter: MemberFilter): string[] =>
    statement<{ user_id: string }>(`select m.user_id from members m where ${conditionsOf(filter)}`)
      .all({ ...filter.values, workspace: place.pk })
      .map((row) => row.user_id);

  return { start, pairsOfAll, sorted, walk, glance, byName, fewKeys, count, countSlice, one, userIds };
}
export type MemberSearch = ReturnType<typeof createMemberSearch>;

const quote = (word: string) => `"${word.replaceAll('"', '""')}"`;

const namesDown = 'm.name_key desc, m.email_key desc, m.user_id desc';

/** Only keys are sorted and skipped; whole rows are read for the page alone. */
const pageOf = (from: string, order: string) =>
  `select m.* from (select m.pk from ${from} order by ${order} limit @limit offset @offset) f
   cross join members m on m.pk = f.pk order by ${order}`;

/** A search for some of its roles and statuses alone. */
function narrowed(search: Search, pairs: Pair[] | null): Search {
  if (pairs === null || pairs === search.pairs) return search;
  const values: Values = { ...search.filter.values };
  const either = pairs.map(({ role, status }, n) => {
    values[`narrowRole${n}`] = role;
    values[`narrowStatus${n}`] = status;
    return `(m.role = @narrowRole${n} and m.status = @narrowStatus${n})`;
  });
  const condition = either.length === 0 ? '0' : `(${either.join(' or ')})`;
  return {
    ...search,
    pairs,
    filter: { ...search.filter, values, conditions: [...search.filter.conditions, condition] },
  };
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
