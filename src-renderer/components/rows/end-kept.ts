import type { CellElement } from './cell-node.ts';
import { group, text } from './cells.ts';
import css from './end-kept.module.css';

/** About so many characters at its end are always shown. */
const kept = 26;

/** A sentence that is cut in its middle where there is no room: its end says what is new. Between words, or it would be read as two. */
export function endKept(sentence: string): CellElement {
  const cut = sentence.lastIndexOf(' ', sentence.length - kept) + 1;
  if (cut === 0) return text(sentence, { look: css.start });
  const parts = [
    text(sentence.slice(0, cut), { look: css.start }),
    text(sentence.slice(cut), { look: css.end }),
  ];
  return { ...group(parts, { look: css.text }), attributes: { 'data-uncut': '' } };
}
