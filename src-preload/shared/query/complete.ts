import { fold } from '../fold.ts';
import { namedOf, termsOf, type QueryContext } from './parse.ts';
import { keyNamed, keysOf, tokenWords, type KeySpec, type QueryList } from './keys.ts';
import { rawTerms, written, type RawTerm } from './terms.ts';

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

const most = 12;

/** What can stand where the cursor is: keys, or after a key its values. Free words have the keys that begin so. */
export function completeQuery(
  text: string,
  cursor: number,
  list: QueryList,
  context: QueryContext,
): QueryCompletion {
  const term = termsOf(text, list).find(({ from, to }) => from < cursor && cursor <= to);
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
  const values = valuesOf(spec, context).filter(
    ({ insert, label }) =>
      typed === '' ||
      fold(label).startsWith(typed) ||
      fold(insert.replaceAll('"', '')).startsWith(typed) ||
      (spec.kind === 'text' && fold(label).includes(typed)),
  );
  return { from, to, suggestions: values.slice(0, most) };
}

function keysLike(typed: string, list: QueryList): QuerySuggestion[] {
  const start = fold(typed);
  return keysOf(list)
    .filter(({ key, also }) => [key, ...(also ?? [])].some((one) => one.startsWith(start)))
    .map(({ key, hint }) => ({ insert: `${key}:`, label: `${key}:`, hint }));
}

/** The value that the cursor is in, commas left and right of it excluded. */
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
  plain('none', 'Known that there is none'),
  plain('unknown', 'The system doesn’t say'),
  plain('known', 'The system says when'),
];
const future = [
  plain('<7d', 'Within 7 days'),
  plain('<14d', 'Within 14 days'),
  plain('<30d', 'Within 30 days'),
  plain('>30d', 'Not within 30 days'),
  plain('never', 'Has no end'),
  plain('unknown', 'The system doesn’t say'),
];

function valuesOf(spec: KeySpec, context: QueryContext): QuerySuggestion[] {
  switch (spec.kind) {
    case 'choice':
    case 'named':
      return namedOf(spec, context).map(({ id, label }) => ({
        insert: written(label),
        label,
        hint: fold(id) === fold(label) ? '' : id,
      }));
    case 'past':
      return past;
    case 'future':
      return future;
    case 'token':
      return [
        ...tokenWords.map((one) => plain(one, '')),
        plain('expiring<14d', 'One ends within 14 days'),
        plain('expiring<30d', 'One ends within 30 days'),
      ];
    case 'text': {
      const names =
        spec.key === 'ws' ? context.workspaces : spec.key === 'org' ? context.organizations : undefined;
      return [...new Set(names ?? [])].map((name) => ({ insert: written(name), label: name, hint: '' }));
    }
  }
}

/**
 * The text with `key:value` in place of every term of that key, or without any where `value` is null; what else stands there stays as it
 * is written. For chips, which write into the same text as people do.
 */
export function withFacet(text: string, key: string, value: string | null): string {
  let rest = '';
  let at = 0;
  for (const term of termsWithKey(text, key)) {
    rest += text.slice(at, term.from);
    at = term.to;
    // Of the blanks around what is taken out one is enough.
    if (rest === '' || /\s$/u.test(rest)) while (/\s/u.test(text.charAt(at))) at += 1;
  }
  rest = (rest + text.slice(at)).trim();
  if (value !== null) rest = `${rest}${rest === '' ? '' : ' '}${key}:${written(value)}`;
  // The blank at the end lets a person type on.
  return rest === '' ? '' : `${rest} `;
}

/** The values that the text asks for by this key, as written; those of negated terms left out. */
export const facetValues = (text: string, key: string): string[] =>
  termsWithKey(text, key)
    .filter((term) => !term.negated)
    .flatMap((term) => term.pieces.map((piece) => piece.text));

/** By the key alone, so that a chip needs no list. */
const termsWithKey = (text: string, key: string): RawTerm[] =>
  rawTerms(text, (one) => one === key).filter((term) => term.key === key);
