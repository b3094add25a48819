import type { Placed } from '../../../lib/columns.ts';
import { createRowSlots } from '../../../lib/row-slots.ts';
import type { GridColumn, GridSelection } from '../grid-types.ts';
import css from '../VirtualGrid.module.css';
import type { CellNode, RowControl } from './cell-node.ts';
import type { CellIcon } from './CellIcons.tsx';
import { createCellWriter, type RowState, type WrittenNode } from './cell-writer.ts';
import { selectBox, skeleton } from './cells.ts';

/** What of a table is to be seen. */
export interface RowsInView<Row> {
  /** The rows that exist, in order. */
  indexes: readonly number[];
  /** Whether the table is being scrolled. */
  moving: boolean;
  rowAt: (index: number) => Row | undefined;
  columns: readonly Placed<GridColumn<Row>>[];
  /** `grid-template-columns` */
  template: string;
  /** Of every row, in px. */
  height: number;
  /** Where a row is placed, in px. */
  topOf: (index: number) => number;
  /** undefined: rows of this list can't be selected. */
  selection: GridSelection<Row> | undefined;
  /** The row that Tab stops in. */
  active: number;
  /** The control that has something open. */
  open: { index: number; control: 'menu' | 'choice' } | null;
}

export interface RowWriter<Row> {
  write: (view: RowsInView<Row>) => void;
  /** The element of a row; null: it doesn't exist now. */
  rowOf: (index: number) => HTMLElement | null;
  /** The control around an element, if it is one of a row's. */
  controlAt: (target: Element) => { element: Element; control: RowControl } | null;
  /** The control of a row that opens something. */
  openerOf: (index: number, control: 'menu' | 'choice') => HTMLElement | null;
  /** Gives what is under the pointer its title. */
  hover: (target: Element) => void;
}

interface Cell {
  element: HTMLElement;
  written: WrittenNode | null;
}

/** An element that shows one row after another. */
interface Slot<Row> {
  element: HTMLElement;
  box: Cell;
  cells: Cell[];
  shown: Shown<Row> | null;
}

/** What a slot was written from: while it is the same, nothing is written. */
interface Shown<Row> extends RowState {
  index: number;
  row: Row | undefined;
  columns: readonly Placed<GridColumn<Row>>[];
  template: string;
  height: number;
  /** Where it is placed, in px. */
  top: number;
  /** undefined: it can't be selected. */
  selected: boolean | undefined;
  /** The name of its check box; null: it has none. */
  boxLabel: string | null;
}

/**
 * Writes the rows in view into elements that are used again and again: a scroll, a key and a switch change texts and attributes of
 * what is there. The rest of the table is drawn by React, which knows nothing of what is in `body`.
 */
