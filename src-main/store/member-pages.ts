import type { Db } from './database.ts';
import { fromCells } from './known-cells.ts';
import { readMemberQuery, type MemberFilter } from './query.ts';
import type { MemberRow, MembersQuery } from './types.ts';

export interface MemberSqlRow {
  user_id: string;
  email: string;
  name: string | null;
  name_state: number;
  role: string;
  status: 'active' | 'pending';
  signed_up_at: number | null;
  signed_up_at_state: number;
}

export const memberFromSql = (row: MemberSqlRow): MemberRow => ({
  userId: row.user_id,
  email: row.email,
  name: fromCells(row.name_state, row.name),
  role: row.role,
  status: row.status,
  signedUpAt: fromCells(row.signed_up_at_state, row.signed_up_at),
});

type Values = Record<string, string | number>;

/** Windows on a sorted, filtered roster. People without a name come last in both directions. */
export function createMemberPages(db: Db) {
  // Each shape of a query is prepared once; there are few, as the texts are parameters.
  const prepared = new Map<string, ReturnType<typeof db.prepare<[Values], MemberSqlRow & { n: number }>>>();
  const statement = (sql: string) => {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    const made = db.prepare<[Values], MemberSqlRow & { n: number }>(sql);
    prepared.set(sql, made);
    return made;
  };

  return (
    workspacePk: number | null,
    total: number,
    query: MembersQuery,
  ): { rows: MemberRow[]; matching: number; total: number; queryProblem: string | null } => {
    const filter = readMemberQuery(query.query, query.roles);
    if (workspacePk === null) return { rows: [], matching: 0, total: 0, queryProblem: filter.problem };
    const values: Values = { workspace: workspacePk };
    const conditions = conditionsOf(filter, values);
    const where = ['m.workspace_pk = @workspace', ...conditions].join(' and ');
    const matching =
      conditions.length === 0
        ? total
        : (statement(`select count(*) as n from members m where ${where}`).get(values)?.n ?? 0);
    const page = (part: string, order: string, limit: number, offset: number) =>
      statement(
        `select m.* from members m where ${where} ${part} order by ${order} limit @limit offset @offset`,
      ).all({ ...values, limit, offset });
    const { sort, limit, offset } = query;
    const answer = (rows: MemberSqlRow[]) => ({
      rows: rows.map(memberFromSql),
      matching,
      total,
      queryProblem: filter.problem,
    });
    if (sort.by !== 'name' || sort.order === 'asc')
      return answer(page('', orderOf(query, values), limit, offset));

    // Downwards the named are read backwards along the index, and those without a name, last here too, are added at the end.
    const order = 'm.name_key desc, m.email_key desc, m.user_id desc';
    const named = page('and m.nameless = 0', order, limit, offset);
    if (named.length === limit || offset + named.length >= matching) return answer(named);
    const before =
      named.length > 0
        ? offset + named.length
        : (statement(`select count(*) as n from members m where ${where} and m.nameless = 0`).get(values)
            ?.n ?? 0);
    const rest = page('and m.nameless = 1', order, limit - named.length, Math.max(0, offset - before));
    return answer([...named, ...rest]);
  };
}

/** Fills `values` with the parameters of the conditions it gives. */
function conditionsOf(filter: MemberFilter, values: Values): string[] {
  const conditions: string[] = [];
  const has = (name: string) => `(instr(m.name_key, @${name}) > 0 or instr(m.email_key, @${name}) > 0)`;
  // A trigram index can't find words of one or two characters.
  const long = filter.words.filter((word) => Array.from(word).length >= 3);
  const short = filter.words.filter((word) => Array.from(word).length < 3);
  if (long.length > 0) {
    values.search = long.map((word) => `"${word.replaceAll('"', '""')}"`).join(' AND ');
    conditions.push('m.pk in (select rowid from members_fts where members_fts match @search)');
  }
  short.forEach((word, n) => {
    values[`short${n}`] = word;
    conditions.push(has(`short${n}`));
  });
  filter.withoutWords.forEach((word, n) => {
    values[`without${n}`] = word;
    conditions.push(`not ${has(`without${n}`)}`);
  });
  const among = (column: string, prefix: string, list: readonly string[]) =>
    `${column} in (${list
      .map((item, n) => {
        values[`${prefix}${n}`] = item;
        return `@${prefix}${n}`;
      })
      .join(', ')})`;
  if (filter.roles !== null) conditions.push(among('m.role', 'role', filter.roles));
  if (filter.withoutRoles.length > 0)
    conditions.push(`not ${among('m.role', 'withoutRole', filter.withoutRoles)}`);
  if (filter.statuses !== null) conditions.push(among('m.status', 'status', filter.statuses));
  if (filter.withoutStatuses.length > 0)
    conditions.push(`not ${among('m.status', 'withoutStatus', filter.withoutStatuses)}`);
  return conditions;
}

function orderOf({ sort, roles }: MembersQuery, values: Values): string {
  const way = sort.order;
  const byName = 'm.nameless, m.name_key, m.email_key, m.user_id';
  switch (sort.by) {
    case 'name':
      return `m.nameless, m.name_key ${way}, m.email_key ${way}, m.user_id ${way}`;
    case 'email':
      return `m.email_key ${way}, m.user_id ${way}`;
    case 'status':
      return `m.status ${way}, ${byName}`;
    case 'role': {
      const ranks = roles.map((role, n) => {
        values[`rank${n}`] = role.id;
        return `when @rank${n} then ${n}`;
      });
      // A role that the app doesn't know comes last.
      const rank = ranks.length === 0 ? 'm.role' : `case m.role ${ranks.join(' ')} end`;
      return `${rank} ${way} nulls last, ${byName}`;
    }
  }
}
