import { fold } from '../fold.ts';
import { keyNamed, keysOf, tokenStates, type KeySpec, type QueryList, type TokenState } from './keys.ts';
import { nearest } from './nearest.ts';
import { problemText } from './text.ts';
import { readTime, type TimeTest } from './time.ts';
import { splitTerms, quoteValue, type QueryPiece, type RawTerm } from './terms.ts';

export interface Named {
  id: string;
  label: string;
}

/** What a query can name; naming anything else is a problem of the query. */
export interface QueryContext {
  /** What durations count from (epoch ms). */
  now: number;
  /** Highest rank first. */
  roles: readonly Named[];
  connections?: readonly Named[];
  systems?: readonly Named[];
  /** Names for the completion; other text is allowed too. */
  workspaces?: readonly string[];
  organizations?: readonly string[];
}

/** A part of the text that isn't understood; `to` is after its last character. */
export interface QueryProblem {
  from: number;
  to: number;
  message: string;
  /** What to write instead, or null. */
  suggestion: string | null;
}

export type TokenTest = { is: TokenState } | { is: 'expiring'; when: TimeTest };

interface TermPlace {
  negated: boolean;
  from: number;
  to: number;
}
/** One of the values must hold. A negated term holds where none of them does, also where nothing is known. */
export type QueryTerm = TermPlace &
  (
    | { type: 'text'; key: string | null; values: string[] }
    | { type: 'among'; key: string; values: string[] }
    | { type: 'time'; key: string; values: TimeTest[] }
    | { type: 'token'; values: TokenTest[] }
  );

/**
 * A parsed query: all terms must hold, but positive terms of one key with a choice of values (`role:a role:b`) are merged into one.
 * Parts with a problem aren't among the terms.
 */
export interface ParsedQuery {
  terms: QueryTerm[];
  problems: QueryProblem[];
}

/** Parses a query. The values of `text` terms are folded; those of `among` are ids. */
export function parseQuery(text: string, list: QueryList, context: QueryContext): ParsedQuery {
  const terms: QueryTerm[] = [];
  const problems: QueryProblem[] = [];
  for (const raw of rawTermsOf(text, list)) {
    const read = readTerm(raw, text, list, context);
    if (read.term !== null) terms.push(read.term);
    problems.push(...read.problems);
  }
  return { terms: mergeTerms(terms), problems };
}

/** The terms as they are written, split by the keys of the list. */
export const rawTermsOf = (text: string, list: QueryList): RawTerm[] =>
  splitTerms(text, (key) => keyNamed(list, key) !== undefined);

interface Reading {
  term: QueryTerm | null;
  problems: QueryProblem[];
}

function readTerm(raw: RawTerm, text: string, list: QueryList, context: QueryContext): Reading {
  const place = { negated: raw.negated, from: raw.from, to: raw.to };
  const [first] = raw.pieces;
  if (raw.key === null) {
    const word = fold(first?.text ?? '');
    return {
      term: word === '' ? null : { type: 'text', key: null, values: [word], ...place },
      problems: [],
    };
  }
  // `token:expiring<14d` in a list of tokens is `expires:<14d`.
  if (raw.key === 'token' && keyNamed(list, 'expires') && first) {
    const inner = innerTerm(raw, text, list);
    if (inner) return readTerm(inner, text, list, context);
  }
  const spec = keyNamed(list, raw.key);
  if (!spec) return unknownKey(raw, text, list);
  const pieces = raw.pieces.filter((piece) => piece.text !== '');
  if (pieces.length === 0) {
    const where = { from: raw.keyFrom, to: raw.to };
    const message = problemText.missingValue(spec, examplesOf(spec, context));
    return { term: null, problems: [{ ...where, message, suggestion: null }] };
  }
  const problems: QueryProblem[] = [];
  const report = (piece: QueryPiece, message: string, suggestion: string | null) =>
    problems.push({ from: piece.from, to: piece.to, message, suggestion });
  const body = termOf(spec, pieces, context, report);
  return { term: body === null ? null : { ...body, ...place }, problems };
}

type Report = (piece: QueryPiece, message: string, suggestion: string | null) => void;
type TermBody =
  | { type: 'text'; key: string | null; values: string[] }
  | { type: 'among'; key: string; values: string[] }
  | { type: 'time'; key: string; values: TimeTest[] }
  | { type: 'token'; values: TokenTest[] };

/** null if no value is understood. */
function termOf(spec: KeySpec, pieces: QueryPiece[], context: QueryContext, report: Report): TermBody | null {
  const { key } = spec;
  const examples = examplesOf(spec, context);
  const each = <T>(read: (piece: QueryPiece) => T[] | null): T[] => pieces.flatMap((one) => read(one) ?? []);
  const orNull = <T extends TermBody>(body: T) => (body.values.length === 0 ? null : body);
  switch (spec.kind) {
    case 'text':
      return orNull({ type: 'text', key, values: each(({ text }) => [fold(text)].filter(Boolean)) });
    case 'choice':
    case 'named': {
      const named = valuesOf(spec, context);
      const values = each((piece) => {
        const ids = matching(fold(piece.text), named);
        if (ids.length > 0) return ids;
        const near = nearest(
          fold(piece.text),
          named.map(({ label }) => label),
        );
        const message = problemText.unknownValue(spec, piece.text, examples);
        report(piece, message, near === null ? null : quoteValue(near));
        return null;
      });
      return orNull({ type: 'among', key, values });
    }
    case 'past':
    case 'future': {
      const direction = spec.kind;
      const values = each((piece) => {
        const test = readTime(piece.text, direction, context.now);
        if (test === null) report(piece, problemText.notATime(spec, piece.text, examples), null);
        return test && [test];
      });
      return orNull({ type: 'time', key, values });
    }
    case 'token': {
      const values = each((piece) => {
        const test = readToken(piece.text, context.now);
        if (test === null) report(piece, problemText.notATokenState(spec, piece.text, examples), null);
        return test && [test];
      });
      return orNull({ type: 'token', values });
    }
  }
}

