import type { QueryTerm, TokenTest } from '../../../../src-preload/shared/query/parse.ts';
import { timeSql, wordsSql, type Bind } from './filter.ts';

/** What a token is at `now`, an SQL expression: the same rule as on the screens. */
const statusSql = (now: string): string => `case
  when t.revoked_at is not null then 'revoked'
  when t.expires_at is not null and t.expires_at <= ${now} then 'expired'
  when t.enabled = 0 then 'disabled' else 'active' end`;

/** What `token:` asks, on `tokens t`. One that expires soon is one that works until then. */
export function tokenTestSql(test: TokenTest, now: number, bind: Bind): string {
  if (test.is === 'any') return '1';
  const at = bind(now);
  if (test.is === 'expiring')
    return `(${statusSql(at)} = 'active' and ${timeSql('t.expires_at', [test.when], bind)})`;
  return `${statusSql(at)} = ${bind(test.is)}`;
}

const times: Record<string, string> = {
  expires: 't.expires_at',
  created: 't.created_at',
  last: 't.last_used_at',
  revoked: 't.revoked_at',
};

/** A term on `tokens t` and its owner among the members `o`; null for terms about places and connections. */
export function tokenTermSql(term: QueryTerm, now: string, bind: Bind): string | null {
  const name = { nameKey: 't.name_key' };
  const owner = [{ nameKey: `coalesce(o.name_key, '')` }, `coalesce(o.email_key, '')`];
  switch (term.type) {
    case 'text':
      if (term.key === null) return wordsSql([name, ...owner], term.values, bind);
      if (term.key === 'name') return wordsSql([name], term.values, bind);
      if (term.key === 'owner') return wordsSql([...owner, 'lower(t.owner_id)'], term.values, bind);
      return term.key === 'scope' ? wordsSql([`lower(coalesce(t.scopes, ''))`], term.values, bind) : null;
    case 'among':
      return term.key === 'status' ? `${statusSql(now)} in (${term.values.map(bind).join(', ')})` : null;
    case 'time': {
      const column = times[term.key];
      return column === undefined ? null : timeSql(column, term.values, bind);
    }
    case 'token':
      return null;
  }
}
