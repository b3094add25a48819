import type { SortOrder } from '../../../src-preload/contract/refs.ts';
import type { MemberSqlRow } from '../roster/member-row.ts';
import type { Values } from './query/filter.ts';
import type { MembersQuery } from '../roster/types.ts';

/* The orders of a roster as SQL on `members m`, and places in them: what comes after a row, for paging without counting. */

export type MemberSort = MembersQuery['sort'];
type Ranks = MembersQuery['roles'];

/** A row's place in an order. `group`: what is sorted by before the name, or null where nothing is. */
export interface Place {
  group: number | string | null;
  nameless: number;
  nameKey: string;
  emailKey: string;
  userId: string;
}

const unranked = 1_000_000;

/** What comes before the name: one value for each group of rows. A role that the app doesn't know comes last in both directions. */
export function groupSql(sort: MemberSort, ranks: Ranks, values: Values): string | null {
  if (sort.by === 'status') return 'm.status';
  if (sort.by !== 'role') return null;
  if (ranks.length === 0) return 'm.role';
  const cases = ranks.map((role, n) => {
    values[`rank${n}`] = role.id;
    return `when @rank${n} then ${n}`;
  });
  return `case m.role ${cases.join(' ')} else ${lastRank(sort.order)} end`;
}
const lastRank = (way: SortOrder) => (way === 'asc' ? unranked : -1);

/** The same in JavaScript. */
export function groupOf(sort: MemberSort, ranks: Ranks, role: string, status: string): Place['group'] {
  if (sort.by === 'status') return status;
  if (sort.by !== 'role') return null;
  if (ranks.length === 0) return role;
  const rank = ranks.findIndex(({ id }) => id === role);
  return rank < 0 ? lastRank(sort.order) : rank;
}

/** What a roster is in the order of. */
export type NameKey = Pick<MemberSqlRow, 'nameless' | 'name_key' | 'email_key' | 'user_id'>;

export const positionOf = (row: NameKey, group: Place['group']): Place => ({
  group,
  nameless: row.nameless,
  nameKey: row.name_key,
  emailKey: row.email_key,
  userId: row.user_id,
});

/** People without a name come last in both directions; after a group names go upwards. */
export function orderSql(sort: MemberSort, group: string | null): string {
  const way = sort.order;
  if (sort.by === 'email') return `m.email_key ${way}, m.user_id ${way}`;
  if (group !== null) return `${group} ${way}, m.nameless, m.name_key, m.email_key, m.user_id`;
  return `m.nameless, m.name_key ${way}, m.email_key ${way}, m.user_id ${way}`;
}

/** What comes after `place` in that order; its parts go into `values`. */
export function afterSql(sort: MemberSort, group: string | null, place: Place, values: Values): string {
  values.afterNameless = place.nameless;
  values.afterName = place.nameKey;
  values.afterEmail = place.emailKey;
  values.afterUser = place.userId;
  const sign = sort.order === 'asc' ? '>' : '<';
  if (sort.by === 'email') return `(m.email_key, m.user_id) ${sign} (@afterEmail, @afterUser)`;
  const upwards =
    '(m.nameless, m.name_key, m.email_key, m.user_id) > (@afterNameless, @afterName, @afterEmail, @afterUser)';
  if (group !== null) {
    values.afterGroup = place.group ?? '';
    return `(${group} ${sign} @afterGroup or (${group} = @afterGroup and ${upwards}))`;
  }
  if (sort.order === 'asc') return upwards;
  return `(m.nameless > @afterNameless or (m.nameless = @afterNameless
    and (m.name_key, m.email_key, m.user_id) < (@afterName, @afterEmail, @afterUser)))`;
}

/** The same order in JavaScript: by code points, as SQLite compares. */
export function compareByName(a: MemberSqlRow, b: MemberSqlRow, way: SortOrder): number {
  if (a.nameless !== b.nameless) return a.nameless - b.nameless;
  const found =
    compareText(a.name_key, b.name_key) ||
    compareText(a.email_key, b.email_key) ||
    compareText(a.user_id, b.user_id);
  return way === 'asc' ? found : -found;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const one = a.charCodeAt(at);
    const other = b.charCodeAt(at);
    if (one === other) continue;
    // Halves of a character outside the first plane come after all others, which their codes don't say.
    const high = (code: number) => code >= 0xd800 && code <= 0xdfff;
    if (high(one) !== high(other)) return high(one) ? 1 : -1;
    return one - other;
  }
  return a.length - b.length;
}

const mark = 1;

/** A place as opaque text for the caller to give back, with the order that it belongs to. */
export const toCursor = (sort: MemberSort, place: Place): string =>
  JSON.stringify([
    mark,
    sort.by,
    sort.order,
    place.group,
    place.nameless,
    place.nameKey,
    place.emailKey,
    place.userId,
  ]);

/** null where it isn't a cursor of this order. */
export function fromCursor(sort: MemberSort, text: string): Place | null {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return null;
  }
  if (!Array.isArray(read)) return null;
  const parts: readonly unknown[] = read;
  const [version, by, order, group, nameless, nameKey, emailKey, userId] = parts;
  if (version !== mark || by !== sort.by || order !== sort.order) return null;
  if (group !== null && typeof group !== 'string' && typeof group !== 'number') return null;
  if (typeof nameless !== 'number' || typeof nameKey !== 'string') return null;
  if (typeof emailKey !== 'string' || typeof userId !== 'string') return null;
  return { group, nameless, nameKey, emailKey, userId };
}
