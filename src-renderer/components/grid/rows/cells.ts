import { formatDate, formatDateTimeWithZone } from '../../../../src-preload/shared/format/dates.ts';
import { hueOf } from '../../../lib/hue.ts';
import { initials } from '../../../lib/names.ts';
import avatarCss from '../../Avatar.module.css';
import buttonCss from '../../Button.module.css';
import boxCss from '../../fields/Checkbox.module.css';
import type { ChipTone } from '../../Chip.tsx';
import chipCss from '../../Chip.module.css';
import iconButtonCss from '../../IconButton.module.css';
import listCss from '../../ListTab.module.css';
import selectCss from '../../fields/Select.module.css';
import skeletonCss from '../../Skeleton.module.css';
import type { CellElement, CellNode } from './cell-node.ts';

/* What cells of lists are made of. They look as their namesakes among the components do. */

/** A title that repeats its text is there for texts that are cut off: only the pointer asks for it. */
function titled(title: string | undefined, words?: string): Partial<CellElement> {
  if (title === undefined) return {};
  return title === words ? { titleOnHover: () => title } : { attributes: { title } };
}

interface TextOptions {
  look?: string | undefined;
  /** On hover. */
  title?: string | undefined;
}

export const text = (words: string, { look, title }: TextOptions = {}): CellElement => ({
  tag: 'span',
  text: words,
  look,
  ...titled(title, words),
});

export const strong = (words: string, title?: string): CellElement => ({
  tag: 'b',
  text: words,
  ...titled(title, words),
});

/** What somebody named: a place, a role, a person beside the one that the row is about. */
export const name = (words: string, { look, title }: TextOptions = {}): CellElement => ({
  tag: 'bdi',
  text: words,
  look,
  ...titled(title, words),
});

export const dimName = (words: string): CellElement => name(words, { look: listCss.dim });

/** An e-mail that names its row: its end stays in view. */
export const address = (words: string): CellElement => ({ ...strong(words, words), look: 'end-kept' });

/** What matters less, or isn't known. */
export const dim = (words: string, title?: string): CellElement => text(words, { look: listCss.dim, title });

export const group = (children: readonly CellNode[], { look, title }: TextOptions = {}): CellElement => ({
  tag: 'span',
  look,
  children,
  ...titled(title),
});

export const chip = (words: string, tone: ChipTone = 'neutral'): CellElement =>
  text(words, { look: `${chipCss.chip} ${chipCss[tone]}` });

/** A person's initials, in a colour of their own; only an ornament beside the name. */
export const avatar = (name: string): CellElement => ({
  tag: 'span',
  look: avatarCss.avatar,
  text: initials(name),
  attributes: { 'aria-hidden': 'true' },
  style: { '--hue': String(hueOf(name)) },
});

/** A point in time (epoch ms) as its date, or as `words`; the exact time and its zone on hover. */
export const date = (at: number, words = formatDate(at), look = listCss.dim): CellElement => ({
  tag: 'time',
  look,
  text: words,
  titleOnHover: () => formatDateTimeWithZone(at),
});

/** Stands in for what isn't read yet. */
export const skeleton = (width: string): CellElement => ({
  tag: 'span',
  look: skeletonCss.skeleton,
  attributes: { 'aria-hidden': 'true', 'data-skeleton': 'true' },
  style: { width, height: '10px' },
});

/** A button with words. */
export const quietButton = (words: string, run: () => void): CellElement => ({
  tag: 'button',
  look: `${buttonCss.button} ${buttonCss.quiet} ${buttonCss.s}`,
  text: words,
  control: { type: 'press', run },
});

/** Opens the menu of the row's actions. Its dots are a background: elements for them in each row would be laid out with every scroll. */
export const menuButton = (name: string): CellElement => ({
  tag: 'button',
  look: `${iconButtonCss.button} ${iconButtonCss.s} ${iconButtonCss.dots}`,
  attributes: {
    'aria-haspopup': 'menu',
    'aria-label': `Actions for ${name}`,
    'data-hint': '',
  },
  control: { type: 'menu' },
});

/** A value that can be changed in place: opens what its column has for it. Its chevron is a background, as the dots of the menu are. */
export const choiceButton = (label: string, value: string): CellElement => ({
  tag: 'button',
  look: selectCss.inline,
  text: value,
  attributes: { role: 'combobox', 'aria-haspopup': 'listbox', 'aria-label': label },
  control: { type: 'choice' },
});

/** The check box that selects a row. */
export const selectBox = (label: string, checked: boolean): CellElement => ({
  tag: 'button',
  look: boxCss.box,
  attributes: {
    role: 'checkbox',
    'aria-label': label,
    'aria-checked': String(checked),
    'data-state': checked ? 'checked' : 'unchecked',
  },
  control: { type: 'box' },
  children: checked ? [{ tag: 'span', look: boxCss.mark, children: [{ tag: 'svg', icon: 'check' }] }] : [],
});
