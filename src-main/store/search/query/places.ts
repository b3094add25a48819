import { fold } from '../../../../src-preload/shared/fold.ts';
import { parseQuery, type QueryContext, type QueryTerm } from '../../../../src-preload/shared/query/parse.ts';
import type { QueryList } from '../../../../src-preload/shared/query/keys.ts';
import type { SearchedConnection } from '../types.ts';

/** What a query across everything may name: of several labels for one id the first counts. */
export function acrossContext(connections: readonly SearchedConnection[], now: number): QueryContext {
  return {
    now,
    roles: connections.flatMap(({ roles }) => roles),
    connections: connections.map(({ id, label }) => ({ id, label })),
    systems: connections.map(({ system }) => system),
  };
}

const placeKeys = ['ws', 'org', 'conn', 'system'];
const isAboutPlace = (term: QueryTerm) =>
  (term.type === 'text' || term.type === 'among') && term.key !== null && placeKeys.includes(term.key);
const isRole = (term: QueryTerm) => term.type === 'among' && term.key === 'role' && !term.negated;

/** A query across everything, read once for all and once for each connection: roles of one id mean different things in two systems. */
interface AcrossTerms {
  place: QueryTerm[];
  /** Terms about rows; null where the connection has none of the roles that are asked for. */
  rowsOf(connection: SearchedConnection): QueryTerm[] | null;
  problem: string | null;
}

export function acrossTerms(
  query: string,
  list: QueryList,
  connections: readonly SearchedConnection[],
  now: number,
): AcrossTerms {
  const context = acrossContext(connections, now);
  const { terms, problems } = parseQuery(query, list, context);
  const asksRole = terms.some(isRole);
  return {
    place: terms.filter(isAboutPlace),
    rowsOf({ roles }) {
      const own = parseQuery(query, list, { ...context, roles }).terms;
      return asksRole && !own.some(isRole) ? null : own.filter((term) => !isAboutPlace(term));
    },
    problem: problems[0]?.message ?? null,
  };
}

/** A query of words alone as one folded text; null where it asks for more, or for nothing. */
export function plainText(query: string, now: number): string | null {
  const { terms } = parseQuery(query, 'people', { now, roles: [] });
  const words = terms.map((term) =>
    term.type === 'text' && term.key === null && !term.negated && term.values.length === 1
      ? (term.values[0] ?? null)
      : null,
  );
  return words.length === 0 || words.includes(null) ? null : words.join(' ');
}

/** Whether a place is one of those that the terms ask for. */
export function placeFits(
  terms: readonly QueryTerm[],
  connection: SearchedConnection,
  place: { name: string; organization: string | null },
): boolean {
  return terms.every((term) => {
    if (term.type !== 'text' && term.type !== 'among') return true;
    const fits = () => {
      switch (term.key) {
        case 'ws':
          return term.values.some((word) => fold(place.name).includes(word));
        case 'org':
          return term.values.some((word) => fold(place.organization ?? '').includes(word));
        case 'conn':
          return term.values.includes(connection.id);
        default:
          return term.values.includes(connection.system.id);
      }
    };
    return fits() !== term.negated;
  });
}
