import type { Db } from '../database.ts';
import { memberFromSql, type MemberSqlRow } from '../roster/member-row.ts';
import { wordsOf, type Values } from './query/filter.ts';
import { wordsFilter } from './query/members.ts';
import type { CandidatesQuery } from '../roster/types.ts';
import type { MemberRow } from '../../base/records.ts';

/** Windows on the members of one place who aren't members of another, by name; people without one come last. */
export function createCandidates(db: Db) {
  const prepared = new Map<string, ReturnType<typeof db.prepare<[Values], MemberSqlRow & { n: number }>>>();
  const statement = (sql: string) => {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    const made = db.prepare<[Values], MemberSqlRow & { n: number }>(sql);
    prepared.set(sql, made);
    return made;
  };

  /** `into`: null for a place that has nobody yet. */
  return (
    from: number,
    into: number | null,
    query: CandidatesQuery,
  ): { rows: MemberRow[]; matching: number } => {
    const filter = wordsFilter(wordsOf(query.query));
    const values: Values = { from, into: into ?? -1, ...filter.values };
    const where = [
      'm.workspace_pk = @from',
      'not exists (select 1 from members o where o.workspace_pk = @into and o.user_id = m.user_id)',
      ...filter.conditions,
    ].join(' and ');
    const { limit, offset } = query;
    return {
      rows: statement(
        `select m.* from members m where ${where}
         order by m.nameless, m.name_key, m.email_key, m.user_id limit @limit offset @offset`,
      )
        .all({ ...values, limit, offset })
        .map(memberFromSql),
      matching: statement(`select count(*) as n from members m where ${where}`).get(values)?.n ?? 0,
    };
  };
}
