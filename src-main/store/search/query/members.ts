import { parseQuery, type QueryContext, type QueryTerm } from '../../../../src-preload/shared/query/parse.ts';
import { tokenTestSql } from './tokens.ts';
import { amongSql, binder, signed, timeSql, wordsSql, type Values } from './filter.ts';

/** A member query as SQL on `members m`, and what of it an index can narrow down before rows are looked at. */
export interface MemberFilter {
  /** All must hold; with them alone the answer is right. */
  conditions: string[];
  values: Values;
  /** Positive words: each entry must be found, in one of its columns, by one of its words. */
  words: { columns: readonly string[]; any: readonly string[] }[];
  /** Whether a role with a status may be in the answer at all; null where the query doesn't ask. */
  allows: ((role: string, status: string) => boolean) | null;
  /** Whether there is nothing to test beside roles and statuses. */
  onlyRoles: boolean;
  /** The message of the first problem. */
  problem: string | null;
}

const bothColumns = ['name_key', 'email_key'];
const columnsOf = (key: string | null): readonly string[] | null => {
  if (key === null) return bothColumns;
  if (key === 'name') return ['name_key'];
  return key === 'email' ? ['email_key'] : null;
};
const times: Record<string, string> = { joined: 'm.signed_up_at', entered: 'm.entered_at' };

/** Reads the query of a roster. `connectionId`: whose tokens `token:` is about. */
export function memberFilter(query: string, connectionId: string, context: QueryContext): MemberFilter {
  const { terms, problems } = parseQuery(query, 'members', context);
  return filterOf(terms, problems[0]?.message ?? null, connectionId, context.now);
}

/** Terms about places and connections are the caller's and left out here. */
export function filterOf(
  terms: readonly QueryTerm[],
  problem: string | null,
  connectionId: string,
  now: number,
): MemberFilter {
  const values: Values = {};
  const bind = binder(values);
  const filter: MemberFilter = {
    conditions: [],
    values,
    words: [],
    allows: null,
    onlyRoles: true,
    problem,
  };
  for (const term of terms) {
    const add = (condition: string) => {
      filter.conditions.push(signed(term.negated, condition));
    };
    switch (term.type) {
      case 'text': {
        const columns = columnsOf(term.key);
        if (columns === null) break;
        filter.onlyRoles = false;
        add(
          wordsSql(
            columns.map((column) => `m.${column}`),
            term.values,
            bind,
          ),
        );
        if (!term.negated) filter.words.push({ columns, any: term.values });
        break;
      }
      case 'among': {
        if (term.key !== 'role' && term.key !== 'status') break;
        const byRole = term.key === 'role';
        add(amongSql(byRole ? 'm.role' : 'm.status', term.values, bind));
        const before = filter.allows ?? (() => true);
        filter.allows = (role, status) =>
          before(role, status) && term.values.includes(byRole ? role : status) !== term.negated;
        break;
      }
      case 'time': {
        const column = times[term.key];
        if (column === undefined) break;
        filter.onlyRoles = false;
        add(timeSql(column, term.values, bind));
        break;
      }
      case 'token':
        filter.onlyRoles = false;
        add(
          `m.user_id in (select t.owner_id from tokens t join workspaces k on k.pk = t.workspace_pk
            where k.connection_id = ${bind(connectionId)} and (${term.values
              .map((test) => tokenTestSql(test, now, bind))
              .join(' or ')}))`,
        );
    }
  }
  return filter;
}

/** The filter of a query without keys: words alone. */
export function wordsFilter(words: readonly string[]): MemberFilter {
  const terms = words.map((word): QueryTerm => ({
    type: 'text',
    key: null,
    values: [word],
    negated: false,
    from: 0,
    to: 0,
  }));
  return filterOf(terms, null, '', 0);
}
