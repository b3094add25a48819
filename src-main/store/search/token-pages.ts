import type { Db } from '../database.ts';
import { binder, conditionsFor } from './query/filter.ts';
import { tokenTermSql } from './query/tokens.ts';
import type { TokenSqlRow } from '../roster/swap-tokens.ts';
import type { TokensQuery } from '../roster/types.ts';

/** Neither revoked, expired at `@now` nor switched off, as far as the system says. */
export const liveToken = `(t.revoked_at is null and (t.expires_at is null or t.expires_at > @now)
  and (t.enabled is null or t.enabled <> 0))`;

type Row = TokenSqlRow & {
  owner_name: string | null;
  owner_state: number | null;
  owner_email: string | null;
};
type Values = Record<string, string | number>;

/** Windows on the tokens of a workspace. Owners are looked up among all members of the connection. */
export function createTokenPages(db: Db) {
  const prepared = new Map<string, ReturnType<typeof db.prepare<[Values], Row>>>();
  const statement = (sql: string) => {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    const made = db.prepare<[Values], Row>(sql);
    prepared.set(sql, made);
    return made;
  };
  const totals = db.prepare<[Values], { active: number; whole: number }>(`
    select count(*) as whole, coalesce(sum(${liveToken}), 0) as active from tokens t where t.workspace_pk = @workspace`);

  // The workspaces are walked first (cross join keeps that order), each with one look-up by its unique index.
  const ownerSql = (hidden: boolean) => `
    select m.pk from workspaces w cross join members m on m.workspace_pk = w.pk and m.user_id = t.owner_id
    where w.connection_id = @connection
      ${hidden ? 'and w.id not in (select value from json_each(@hidden))' : ''}
    order by m.name_state = 2 desc, m.workspace_pk = @workspace desc, m.pk limit 1`;

  const asked = (connectionId: string, workspacePk: number, query: TokensOrder) => {
    const place = { connection: connectionId, workspace: workspacePk, now: query.now };
    const hidden = hiddenIn(query);
    const values: Values = { ...place, ...hidden };
    const bind = binder(values);
    const { conditions, problem } = conditionsFor(
      query.query,
      'tokens',
      { now: query.now, roles: [] },
      (term) => tokenTermSql(term, '@now', bind),
    );
    const live = query.list === 'active' ? liveToken : `not ${liveToken}`;
    const from = `
      from tokens t left join members o on o.pk = (${ownerSql('hidden' in hidden)})
      where t.workspace_pk = @workspace and ${[live, ...conditions].join(' and ')}`;
    return { place, values, from, order: orderOf(query), problem };
  };
  const columns = 't.*, o.name as owner_name, o.name_state as owner_state, o.email as owner_email';

  return {
    page(
      connectionId: string,
      workspacePk: number,
      query: TokensQuery,
    ): {
      rows: Row[];
      matching: number;
      totals: { active: number; inactive: number };
      queryProblem: string | null;
    } {
      const { place, values, from, order, problem } = asked(connectionId, workspacePk, query);
      const all = statement(`select ${columns} ${from} order by ${order}`).all(values);
      const count = totals.get(place) ?? { active: 0, whole: 0 };
      return {
        rows: all.slice(query.offset, query.offset + query.limit),
        matching: all.length,
        totals: { active: count.active, inactive: count.whole - count.active },
        queryProblem: problem,
      };
    },
    /** Of all that match, in order: for reading them piece by piece without sorting them again for each. */
    keys(connectionId: string, workspacePk: number, query: TokensOrder): number[] {
      const { values, from, order } = asked(connectionId, workspacePk, query);
      return db
        .prepare<[Values], { pk: number }>(`select t.pk ${from} order by ${order}`)
        .all(values)
        .map(({ pk }) => pk);
    },
    /** In the order of the keys; one that is gone meanwhile is left out. */
    byKeys(
      connectionId: string,
      workspacePk: number,
      query: Pick<TokensQuery, 'hidden'>,
      keys: readonly number[],
    ): Row[] {
      const hidden = hiddenIn(query);
      return statement(
        `select ${columns} from json_each(@keys) k cross join tokens t on t.pk = k.value
         left join members o on o.pk = (${ownerSql('hidden' in hidden)}) where t.workspace_pk = @workspace order by k.id`,
      ).all({ ...hidden, connection: connectionId, workspace: workspacePk, keys: JSON.stringify(keys) });
    },
  };
}

/** The places that no owner is named from, where there are any. */
const hiddenIn = ({ hidden }: Pick<TokensQuery, 'hidden'>): { hidden: string } | Record<string, never> =>
  hidden === undefined || hidden.size === 0 ? {} : { hidden: JSON.stringify([...hidden]) };

/** What is asked of all tokens of a place, whatever the page. */
type TokensOrder = Omit<TokensQuery, 'offset' | 'limit'>;

/** What is missing comes last in both directions; "does not expire" before "not reported". */
function orderOf({ sort }: Pick<TokensQuery, 'sort'>): string {
  const ties = 't.name_key, t.id';
  switch (sort.by) {
    case 'name':
      return `t.name is null, t.name_key ${sort.order}, t.id ${sort.order}`;
    case 'owner':
      return `o.name is null, o.name_key ${sort.order}, ${ties}`;
    case 'created':
      return `t.created_at_state desc, t.created_at ${sort.order}, ${ties}`;
    case 'expires':
      return `t.expires_at_state desc, t.expires_at ${sort.order}, ${ties}`;
    case 'last-used':
      return `t.last_used_at_state desc, t.last_used_at ${sort.order}, ${ties}`;
  }
}
