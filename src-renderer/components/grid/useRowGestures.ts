import { useRef, type KeyboardEvent, type MouseEvent, type PointerEvent, type SyntheticEvent } from 'react';
import type { Placed } from '../../lib/columns.ts';
import type { Box, GridColumn, GridSelection } from './grid-types.ts';
import { isPlainClick, rowByKey, selectTo, takeByKey, walkControls } from './row-gestures.ts';
import type { OpenedState } from './rows/OpenedOfRow.tsx';
import type { RowWriter } from './rows/row-writer.ts';

interface RowGesturesOptions<Row> {
  rowCount: number;
  /** Rows that fit in whole. */
  fits: number;
  rowAt: (index: number) => Row | undefined;
  visible: readonly Placed<GridColumn<Row>>[];
  actions: GridColumn<Row>['actions'];
  selection: GridSelection<Row> | undefined;
  onOpen: ((row: Row) => void) | undefined;
  /** null: none is written yet. */
  rows: () => RowWriter<Row> | null;
  opened: OpenedState;
  /** How far the table is scrolled, in px. */
  top: () => number;
  setActive: (index: number) => void;
  /** Scrolls to a row and focuses it. */
  move: (index: number) => void;
  toHead: () => void;
}

/** What is heard on the element that holds the rows. */
interface RowHandlers {
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  onPointerDownCapture: () => void;
  onPointerOver: (event: PointerEvent) => void;
  onClick: (event: MouseEvent<HTMLElement>) => void;
  onDoubleClick: (event: MouseEvent<HTMLElement>) => void;
  onContextMenu: (event: MouseEvent<HTMLElement>) => void;
}

export interface RowGestures {
  handlers: RowHandlers;
  /** What a row had open was closed: gives the focus back to what opened it, or to its row. */
  onClosed: (index: number, control: 'menu' | 'choice' | null) => void;
}

/** What the keys and the pointer do in the rows of a table: they move, select, open, and press the controls that are written in there. */
export function useRowGestures<Row>({
  rowCount,
  fits,
  rowAt,
  visible,
  actions,
  selection,
  onOpen,
  rows,
  opened,
  top,
  setActive,
  move,
  toHead,
}: RowGesturesOptions<Row>): RowGestures {
  /** The row that a range of selected ones begins with. */
  const selectedFrom = useRef<number | null>(null);
  const openMenu = (
    index: number,
    at: Box,
    { byKey, byButton = false }: { byKey: boolean; byButton?: boolean },
  ) => {
    const row = rowAt(index);
    const items = row === undefined ? [] : (actions?.of(row) ?? []);
    if (items.length === 0) return;
    setActive(index);
    opened.open({ type: 'menu', index, box: at, items, byKey, byButton, top: top() });
  };
  const openChoice = (index: number, control: Element) => {
    const row = rowAt(index);
    const column = visible.find((one) => one.column.choice !== undefined)?.column;
    if (row === undefined || column?.choice === undefined) return;
    setActive(index);
    opened.open({ type: 'choice', index, box: boxOf(control), draw: column.choice(row), top: top() });
  };
  const onClosed = (index: number, control: 'menu' | 'choice' | null) => {
    const opener = control === null ? null : (rows()?.openerOf(index, control) ?? null);
    if (opener === null) move(index);
    else opener.focus({ preventScroll: true });
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const { target, key } = event;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const index = indexOf(event);
    if (index === null || !(target instanceof HTMLElement)) return;
    const element = rows()?.rowOf(index) ?? null;
    if (element === null) return;
    const row = rowAt(index);
    const handled = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    const control = rows()?.controlAt(target)?.control.type ?? null;
    // Enter presses a button, but not a check box.
    if (control === 'box' && key === 'Enter') event.preventDefault();
    if (control === 'menu' && key === 'ArrowDown') {
      openMenu(index, boxOf(target), { byKey: true, byButton: true });
      handled();
    } else if (control === 'choice' && (key === 'ArrowDown' || key === 'ArrowUp')) {
      openChoice(index, target);
      handled();
    } else if (walkControls(element, target, key)) handled();
    if (event.isDefaultPrevented() || target !== element) return;
    const to = rowByKey(key, index, { rowCount, page: Math.max(1, fits - 1) });
    const openMenuHere = () => {
      const { left, bottom } = element.getBoundingClientRect();
      openMenu(index, { left: left + 40, top: bottom - 4, width: 0, height: 0 }, { byKey: true });
    };
    if (to === 'head') toHead();
    else if (to !== null) move(to);
    else if (row === undefined) return;
    else if ((key === 'x' || key === ' ') && selection !== undefined) {
      selectTo(selection, rowAt, index, null);
      selectedFrom.current = index;
    } else if (key === 'ContextMenu' || (key === 'F10' && event.shiftKey)) openMenuHere();
    else if (key === 'Enter' && onOpen !== undefined) onOpen(row);
    else if (key === 'Enter') openMenuHere();
    else if (actions === undefined || !takeByKey(actions.of(row), key)) return;
    handled();
  };

  /** What was open when the pointer went down: a press on what opened it only closes it. */
  const openAtPress = useRef<typeof opened.control>(null);
  const onPress = (event: MouseEvent<HTMLElement>, index: number): boolean => {
    const found = event.target instanceof Element ? rows()?.controlAt(event.target) : null;
    if (found === null || found === undefined) return false;
    const { control, element } = found;
    const row = rowAt(index);
    const wasOpen = openAtPress.current;
    openAtPress.current = null;
    if (control.type === 'press') control.run();
    else if (control.type === 'box') {
      if (row !== undefined) selection?.toggle(row, index);
    } else if (event.detail > 0 && wasOpen?.index === index && wasOpen.control === control.type) return true;
    // A click without a pointer has no count.
    else if (control.type === 'menu')
      openMenu(index, boxOf(element), { byKey: event.detail === 0, byButton: true });
    else openChoice(index, element);
    return true;
  };
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const index = indexOf(event);
    if (index === null || onPress(event, index)) return;
    const row = rowAt(index);
    if (row === undefined || !isPlainClick(event)) return;
    if (selection === undefined) {
      onOpen?.(row);
      return;
    }
    selectTo(selection, rowAt, index, event.shiftKey ? selectedFrom.current : null);
    selectedFrom.current = index;
  };
  const onDoubleClick = (event: MouseEvent<HTMLElement>) => {
    const index = indexOf(event);
    const row = index === null ? undefined : rowAt(index);
    if (row === undefined || !(event.target instanceof Element)) return;
    if (rows()?.controlAt(event.target) === null) onOpen?.(row);
  };
  const onContextMenu = (event: MouseEvent<HTMLElement>) => {
    const index = indexOf(event);
    if (index === null || actions === undefined) return;
    event.preventDefault();
    openMenu(index, { left: event.clientX, top: event.clientY, width: 0, height: 0 }, { byKey: false });
  };

  return {
    handlers: {
      onKeyDown,
      onPointerDownCapture: () => {
        openAtPress.current = opened.control;
      },
      onPointerOver: ({ target }) => {
        if (target instanceof Element) rows()?.hover(target);
      },
      onClick,
      onDoubleClick,
      onContextMenu,
    },
    onClosed,
  };
}

/** The row that an event is about. */
export function indexOf({ target }: SyntheticEvent): number | null {
  const index = target instanceof Element ? target.closest('[data-index]')?.getAttribute('data-index') : null;
  return index === null || index === undefined ? null : Number(index);
}

function boxOf(element: Element): Box {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { left, top, width, height };
}
