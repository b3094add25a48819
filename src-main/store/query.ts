import { fold } from './fold.ts';

/** A member query, read. Words are folded. A row matches when every part does; `roles` and `statuses` are each an "or". */
export interface MemberFilter {
  words: string[];
  withoutWords: string[];
  /** Wire ids; null where the query doesn't ask. */
  roles: string[] | null;
  withoutRoles: string[];
  statuses: ('active' | 'pending')[] | null;
  withoutStatuses: ('active' | 'pending')[];
  /** The first part that isn't understood, with what to write instead; that part is left out of the filter. */
  problem: string | null;
}

interface Term {
  negated: boolean;
  key: string | null;
  value: string;
}

const termPattern = /(-?)(?:([\p{L}-]+):)?(?:"([^"]*)(?:"|$)|(\S+))?/uy;

/** Cuts a query into terms: `word`, `-word`, `key:value`, `"two words"`, `key:"two words"`. An open quote runs to the end. */
function terms(query: string): Term[] {
  const found: Term[] = [];
  let at = 0;
  while (at < query.length) {
    if (/\s/u.test(query.charAt(at))) {
      at += 1;
      continue;
    }
    termPattern.lastIndex = at;
    const match = termPattern.exec(query);
    const whole = match?.[0] ?? '';
    if (match === null || whole === '') {
      at += 1;
      continue;
    }
    at += whole.length;
    found.push({
      negated: match[1] === '-',
      key: match[2] === undefined ? null : match[2].toLowerCase(),
      value: match[3] ?? match[4] ?? '',
    });
  }
  return found;
}

/** Free words of a query without keys (tokens): all must be found. */
export const wordsOf = (query: string): string[] =>
  terms(query)
    .map((term) => fold(term.key === null ? term.value : `${term.key}:${term.value}`))
    .filter((word) => word !== '');

/**
 * Reads the query language of the member list: free words, `role:` (id or label, or the beginning of one), `status:active` or
 * `status:pending`, each also with a minus before it.
 */
export function readMemberQuery(
  query: string,
  roles: readonly { id: string; label: string }[],
): MemberFilter {
  const filter: MemberFilter = {
    words: [],
    withoutWords: [],
    roles: null,
    withoutRoles: [],
    statuses: null,
    withoutStatuses: [],
    problem: null,
  };
  const problem = (words: string) => {
    filter.problem ??= words;
  };
  for (const term of terms(query)) {
    const value = fold(term.value);
    switch (term.key) {
      case null:
        if (value !== '') (term.negated ? filter.withoutWords : filter.words).push(value);
        break;
      case 'role': {
        const ids = matchingRoles(value, roles);
        if (ids.length === 0) {
          problem(
            `${value === '' ? 'Write a role after “role:”' : `There is no role “${term.value}”`}: ${choices(
              roles.map((role) => (/\s/.test(role.label) ? `role:"${role.label}"` : `role:${role.label}`)),
            )}.`,
          );
        } else if (term.negated) filter.withoutRoles.push(...ids);
        else filter.roles = [...(filter.roles ?? []), ...ids];
        break;
      }
      case 'status':
        if (value !== 'active' && value !== 'pending') {
          problem(
            `${value === '' ? 'Write a status after “status:”' : `There is no status “${term.value}”`}: status:active or status:pending.`,
          );
        } else if (term.negated) filter.withoutStatuses.push(value);
        else filter.statuses = [...(filter.statuses ?? []), value];
        break;
      default:
        problem(
          `“${term.key}:” isn’t something the member list can filter by. Use role: or status:, or put the words in quotes.`,
        );
    }
  }
  return filter;
}

/** The role that is named, else every role whose id or label begins so: a half-typed word filters already. */
function matchingRoles(value: string, roles: readonly { id: string; label: string }[]): string[] {
  if (value === '') return [];
  const named = roles.filter((role) => fold(role.id) === value || fold(role.label) === value);
  const found =
    named.length > 0
      ? named
      : roles.filter((role) => fold(role.id).startsWith(value) || fold(role.label).startsWith(value));
  return found.map((role) => role.id);
}

const choices = (items: string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} or ${items.at(-1)}`;
