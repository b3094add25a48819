import { splitName, splitSentence, type CutParts } from '../../../lib/end-kept.ts';
import css from '../../end-kept.module.css';
import type { CellElement } from './cell-node.ts';
import { group, text } from './cells.ts';

function endKept(words: string, parts: CutParts | null): CellElement {
  if (parts === null) return text(words, { look: css.start });
  const children = [text(parts.start, { look: css.start }), text(parts.end, { look: css.end })];
  return { ...group(children, { look: css.text }), attributes: { 'data-uncut': '' } };
}

/** A sentence that is cut in its middle where there is no room: its end says what is new. */
export const sentenceEndKept = (sentence: string): CellElement => endKept(sentence, splitSentence(sentence));

/** The same of a name, in its own direction. */
export function nameEndKept(name: string): CellElement {
  const { attributes, ...cell } = endKept(name, splitName(name));
  return { ...cell, attributes: { ...attributes, dir: 'auto' } };
}
