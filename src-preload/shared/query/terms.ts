/** One value of a term, as it is written between commas. */
export interface QueryPiece {
  text: string;
  from: number;
  to: number;
}

/** A term as it is written, with its place in the text; keys and values aren't looked up yet. */
export interface RawTerm {
  from: number;
  to: number;
  negated: boolean;
  /** Lower case; null for free text. */
  key: string | null;
  keyFrom: number;
  /** Where the values begin: after the colon, or at the `<` or `>` that replaces it. */
  valueFrom: number;
  /** Free text has one piece; a key without a value has none. */
  pieces: QueryPiece[];
}

const head = /(-?)(?:(\p{L}[\p{L}-]*)(:|(?=[<>])))?/uy;
const word = /"([^"]*)(?:"|$)|(\S+)/uy;
const value = /"([^"]*)(?:"|$)|([^\s,]+)/uy;

/**
 * Cuts a query into terms: `word`, `-word`, `"two words"`, `key:value`, `key:one,"two words"`, `key<value`. An open quote runs to the end.
 * `isKey`: the keys that may leave out the colon before `<` and `>`, which are text elsewhere.
 */
export function splitTerms(text: string, isKey: (key: string) => boolean): RawTerm[] {
  const found: RawTerm[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/u.test(text.charAt(at))) {
      at += 1;
      continue;
    }
    const from = at;
    head.lastIndex = at;
    const start = head.exec(text);
    const keyText = start?.[2];
    const keyed = keyText !== undefined && (start?.[3] === ':' || isKey(keyText.toLowerCase()));
    const negated = start?.[1] === '-';
    at += negated ? 1 : 0;
    const term: RawTerm = {
      from,
      to: at,
      negated,
      key: keyed ? keyText.toLowerCase() : null,
      keyFrom: at,
      valueFrom: at,
      pieces: [],
    };
    if (keyed) {
      at = term.valueFrom = at + keyText.length + (start?.[3] === ':' ? 1 : 0);
      at = readValues(text, at, term.pieces);
    } else {
      word.lastIndex = at;
      const match = word.exec(text);
      if (match !== null && match[0] !== '') {
        term.pieces.push({ text: match[1] ?? match[2] ?? '', from: at, to: at + match[0].length });
        at += match[0].length;
      }
    }
    if (at === from) at += 1;
    term.to = at;
    found.push(term);
  }
  return found;
}

function readValues(text: string, start: number, pieces: QueryPiece[]): number {
  let at = start;
  for (;;) {
    value.lastIndex = at;
    const match = value.exec(text);
    if (match !== null) {
      pieces.push({ text: match[1] ?? match[2] ?? '', from: at, to: at + match[0].length });
      at += match[0].length;
    }
    if (text.charAt(at) !== ',') return at;
    at += 1;
  }
}

/** A value as it is written in a query: in quotes if it would be split otherwise. */
export const quoteValue = (text: string): string =>
  text === '' || /[\s,":]/u.test(text) ? `"${text.replaceAll('"', '')}"` : text;
