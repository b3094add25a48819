/* A text that is cut in its middle where there is no room, since its end tells it apart from others. */

export interface CutParts {
  start: string;
  end: string;
}

/** So many characters at the end of a sentence have room in most columns. */
const sentenceEnd = 26;
/** So many at the end of a name have room in the narrowest place that shows names. */
const nameEnd = 12;

/** A start with fewer letters would have none left beside its ellipsis. */
const leastStart = 5;

/** Behind a blank or a sign, or one word would be read as two; null: there is none to split behind. */
const splitAt = (words: string, sign: number): CutParts | null =>
  sign + 1 < leastStart || sign + 1 >= words.length
    ? null
    : { start: words.slice(0, sign + 1), end: words.slice(sign + 1) };

/** The last words of a sentence stay whole; null: it is one word, which is cut at its end. */
export function splitSentence(sentence: string): CutParts | null {
  const from = Math.max(leastStart - 1, sentence.length - sentenceEnd - 1);
  const space = sentence.indexOf(' ', from);
  return space < 0 ? null : splitAt(sentence, space);
}

/** As much of the end of a name stays whole as has room; null: it is short, or ends in a long word. */
export function splitName(name: string): CutParts | null {
  const from = Math.max(leastStart - 1, name.length - nameEnd - 1);
  const sign = /[ \-_.@/:](?:[·|/–—-] )?/u.exec(name.slice(from));
  return sign === null ? null : splitAt(name, from + sign.index + sign[0].length - 1);
}