function readToken(text: string, now: number): TokenTest | null {
  const plain = tokenStates.find((one) => one === fold(text));
  if (plain) return { is: plain };
  const parts = /^(?:expiring|expires):?(.+)$/iu.exec(text);
  const when = parts ? readTime(parts[1] ?? '', 'future', now) : null;
  return when && { is: 'expiring', when };
}

/** What follows `token:`, as a term of its own. */
function innerTerm(raw: RawTerm, text: string, list: QueryList): RawTerm | null {
  const blank = ' '.repeat(raw.valueFrom);
  const [inner] = rawTermsOf(blank + text.slice(raw.valueFrom, raw.to), list);
  if (!inner) return null;
  const known = inner.key === null ? matchesStatus(inner, list) : inner;
  return known && { ...known, negated: raw.negated, from: raw.from, to: raw.to };
}

/** `token:active` in a list of tokens is its status. */
function matchesStatus(inner: RawTerm, list: QueryList): RawTerm | null {
  const values = keyNamed(list, 'status')?.values ?? [];
  return values.includes(fold(inner.pieces[0]?.text ?? '')) ? { ...inner, key: 'status' } : null;
}

/**
 * In the lists of members and people the part is left out. Names of tokens and messages of inviters often have colons, so in their lists
 * the part is searched as text. Both are reported.
 */
function unknownKey(raw: RawTerm, text: string, list: QueryList): Reading {
  const key = raw.key ?? '';
  const all = keysOf(list).map((spec) => `${spec.key}:`);
  const near = nearest(
    key,
    keysOf(list).map((spec) => spec.key),
  );
  const place = { from: raw.keyFrom, to: raw.to };
  const whole = text.slice(raw.keyFrom, raw.to);
  const bare = whole.replaceAll('"', '');
  const asText = list === 'tokens' || list === 'invitations' || list === 'allTokens';
  const suggestion = near === null ? `"${bare}"` : `${near}:${text.slice(raw.valueFrom, raw.to)}`;
  const message = asText
    ? problemText.unknownKeyAsText(key, list, all, bare)
    : problemText.unknownKey(key, list, all);
  const value = fold(bare);
  return {
    term:
      asText && value !== ''
        ? { type: 'text', key: null, values: [value], negated: raw.negated, from: raw.from, to: raw.to }
        : null,
    problems: [{ ...place, message, suggestion }],
  };
}

const mergeKey = (term: QueryTerm): string | null => {
  if (term.negated) return null;
  if (term.type === 'among') return term.key;
  return term.type === 'text' && ['ws', 'org'].includes(term.key ?? '') ? term.key : null;
};

/** `role:a role:b` matches either, as `role:a,b` does. */
function mergeTerms(terms: QueryTerm[]): QueryTerm[] {
  const found: QueryTerm[] = [];
  for (const term of terms) {
    const key = mergeKey(term);
    const at = key === null ? -1 : found.findIndex((one) => mergeKey(one) === key);
    const other = found[at];
    if (other && (other.type === 'among' || other.type === 'text') && other.type === term.type)
      found[at] = { ...other, values: [...other.values, ...term.values] };
    else found.push(term);
  }
  return found;
}

/** The values of a `choice` or `named` key. */
export function valuesOf(spec: KeySpec, context: QueryContext): readonly Named[] {
  if (spec.values) return spec.values.map((id) => ({ id, label: id }));
  switch (spec.key) {
    case 'role':
      return context.roles;
    case 'conn':
      return context.connections ?? [];
    case 'system':
      return context.systems ?? [];
    default:
      return [];
  }
}

/** The ids of what is named exactly, else of all whose id or label starts with it, so that a half-typed word filters already. */
function matching(value: string, named: readonly Named[]): string[] {
  const same = named.filter(({ id, label }) => fold(id) === value || fold(label) === value);
  const found =
    same.length > 0
      ? same
      : named.filter(({ id, label }) => fold(id).startsWith(value) || fold(label).startsWith(value));
  return [...new Set(found.map(({ id }) => id))];
}

/** Some values that the key can have. */
function examplesOf(spec: KeySpec, context: QueryContext): readonly string[] {
  switch (spec.kind) {
    case 'text':
      return [];
    case 'choice':
    case 'named':
      return valuesOf(spec, context)
        .slice(0, 8)
        .map(({ label }) => label);
    case 'past':
      return ['<30d', '>1y', '2026-01', 'none', 'unknown'];
    case 'future':
      return ['<14d', '2026-01', 'never', 'unknown'];
    case 'token':
      return ['active', 'any', 'expiring<14d'];
  }
}
