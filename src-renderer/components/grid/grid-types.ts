import type { ReactNode } from 'react';
import type { MenuItem } from '../overlays/Menu.tsx';
import type { CellNode } from './rows/cell-node.ts';

/** Where something stands in the window, in px. */
export type Box = Pick<DOMRect, 'left' | 'top' | 'width' | 'height'>;

/** A control of a row that was pressed: what it opens stands at it. */
export interface OpenedControl {
  box: Box;
  onClose: () => void;
  /** Called after that, to give the focus back. */
  onClosed: () => void;
}

export interface GridColumn<Row> {
  id: string;
  header: string;
  /** The header is only for screen readers (a column of buttons). */
  hideHeader?: boolean;
  /** A track of `grid-template-columns`: "minmax(220px, 1.6fr)", "130px". */
  width: string;
  sortable?: boolean;
  /** Left out while the grid is narrower than this, in px. */
  hideBelow?: number;
  cell: (row: Row) => CellNode | null;
  /** What its `choice` control opens: asked for once, when it is pressed, and drawn as it was then. */
  choice?: (row: Row) => (opened: OpenedControl) => ReactNode;
  /** Of the column of the actions: what can be done with a row, for its menu, its keys and the palette. */
  actions?: { nameOf: (row: Row) => string; of: (row: Row) => readonly MenuItem[] };
}

export interface GridSelection<Row> {
  has: (row: Row) => boolean;
  toggle: (row: Row, index: number) => void;
  /** The box in the header. */
  header: boolean | 'indeterminate';
  toggleHeader: (on: boolean) => void;
  /** "Select Ana Oliveira" */
  label: (row: Row) => string;
  /** Rows without a box. */
  selectable?: (row: Row) => boolean;
}

export interface GridSort {
  by: string;
  order: 'asc' | 'desc';
}

/** Called with px while an edge is dragged, `done` at its end; null: as the list has it. */
export type OnResize = (id: string, width: number | null, done: boolean) => void;
