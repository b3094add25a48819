import { choiceText } from '../format/lists.ts';
import { fold } from '../fold.ts';
import {
  keyNamed,
  keysOf,
  listWords,
  tokenWords,
  type KeySpec,
  type QueryList,
  type TokenWord,
} from './keys.ts';
import { readTime, type TimeTest } from './time.ts';
import { rawTerms, written, type QueryPiece, type RawTerm } from './terms.ts';

export interface Named {
  id: string;
  label: string;
}

/** What a query may name. What isn't given can't be named, and saying so is a problem of the query. */
export interface QueryContext {
  /** What durations count from (epoch ms). */
  now: number;
  /** Highest rank first. */
  roles: readonly Named[];
  connections?: readonly Named[];
  systems?: readonly Named[];
  /** Names for the completion; any words may be written. */
  workspaces?: readonly string[];
  organizations?: readonly string[];
}

/** Something that isn't understood, at its place in the text (`to` is after its last character). */
export interface QueryProblem {
  from: number;
  to: number;
  message: string;
  /** What to write in place of it, or null. */
  suggestion: string | null;
}

export type TokenTest = { is: TokenWord } | { is: 'expiring'; when: TimeTest };

interface TermPlace {
  negated: boolean;
  from: number;
  to: number;
}
/** A part of a query. Of several values one must hold; a negated part holds where none of them does, also where nothing is known. */
export type QueryTerm = TermPlace &
  (
    | { type: 'words'; key: string | null; values: string[] }
    | { type: 'among'; key: string; values: string[] }
    | { type: 'time'; key: string; values: TimeTest[] }
    | { type: 'token'; values: TokenTest[] }
  );

/**
 * A query, read: all terms must hold, but positive terms of one key with a choice of values (`role:a role:b`) are taken together.
 * What has a problem is left out of the terms.
 */
export interface ParsedQuery {
  terms: QueryTerm[];
  problems: QueryProblem[];
}

/** Reads a query. The words in `values` of `words` are folded; those of `among` are ids. */
export function parseQuery(text: string, list: QueryList, context: QueryContext): ParsedQuery {
  const terms: QueryTerm[] = [];
  const problems: QueryProblem[] = [];
  for (const raw of termsOf(text, list)) {
    const read = readTerm(raw, text, list, context);
    if (read.term !== null) terms.push(read.term);
    problems.push(...read.problems);
  }
  return { terms: together(terms), problems };
}

/** The terms as they are written, keyed as the list has its keys. */
export const termsOf = (text: string, list: QueryList): RawTerm[] =>
  rawTerms(text, (key) => keyNamed(list, key) !== undefined);

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
      term: word === '' ? null : { type: 'words', key: null, values: [word], ...place },
      problems: [],
    };
  }
  // `token:expiring<14d` in a list of tokens: the list is that of tokens already.
  if (raw.key === 'token' && keyNamed(list, 'expires') && first) {
    const inner = innerTerm(raw, text, list);
    if (inner) return readTerm(inner, text, list, context);
  }
  const spec = keyNamed(list, raw.key);
  if (!spec) return unknownKey(raw, text, list);
  const pieces = raw.pieces.filter((piece) => piece.text !== '');
  if (pieces.length === 0) {
    const where = { from: raw.keyFrom, to: raw.to };
    const message = `Write ${article(spec)} after “${spec.key}:”${examples(spec, context)}`;
    return { term: null, problems: [{ ...where, message, suggestion: null }] };
  }
  const problems: QueryProblem[] = [];
  const missing = (piece: QueryPiece, message: string, suggestion: string | null) =>
    problems.push({ from: piece.from, to: piece.to, message, suggestion });
  const made = termOf(spec, pieces, context, missing);
  return { term: made === null ? null : { ...made, ...place }, problems };
}

type Missing = (piece: QueryPiece, message: string, suggestion: string | null) => void;
type Made =
  | { type: 'words'; key: string | null; values: string[] }
  | { type: 'among'; key: string; values: string[] }
  | { type: 'time'; key: string; values: TimeTest[] }
  | { type: 'token'; values: TokenTest[] };

/** null where no value is understood. */
function termOf(spec: KeySpec, pieces: QueryPiece[], context: QueryContext, missing: Missing): Made | null {
  const { key } = spec;
  const each = <T>(read: (piece: QueryPiece) => T[] | null): T[] => pieces.flatMap((one) => read(one) ?? []);
  const orNull = <T extends Made>(made: T) => (made.values.length === 0 ? null : made);
  switch (spec.kind) {
    case 'text':
      return orNull({ type: 'words', key, values: each(({ text }) => [fold(text)].filter(Boolean)) });
    case 'choice':
    case 'named': {
      const named = namedOf(spec, context);
      const values = each((piece) => {
        const ids = matching(fold(piece.text), named);
        if (ids.length > 0) return ids;
        const near = nearest(
          fold(piece.text),
          named.map(({ label }) => label),
        );
        const message = `There is no ${nounOf(spec)} “${piece.text}”${examples(spec, context)}`;
        missing(piece, message, near === null ? null : written(near));
        return null;
      });
      return orNull({ type: 'among', key, values });
    }
    case 'past':
    case 'future': {
      const direction = spec.kind;
      const values = each((piece) => {
        const test = readTime(piece.text, direction, context.now);
        if (test === null) missing(piece, `“${piece.text}” isn’t a time${examples(spec, context)}`, null);
        return test && [test];
      });
      return orNull({ type: 'time', key, values });
    }
    case 'token': {
      const values = each((piece) => {
        const test = readToken(piece.text, context.now);
        if (test === null)
          missing(piece, `“${piece.text}” can’t be asked of tokens${examples(spec, context)}`, null);
        return test && [test];
      });
      return orNull({ type: 'token', values });
    }
  }
}

