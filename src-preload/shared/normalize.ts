/**
 * The one normaliser of what is typed, pasted or read as an address, a name or a URL: what can't be seen is taken off, look-alike blanks become
 * blanks, letters are composed (NFC). What the admin can see in a name stays: quotes and a dot at its end may belong to it.
 */

/** What was taken off, to be said beside the field. */
export type Dropped = 'invisible' | 'direction' | 'blanks' | 'quotes' | 'punctuation';

export interface Normalized {
  text: string;
  dropped: readonly Dropped[];
}

/** Most texts are plain and are through with one test. */
const plain = /^[\u0021-\u007e]+(?: [\u0021-\u007e]+)*$/;
const direction = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\p{Cs}]/gu;
/** Joiners within words of scripts that need them and within emoji, and what chooses an emoji's form: part of the writing in a name. */
const needed =
  /(?<=[\p{M}\p{Lo}\p{Extended_Pictographic}\p{Emoji_Modifier}])[\u200c\u200d](?=[\p{Lo}\p{Extended_Pictographic}])|(?<=\p{Extended_Pictographic})\ufe0f/u;
export const neededOrInvisible = new RegExp(`(${needed.source})|${invisible.source}`, 'gu');
/** The blank Braille pattern is drawn as one, but isn't white space. */
const oddBlank = /(?! )[\s\u2800]/gu;

/** A name of a workspace, role, token …: as it reads. */
export function normalizeName(text: string): Normalized {
  if (plain.test(text)) return { text, dropped: [] };
  const dropped = new Set<Dropped>();
  return { text: withoutInvisible(text, neededOrInvisible, dropped).normalize('NFC'), dropped: [...dropped] };
}

/** An e-mail address: also without the quotes, brackets and punctuation that come with it from a sentence or a list. */
export const normalizeAddress = (text: string): Normalized => unwrapped(text, /^mailto:/i);

/** A URL, likewise. */
export const normalizeUrl = (text: string): Normalized => unwrapped(text, /^url:\s*/i);

/** Two texts that read alike are the same: for every comparison of names and addresses. Case counts. */
export function comparable(text: string): string {
  if (plain.test(text)) return text;
  return (
    text
      // As a database stores half a character.
      .replace(/\p{Cs}/gu, '\ufffd')
      .replace(oddBlank, ' ')
      .replace(invisible, '')
      .replace(/ {2,}/g, ' ')
      .trim()
      .normalize('NFC')
  );
}

/** What reads alike but for its case. */
export const caseless = (text: string): string => comparable(text).toLowerCase();

/** The same for every case of an address: it reaches the same mailbox. */
export const addressKey = caseless;

function withoutInvisible(text: string, taken: RegExp, dropped: Set<Dropped>): string {
  const replace = (from: string, pattern: RegExp, what: Dropped, by: (kept: string) => string) =>
    from.replace(pattern, (found: string, kept: unknown) => {
      const next = by(typeof kept === 'string' ? kept : '');
      if (next !== found) dropped.add(what);
      return next;
    });
  // Blanks at the ends are nothing to speak of.
  const inner = text.trim();
  const blanks = replace(inner, oddBlank, 'blanks', () => ' ');
  const undirected = replace(blanks, direction, 'direction', () => '');
  // A joiner may lose the neighbour that needed it.
  let visible = undirected;
  for (let before = ''; before !== visible;) {
    before = visible;
    visible = replace(before, taken, 'invisible', (kept) => kept);
  }
  return replace(visible.trim(), / {2,}/g, 'blanks', () => ' ');
}

const pairs: readonly (readonly [string, string])[] = [
  ['"', '"'],
  ["'", "'"],
  ['`', '`'],
  ['“', '”'],
  ['”', '”'],
  ['„', '“'],
  ['„', '”'],
  ['‘', '’'],
  ['’', '’'],
  ['‚', '‘'],
  ['«', '»'],
  ['»', '«'],
  ['‹', '›'],
  ['<', '>'],
  ['(', ')'],
  ['[', ']'],
];
const punctuationAtEnd = /[.,;:!?\uff0c\uff1b\uff1a\u3002\u3001\uff0e]+$/u;
const punctuationAtStart = /^[,;:\uff0c\uff1b\uff1a\u3001]+/u;

function unwrapped(text: string, prefix: RegExp): Normalized {
  const dropped = new Set<Dropped>();
  let now = withoutInvisible(text, invisible, dropped);
  for (;;) {
    const before = now;
    now = now.replace(prefix, '');
    if (pairs.some(([open, close]) => now.length > 1 && now.startsWith(open) && now.endsWith(close))) {
      now = now.slice(1, -1).trim();
      dropped.add('quotes');
    }
    const bare = now.replace(punctuationAtEnd, '').replace(punctuationAtStart, '').trim();
    if (bare !== now) dropped.add('punctuation');
    now = bare;
    if (now === before) break;
  }
  return { text: now.normalize('NFC'), dropped: [...dropped] };
}
