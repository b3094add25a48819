import type { CellIcon } from './CellIcons.tsx';

/* What a cell of a list shows, as plain values: rows in view are written by `createRowWriter`, not drawn by React. */

/** What a control of a row does when it is pressed. `menu` is that of the row's actions, `choice` what its column opens. */
export type RowControl = { type: 'press'; run: () => void } | { type: 'menu' | 'choice' | 'box' };

/** An element and what is in it: a text, or other elements. */
export interface CellElement {
  tag: 'span' | 'b' | 'bdi' | 'code' | 'time' | 'button';
  /** Its class names. */
  look?: string | undefined;
  text?: string;
  children?: readonly CellNode[];
  attributes?: Readonly<Record<string, string>>;
  /** By CSS property; a style attribute would be refused by the page's policy. */
  style?: Readonly<Record<string, string>>;
  /** Its `title`, asked for when the pointer is over it: lists scroll through thousands of them. */
  titleOnHover?: () => string;
  control?: RowControl;
}

/** With a label it is an image to screen readers, without one an ornament. */
export interface CellSvg {
  tag: 'svg';
  icon: CellIcon;
  label?: string;
}

export type CellNode = CellElement | CellSvg;