function readToken(text: string, now: number): TokenTest | null {
  const plain = tokenWords.find((one) => one === fold(text));
  if (plain) return { is: plain };
  const parts = /^(?:expiring|expires):?(.+)$/iu.exec(text);
  const when = parts ? readTime(parts[1] ?? '', 'future', now) : null;
  return when && { is: 'expiring', when };
}

/** What stands after `token:`, as a term of its own. */
function innerTerm(raw: RawTerm, text: string, list: QueryList): RawTerm | null {
  const blank = ' '.repeat(raw.valueFrom);
  const [inner] = termsOf(blank + text.slice(raw.valueFrom, raw.to), list);
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
 * In the lists of members and people a key that isn't known leaves the part out; names of tokens and inviters' messages have colons
 * more often than not, so there the part is looked for as it is written. Both are said.
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
  const asWords = list === 'tokens' || list === 'invitations' || list === 'allTokens';
  const suggestion = near === null ? `"${bare}"` : `${near}:${text.slice(raw.valueFrom, raw.to)}`;
  const message = asWords
    ? `“${key}:” isn’t something ${listWords[list]} can filter by, so “${bare}” is looked for as it is. It can use ${choiceText(all)}.`
    : `“${key}:” isn’t something ${listWords[list]} can filter by. Use ${choiceText(all)}, or put the words in quotes.`;
  const value = fold(bare);
  return {
    term:
      asWords && value !== ''
        ? { type: 'words', key: null, values: [value], negated: raw.negated, from: raw.from, to: raw.to }
        : null,
    problems: [{ ...place, message, suggestion }],
  };
}

const gathered = (term: QueryTerm): string | null => {
  if (term.negated) return null;
  if (term.type === 'among') return term.key;
  return term.type === 'words' && ['ws', 'org'].includes(term.key ?? '') ? term.key : null;
};

/** `role:a role:b` asks for either, as `role:a,b` does. */
function together(terms: QueryTerm[]): QueryTerm[] {
  const found: QueryTerm[] = [];
  for (const term of terms) {
    const key = gathered(term);
    const at = key === null ? -1 : found.findIndex((one) => gathered(one) === key);
    const other = found[at];
    if (other && (other.type === 'among' || other.type === 'words') && other.type === term.type)
      found[at] = { ...other, values: [...other.values, ...term.values] };
    else found.push(term);
  }
  return found;
}

/** What a key of fixed or named values can have. */
export function namedOf(spec: KeySpec, context: QueryContext): readonly Named[] {
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

/** What is named, else all whose id or label begins so: a half-typed word filters already. */
function matching(value: string, named: readonly Named[]): string[] {
  const same = named.filter(({ id, label }) => fold(id) === value || fold(label) === value);
  const found =
    same.length > 0
      ? same
      : named.filter(({ id, label }) => fold(id).startsWith(value) || fold(label).startsWith(value));
  return [...new Set(found.map(({ id }) => id))];
}

const nouns: Record<string, string> = { conn: 'connection' };
const nounOf = (spec: KeySpec) => nouns[spec.key] ?? spec.key;
function article(spec: KeySpec): string {
  if (spec.kind === 'named' || spec.kind === 'choice') return `a ${nounOf(spec)}`;
  if (spec.kind === 'text') return 'words';
  return spec.kind === 'token' ? 'what to ask' : 'a time';
}

/** ": role:Owner or role:Editor." */
function examples(spec: KeySpec, context: QueryContext): string {
  const values: Record<KeySpec['kind'], readonly string[]> = {
    text: [],
    choice: spec.values ?? [],
    named: namedOf(spec, context)
      .slice(0, 8)
      .map(({ label }) => label),
    past: ['<30d', '>1y', '2026-01', 'none', 'unknown'],
    future: ['<14d', '2026-01', 'never', 'unknown'],
    token: ['active', 'any', 'expiring<14d'],
  };
  const found = values[spec.kind].map((value) => `${spec.key}:${written(value)}`);
  return found.length === 0 ? '.' : `: ${choiceText(found)}.`;
}

/** The word that was probably meant: one that begins so or is at most two letters away; null where there is none. */
function nearest(word: string, words: readonly string[]): string | null {
  let best: { word: string; far: number } | null = null;
  for (const other of words) {
    const folded = fold(other);
    const far = folded.startsWith(word) && word !== '' ? 0.5 : distance(word, folded);
    if (far <= Math.min(2, folded.length / 2) && (best === null || far < best.far))
      best = { word: other, far };
  }
  return best?.word ?? null;
}

/** How many letters must be put in, taken out or changed. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let row = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
