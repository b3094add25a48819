import { parseQuery, type QueryContext, type QueryTerm } from '../../../../src-preload/shared/query/parse.ts';
import { tokenTestSql } from './tokens.ts';
import { amongSql, binder, signed, timeSql, wordsSql, type Values } from './filter.ts';

/** Words of which one must be found, or none, where it is negated. */
export interface TextTest {
  in: 'name' | 'email' | 'either';
  any: readonly string[];
  negated: boolean;
}

/** A member query as SQL on `members m`, and as tests on the keys that are kept in memory. */
export interface MemberFilter {
  /** All must hold; with them alone the answer is right. */
  conditions: string[];
  values: Values;
  texts: TextTest[];
  /** Whether a role with a status may be in the answer; null where the query doesn't ask. */
  allows: ((role: string, status: string) => boolean) | null;
  /** Whether it also asks what only the database knows: times and tokens. */
  needsRows: boolean;
  /** The message of the first problem. */
  problem: string | null;
}

const columns = {
  name: [{ nameKey: 'm.name_key' }],
  email: ['m.email_key'],
  either: [{ nameKey: 'm.name_key' }, 'm.email_key'],
} as const;
const textOf = (key: string | null): TextTest['in'] | null => {
  if (key === null) return 'either';
  return key === 'name' || key === 'email' ? key : null;
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
    texts: [],
    allows: null,
    needsRows: false,
    problem,
  };
  for (const term of terms) {
    const add = (condition: string) => {
      filter.conditions.push(signed(term.negated, condition));
    };
    switch (term.type) {
      case 'text': {
        const place = textOf(term.key);
        if (place === null) break;
        add(wordsSql(columns[place], term.values, bind));
        filter.texts.push({ in: place, any: term.values, negated: term.negated });
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
        filter.needsRows = true;
        add(timeSql(column, term.values, bind));
        break;
      }
      case 'token':
        filter.needsRows = true;
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
