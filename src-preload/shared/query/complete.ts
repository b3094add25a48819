import { fold } from '../fold.ts';
import { valuesOf, rawTermsOf, type QueryContext } from './parse.ts';
import { keyNamed, keysOf, tokenStates, type KeySpec, type QueryList } from './keys.ts';
import { splitTerms, quoteValue, type RawTerm } from './terms.ts';

export interface QuerySuggestion {
  /** What is written in place of the text from `from` to `to`. */
  insert: string;
  label: string;
  hint: string;
}
export interface QueryCompletion {
  from: number;
  to: number;
  suggestions: QuerySuggestion[];
}

const mostSuggestions = 12;

/** What can be written at the cursor: the values of a key, or the keys that start with the text there. */
export function completeQuery(
  text: string,
  cursor: number,
  list: QueryList,
  context: QueryContext,
): QueryCompletion {
  const term = rawTermsOf(text, list).find(({ from, to }) => from < cursor && cursor <= to);
  if (!term) return { from: cursor, to: cursor, suggestions: keysLike('', list) };
  if (term.key === null || cursor < term.valueFrom) {
    const from = term.keyFrom;
    const typed = text.slice(from, cursor);
    const to = term.key === null ? term.to : term.valueFrom;
    if (typed.startsWith('"')) return { from, to, suggestions: [] };
    return { from, to, suggestions: keysLike(typed, list) };
  }
  const spec = keyNamed(list, term.key);
  const { from, to } = valueAt(text, term, cursor);
  if (!spec) return { from, to, suggestions: [] };
  const typed = fold(text.slice(from, cursor).replaceAll('"', ''));
  const values = suggestionsOf(spec, context).filter(
    ({ insert, label }) =>
      typed === '' ||
      fold(label).startsWith(typed) ||
      fold(insert.replaceAll('"', '')).startsWith(typed) ||
      (spec.kind === 'text' && fold(label).includes(typed)),
  );
  return { from, to, suggestions: values.slice(0, mostSuggestions) };
}

function keysLike(typed: string, list: QueryList): QuerySuggestion[] {
  const start = fold(typed);
  return keysOf(list)
    .filter(({ key, also }) => [key, ...(also ?? [])].some((one) => one.startsWith(start)))
    .map(({ key, hint }) => ({ insert: `${key}:`, label: `${key}:`, hint }));
}

/** The value that the cursor is in, without the commas around it. */
function valueAt(text: string, term: RawTerm, cursor: number): { from: number; to: number } {
  const piece = term.pieces.find(({ from, to }) => from <= cursor && cursor <= to);
  return piece ? { from: piece.from, to: piece.to } : { from: cursor, to: cursor };
}

const plain = (insert: string, hint: string): QuerySuggestion => ({ insert, label: insert, hint });

const past = [
  plain('<7d', 'In the last 7 days'),
  plain('<30d', 'In the last 30 days'),
  plain('>30d', 'More than 30 days ago'),
  plain('>90d', 'More than 90 days ago'),
  plain('>1y', 'More than a year ago'),
  plain('today', 'Since midnight'),
  plain('none', 'Has none'),
  plain('unknown', 'Not reported by the server'),
  plain('known', 'Has a date'),
];
const future = [
  plain('<7d', 'Within 7 days'),
  plain('<14d', 'Within 14 days'),
  plain('<30d', 'Within 30 days'),
  plain('>30d', 'In more than 30 days'),
  plain('never', 'Never expires'),
  plain('unknown', 'Not reported by the server'),
];

function suggestionsOf(spec: KeySpec, context: QueryContext): QuerySuggestion[] {
  switch (spec.kind) {
    case 'choice':
    case 'named':
      return valuesOf(spec, context).map(({ id, label }) => ({
        insert: quoteValue(label),
        label,
        hint: fold(id) === fold(label) ? '' : id,
      }));
    case 'past':
      return past;
    case 'future':
      return future;
    case 'token':
      return [
        ...tokenStates.map((one) => plain(one, '')),
        plain('expiring<14d', 'A token expires within 14 days'),
        plain('expiring<30d', 'A token expires within 30 days'),
      ];
    case 'text': {
      const names =
        spec.key === 'ws' ? context.workspaces : spec.key === 'org' ? context.organizations : undefined;
      return [...new Set(names ?? [])].map((name) => ({ insert: quoteValue(name), label: name, hint: '' }));
    }
  }
}

/**
 * The text with `key:value` in place of all terms of that key, or without them if `value` is null; the rest of it stays. For chips, which
 * write into the same text as the user.
 */
export function withFacet(text: string, key: string, value: string | null): string {
  let rest = '';
  let at = 0;
  for (const term of termsWithKey(text, key)) {
    rest += text.slice(at, term.from);
    at = term.to;
    // One of the spaces around the removed term is enough.
    if (rest === '' || /\s$/u.test(rest)) while (/\s/u.test(text.charAt(at))) at += 1;
  }
  rest = (rest + text.slice(at)).trim();
  if (value !== null) rest = `${rest}${rest === '' ? '' : ' '}${key}:${quoteValue(value)}`;
  // The space at the end lets the user type on.
  return rest === '' ? '' : `${rest} `;
}

/** The values of this key in the text, without those of negated terms. */
export const facetValues = (text: string, key: string): string[] =>
  termsWithKey(text, key)
    .filter((term) => !term.negated)
    .flatMap((term) => term.pieces.map((piece) => piece.text));

/** Split by this key alone, so that a chip needs no list. */
const termsWithKey = (text: string, key: string): RawTerm[] =>
  splitTerms(text, (one) => one === key).filter((term) => term.key === key);
