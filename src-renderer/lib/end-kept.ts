/* A text that is cut in its middle where there is no room, since its end tells it apart from others. */

export interface CutParts {
  start: string;
  end: string;
  /** No blank is between the two, which are read out as one. */
  inWord?: true;
}

/** So many characters at the end of a sentence have room in most columns. */
const sentenceEnd = 26;
/** So many at the end of a name have room in the narrowest place that shows names. */
const nameEnd = 12;

/** A start with fewer letters would have none left beside its ellipsis. */
const leastStart = 5;

/** Behind a blank or a sign; null: there is none to split behind. */
function splitAt(words: string, sign: number): CutParts | null {
  if (sign + 1 < leastStart || sign + 1 >= words.length) return null;
  const parts = { start: words.slice(0, sign + 1), end: words.slice(sign + 1) };
  return words[sign] === ' ' ? parts : { ...parts, inWord: true };
}

/** The last words of a sentence stay whole; null: it is one word, which is cut at its end. */
export function splitSentence(sentence: string): CutParts | null {
  const from = Math.max(leastStart - 1, sentence.length - sentenceEnd - 1);
  const space = sentence.indexOf(' ', from);
  return space < 0 ? null : splitAt(sentence, space);
}

/** So many letters at the end of a long word have room: letters of some scripts are twice as wide. */
const wordEnd = 7;
/** A word with fewer letters has room nearly everywhere. */
export const longWord = 18;
/** Letters that change their shape with their neighbours can't be cut apart. */
const joined = /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Nko}\p{Script=Devanagari}]/u;

const letters = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Within the long word that a name ends in. */
function splitWord(name: string): CutParts | null {
  if (name.length < longWord || joined.test(name)) return null;
  const all = [...letters.segment(name)].map(({ segment }) => segment);
  const [start, end] = [all.slice(0, -wordEnd).join(''), all.slice(-wordEnd).join('')];
  return start.length < leastStart ? null : { start, end, inWord: true };
}

/** As much of the end of a name stays whole as has room; null: it is short. */
export function splitName(name: string): CutParts | null {
  const from = Math.max(leastStart - 1, name.length - nameEnd - 1);
  const sign = /[ \-_.@/:](?:[·|/–—-] )?/u.exec(name.slice(from));
  const parts = sign === null ? null : splitAt(name, from + sign.index + sign[0].length - 1);
  return parts ?? splitWord(name);
}
