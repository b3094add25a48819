/* A text that is cut in its middle where there is no room, since its end tells it apart from others. */

export interface CutParts {
  start: string;
  end: string;
}

/** About so many characters at the end of a sentence are always shown. */
const sentenceEnd = 26;
/** So many at the end of a name have room in the narrowest place that shows names. */
const nameEnd = 14;

/** Between words, or it would be read as two. */
const splitAt = (words: string, space: number): CutParts | null =>
  space < 0 ? null : { start: words.slice(0, space + 1), end: words.slice(space + 1) };

/** The last words of a sentence stay whole; null: it is one word, which is cut at its end. */
export const splitSentence = (sentence: string): CutParts | null =>
  splitAt(sentence, sentence.lastIndexOf(' ', sentence.length - sentenceEnd));

/** As much of the end of a name stays whole as has room; null: it is short, or ends in a long word. */
export const splitName = (name: string): CutParts | null =>
  name.length <= nameEnd ? null : splitAt(name, name.indexOf(' ', name.length - nameEnd - 1));
