let segmenter: Intl.Segmenter | null = null;
/** Made with the first text that needs it: that takes as long as half of Node's own start. */
const graphemesOf = (text: string) =>
  (segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' })).segment(text);
/** One column a character: Latin, Greek and Cyrillic letters without marks of their own, usual punctuation. */
const plainText =
  /^[\u0020-\u007e\u00a1-\u00ac\u00ae-\u02ff\u0384-\u0482\u048a-\u052f\u2010-\u2015\u2018-\u2026\u2190-\u2193\u2260-\u2265]*$/;
/** What terminals give two columns: emoji, those that U+FE0F makes one, and the wide forms of East Asian text. */
const wide =
  /\p{Emoji_Presentation}|\ufe0f|[\p{scx=Han}\p{scx=Hangul}\p{scx=Hiragana}\p{scx=Katakana}]|[\u3000-\u303e\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]/u;
/** Narrow forms of those scripts, and the middle dot that they share with others. */
const narrow = /^[\uff61-\uffdc\u00b7]/u;
const invisible = /^\p{Cf}+$/u;

const widthOfOne = (grapheme: string): number =>
  invisible.test(grapheme) ? 0 : wide.test(grapheme) && !narrow.test(grapheme) ? 2 : 1;

/** How many columns of a terminal a text takes. */
export function widthOf(text: string): number {
  if (plainText.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemesOf(text)) width += widthOfOne(segment);
  return width;
}

/** The text in at most so many columns, with an ellipsis where it was cut. */
export function cut(text: string, columns: number): string {
  if (columns === Infinity || widthOf(text) <= columns) return text;
  let kept = '';
  let width = 0;
  for (const { segment } of graphemesOf(text)) {
    const next = widthOfOne(segment);
    if (width + next > columns - 1) break;
    kept += segment;
    width += next;
  }
  // What was opened for a name from right to left ends with it.
  const open = (kept.match(/\u2068/g)?.length ?? 0) - (kept.match(/\u2069/g)?.length ?? 0);
  return `${kept}${'\u2069'.repeat(Math.max(0, open))}…`;
}

export const padded = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(0, columns - widthOf(text)));
