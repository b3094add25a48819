import type { QueryTerm } from '../../../../src-preload/shared/query/parse.ts';
import { amongSql, timeSql, wordsSql, type Bind } from './filter.ts';

const times: Record<string, string> = { expires: 'i.expires_at', created: 'i.created_at' };

/** A term on `invitations i`; `status`: SQL of the status by the clock. */
export function invitationTermSql(term: QueryTerm, status: string, bind: Bind): string | null {
  switch (term.type) {
    case 'text':
      if (term.key === null) return wordsSql(['i.search_key'], term.values, bind);
      if (term.key === 'email') return wordsSql(['i.email_key'], term.values, bind);
      // The second line of the key: who invited.
      return wordsSql([inviterKey], term.values, bind);
    case 'among':
      if (term.key === 'role') return `coalesce(${amongSql('i.role', term.values, bind)}, 0)`;
      return term.key === 'status' ? `(${amongSql(`(${status})`, term.values, bind)})` : null;
    case 'time': {
      const column = times[term.key];
      return column === undefined ? null : timeSql(column, term.values, bind);
    }
    case 'token':
      return null;
  }
}

const rest = `substr(i.search_key, instr(i.search_key, char(10)) + 1)`;
const inviterKey = `substr(${rest}, 1, instr(${rest} || char(10), char(10)) - 1)`;
