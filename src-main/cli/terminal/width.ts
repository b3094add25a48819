const segments = new Intl.Segmenter('en', { granularity: 'grapheme' });
const plainText = /^[\u0020-\u007e]*$/;
const wide =
  /\p{Emoji_Presentation}|\p{Script=Han}|\p{Script=Hangul}|\p{Script=Hiragana}|\p{Script=Katakana}|[\uff01-\uff60]/u;
const invisible = /^(?:[\u2066-\u2069]|\u200d|\ufe0f)+$/;

const widthOfOne = (grapheme: string): number => (invisible.test(grapheme) ? 0 : wide.test(grapheme) ? 2 : 1);

/** How many columns of a terminal a text takes. */
export function widthOf(text: string): number {
  if (plainText.test(text)) return text.length;
  let width = 0;
  for (const { segment } of segments.segment(text)) width += widthOfOne(segment);
  return width;
}

/** The text in at most so many columns, with an ellipsis where it was cut. */
export function cut(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  let kept = '';
  let width = 0;
  for (const { segment } of segments.segment(text)) {
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
