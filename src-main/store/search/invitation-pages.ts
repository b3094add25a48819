import type { Db } from '../database.ts';
import { binder, conditionsFor } from './query/filter.ts';
import { invitationTermSql } from './query/invitations.ts';
import { invitationFromSql, type InvitationSqlRow } from '../roster/swap-invitations.ts';
import type { InvitationRow } from '../../base/records.ts';
import type { InvitationsQuery } from '../roster/types.ts';

/** Pending, or perhaps so, and not expired at `@now`. */
export const openInvitation = `(i.status in ('pending', 'not-reported') and (i.expires_at is null or i.expires_at > @now))`;
const statusNow = `case when i.status = 'pending' and not ${openInvitation} then 'expired' else i.status end`;

type Values = Record<string, string | number>;

/** Windows on the invitations of a place. */
export function createInvitationPages(db: Db) {
  const prepared = new Map<string, ReturnType<typeof db.prepare<[Values], InvitationSqlRow>>>();
  const statement = (sql: string) => {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    const made = db.prepare<[Values], InvitationSqlRow>(sql);
    prepared.set(sql, made);
    return made;
  };
  const totals = db.prepare<[Values], { open: number; whole: number }>(`
    select count(*) as whole, coalesce(sum(${openInvitation}), 0) as open
    from invitations i where i.workspace_pk = @workspace`);

  return (
    workspacePk: number,
    query: InvitationsQuery,
  ): {
    rows: InvitationRow[];
    matching: number;
    totals: { open: number; ended: number };
    queryProblem: string | null;
  } => {
    const place = { workspace: workspacePk, now: query.now };
    const values: Values = { ...place };
    const bind = binder(values);
    const { conditions, problem } = conditionsFor(
      query.query,
      'invitations',
      { now: query.now, roles: query.roles ?? [] },
      (term) => invitationTermSql(term, statusNow, bind),
    );
    const which = query.list === 'open' ? openInvitation : `not ${openInvitation}`;
    // The later of two columns of the same name counts.
    const all = statement(
      `select i.*, ${statusNow} as status from invitations i
       where i.workspace_pk = @workspace and ${[which, ...conditions].join(' and ')} order by ${orderOf(query)}`,
    ).all(values);
    const count = totals.get(place) ?? { open: 0, whole: 0 };
    return {
      rows: all.slice(query.offset, query.offset + query.limit).map(invitationFromSql),
      matching: all.length,
      totals: { open: count.open, ended: count.whole - count.open },
      queryProblem: problem,
    };
  };
}

/** What is missing comes last in both directions; "does not expire" before "not reported". */
function orderOf({ sort }: InvitationsQuery): string {
  const ties = 'i.email_key, i.id';
  switch (sort.by) {
    case 'email':
      return `i.email_key ${sort.order}, i.id ${sort.order}`;
    case 'status':
      return `${statusNow} ${sort.order}, ${ties}`;
    case 'created':
      return `i.created_at_state desc, i.created_at ${sort.order}, ${ties}`;
    case 'expires':
      return `i.expires_at_state desc, i.expires_at ${sort.order}, ${ties}`;
  }
}
