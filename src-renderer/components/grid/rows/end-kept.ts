import { longWord, splitName, splitSentence, type CutParts } from '../../../lib/end-kept.ts';
import css from '../../end-kept.module.css';
import type { CellElement } from './cell-node.ts';
import { group, strong, text } from './cells.ts';

/** Half of a word, which is read out whole. */
const apart = (half: CellElement): CellElement => ({ ...half, attributes: { 'aria-hidden': 'true' } });

function endKept(words: string, parts: CutParts | null): CellElement {
  if (parts === null) return text(words, { look: css.start });
  const [start, end] = [text(parts.start, { look: css.start }), text(parts.end, { look: css.end })];
  return {
    ...group(
      parts.inWord === true ? [text(words, { look: css.read }), apart(start), apart(end)] : [start, end],
      {
        look: css.text,
      },
    ),
    attributes: { 'data-uncut': words },
  };
}

/** A sentence that is cut in its middle where there is no room: its end says what is new. */
export const sentenceEndKept = (sentence: string): CellElement => endKept(sentence, splitSentence(sentence));

/** The same of a name, in its own direction. */
export function nameEndKept(name: string): CellElement {
  const { attributes, ...cell } = endKept(name, splitName(name));
  return { ...cell, attributes: { ...attributes, dir: 'auto' } };
}

/** The same of the name that a row is about. */
export const strongEndKept = (name: string): CellElement => ({ ...nameEndKept(name), tag: 'b' });

/** A person's name in a list of members: one that has room nearly everywhere stays one piece, since such lists are long and scroll fast. */
export const strongPerson = (name: string): CellElement =>
  name.length < longWord ? strong(name, name) : strongEndKept(name);