export function createRowWriter<Row>(
  body: HTMLElement,
  copyOf: (icon: CellIcon) => SVGElement,
): RowWriter<Row> {
  const page = body.ownerDocument;
  const cells = createCellWriter(page, copyOf);
  const placeRows = createRowSlots();
  const slots = new Map<number, Slot<Row>>();
  let areSelectable = false;

  const cellOf = (parent: Element, className: string | undefined): Cell => {
    const element = page.createElement('span');
    element.setAttribute('role', 'gridcell');
    if (className !== undefined) element.className = className;
    parent.append(element);
    return { element, written: null };
  };

  const createSlot = (): Slot<Row> => {
    const element = page.createElement('div');
    element.setAttribute('role', 'row');
    const box = cellOf(element, areSelectable ? css.box : undefined);
    if (!areSelectable) box.element.setAttribute('role', 'presentation');
    return { element, box, cells: [], shown: null };
  };

  const writeCell = (cell: Cell, node: CellNode | null, state: RowState) => {
    if (node !== null) cell.written = cells.write(cell.element, cell.written, node, state);
    else {
      cell.written?.element.remove();
      cell.written = null;
    }
  };

  const writeSlot = (slot: Slot<Row>, next: Shown<Row>) => {
    const { element, shown: before } = slot;
    if (before !== null && isSame(before, next)) return;
    slot.shown = next;
    const { index, row, columns, template, height, top, selected, boxLabel } = next;
    const state: RowState = { tabIndex: next.tabIndex, open: next.open };
    if (before?.index !== index) {
      element.setAttribute('aria-rowindex', String(index + 2));
      element.setAttribute('data-index', String(index));
    }
    if (before?.top !== top) element.style.top = `${top}px`;
    if (before?.height !== height) element.style.height = `${height}px`;
    if (before?.template !== template) element.style.gridTemplateColumns = template;
    if (before?.tabIndex !== next.tabIndex) element.tabIndex = next.tabIndex;
    if (before === null || before.selected !== selected) {
      element.className = [css.row, css.line, selected === true ? css.selected : ''].join(' ');
      if (selected === undefined) element.removeAttribute('aria-selected');
      else element.setAttribute('aria-selected', String(selected));
    }
    if (row === undefined) element.setAttribute('aria-busy', 'true');
    else if (before?.row === undefined) element.removeAttribute('aria-busy');
    writeCell(slot.box, boxLabel === null ? null : selectBox(boxLabel, selected === true), state);
    // A control may mean something else in another column: columns that came or went get elements of their own.
    if (before !== null && !haveSameIds(before.columns, columns))
      for (const cell of slot.cells.splice(0)) cell.element.remove();
    columns.forEach(({ column }, at) => {
      const cell = (slot.cells[at] ??= cellOf(element, css.cell));
      const width = at === 0 ? `${40 + ((index * 17) % 30)}%` : '50%';
      writeCell(cell, row === undefined ? skeleton(width) : column.cell(row), state);
    });
  };

  /** Puts the elements into the order of the rows, without moving the one that has the focus. */
  const order = (elements: readonly HTMLElement[]) => {
    if (elements.every((element, at) => body.children[at] === element)) return;
    const focused = page.activeElement;
    const stays = elements.findIndex((element) => element.contains(focused));
    const pivot = elements[stays];
    if (pivot?.parentNode !== body) body.append(...elements);
    else {
      for (const element of elements.slice(0, stays)) body.insertBefore(element, pivot);
      body.append(...elements.slice(stays + 1));
    }
  };

  const write = (view: RowsInView<Row>) => {
    const { selection, active, open } = view;
    const placed = placeRows(view.indexes, view.moving);
    const used = new Set(areSelectable === (selection !== undefined) ? placed.map(({ slot }) => slot) : []);
    areSelectable = selection !== undefined;
    for (const [id, slot] of slots) {
      if (used.has(id)) continue;
      slot.element.remove();
      slots.delete(id);
    }
    const elements = placed.map(({ index, slot: id }) => {
      const slot = slots.get(id) ?? createSlot();
      if (!slots.has(id)) slots.set(id, slot);
      const row = view.rowAt(index);
      const hasBox = row !== undefined && selection !== undefined && selection.selectable?.(row) !== false;
      writeSlot(slot, {
        index,
        row,
        columns: view.columns,
        template: view.template,
        height: view.height,
        top: view.topOf(index),
        selected: selection === undefined ? undefined : row !== undefined && selection.has(row),
        boxLabel: hasBox ? selection.label(row) : null,
        tabIndex: index === active ? 0 : -1,
        open: open?.index === index ? open.control : null,
      });
      if (slot.element.parentNode === null) body.append(slot.element);
      return slot.element;
    });
    body.toggleAttribute('data-moving', view.moving);
    if (!view.moving) order(elements);
  };

  const slotOf = (index: number) => [...slots.values()].find(({ shown }) => shown?.index === index) ?? null;
  return {
    write,
    rowOf: (index) => slotOf(index)?.element ?? null,
    controlAt(target) {
      for (let at: Element | null = target; at !== null && at !== body; at = at.parentElement) {
        const control = cells.controlOf(at);
        if (control !== null) return { element: at, control };
      }
      return null;
    },
    openerOf(index, control) {
      const controls = slotOf(index)?.element.querySelectorAll<HTMLElement>('button') ?? [];
      return [...controls].find((one) => cells.controlOf(one)?.type === control) ?? null;
    },
    hover: cells.hover,
  };
}

const isSame = <Row>(a: Shown<Row>, b: Shown<Row>) =>
  a.row === b.row &&
  a.index === b.index &&
  a.columns === b.columns &&
  a.selected === b.selected &&
  a.tabIndex === b.tabIndex &&
  a.open === b.open &&
  a.boxLabel === b.boxLabel &&
  a.template === b.template &&
  a.height === b.height &&
  a.top === b.top;

const haveSameIds = <Row>(a: readonly Placed<GridColumn<Row>>[], b: readonly Placed<GridColumn<Row>>[]) =>
  a === b || (a.length === b.length && a.every(({ column }, at) => column.id === b[at]?.column.id));
