import { neededOrInvisible } from './normalize.ts';

/*
 * Text from a server is shown so that it can't change how the text around it reads: characters that turn the direction of writing, can't be
 * seen or control a terminal are shown as their code, and a name in a script from right to left is isolated from its sentence.
 */

/** Nothing in it needs a look: Latin letters, usual punctuation, line breaks. */
const plain =
  /^[\t\n\r\u0020-\u007e\u00a0-\u00ac\u00ae-\u024f\u2010-\u2027\u2030-\u205e\u20ac\u2190-\u2193]*$/;
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** Words from right to left with what may stand between the words of one name. */
const rightToLeftRun = new RegExp(
  `${rightToLeft.source}+(?:(?:[ '’.&_/-]|\\u200c|\\u200d){1,2}${rightToLeft.source}+)*`,
  'gu',
);
const latin = /[A-Za-z]/;
const isolate = '\u2068';
const endOfIsolate = '\u2069';
const ownIsolate = new RegExp(`${isolate}([^${isolate}${endOfIsolate}]*)${endOfIsolate}`, 'g');

/** Line breaks and tabs are part of longer texts. */
const shownCode = (char: string): string =>
  /[\t\n\r]/.test(char)
    ? char
    : `‹U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}›`;

const withCodes = (text: string): string =>
  text.replace(neededOrInvisible, (char: string, kept: unknown) =>
    typeof kept === 'string' ? kept : shownCode(char),
  );

/** A text as it is drawn: nothing in it is invisible or turns its surroundings. What `isolated` made stays. */
export const shownText = (text: string): string =>
  plain.test(text) ? text : outsideIsolates(text, withCodes);

/**
 * The same of words that aren't a name alone: names from right to left are isolated wherever the sentence was made. The run of a name is found by
 * its letters; where a sentence isolates the whole name by `isolated`, its digits and signs are part of it too.
 */
export const shownSentence = (text: string): string =>
  plain.test(text)
    ? text
    : outsideIsolates(text, rightToLeft.test(text) && latin.test(text) ? runsIsolated : withCodes);

const runsIsolated = (text: string): string =>
  withCodes(text).replace(rightToLeftRun, (run) => `${isolate}${run}${endOfIsolate}`);

function outsideIsolates(text: string, show: (part: string) => string): string {
  let shown = '';
  let from = 0;
  for (const match of text.matchAll(ownIsolate)) {
    shown += show(text.slice(from, match.index)) + isolate + withCodes(match[1] ?? '') + endOfIsolate;
    from = match.index + match[0].length;
  }
  return shown + show(text.slice(from));
}

/** A name within a sentence. A sentence on one line, where its own names are isolated already. */
export function isolated(name: string): string {
  if (plain.test(name) && !/[\t\n\r]/.test(name)) return name;
  const onOneLine = name.replace(/[\t\n\r]+/g, ' ');
  if (onOneLine.search(ownIsolate) >= 0) return shownText(onOneLine);
  const shown = withCodes(onOneLine);
  return rightToLeft.test(shown) ? `${isolate}${shown}${endOfIsolate}` : shown;
}
