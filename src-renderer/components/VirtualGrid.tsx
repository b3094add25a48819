import type {
  KeyboardEvent,
  MouseEvent,
  PointerEvent,
  ReactNode,
  Ref,
  RefObject,
  SyntheticEvent,
} from 'react';
import { useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef } from 'react';
import { arranged, fitting, tracksOf, type Placed } from '../lib/columns.ts';
import { bodyHeightOf } from '../lib/long-scroll.ts';
import { useStableCallback } from '../lib/useStableCallback.ts';
import { useArrivalFocus } from '../stores/arrival.ts';
import { useRowHeight } from '../stores/preferences.ts';
import { focusListSearch } from '../stores/commands.ts';
import { offerRowVerbs, type RowVerbs } from '../stores/verbs.ts';
import type { GridColumn, GridSelection, GridSort, OnResize } from './grid-types.ts';
import { verbsOf } from './Menu.tsx';
import { isPlainClick, rowByKey, selectTo, takeByKey, walkControls } from './row-gestures.ts';
import { CellIcons, copyOfIcon } from './rows/CellIcons.tsx';
import { createRowWriter, type RowWriter } from './rows/row-writer.ts';
import { OpenedOfRow, useOpenedOfRow } from './rows/OpenedOfRow.tsx';
import { headControls, VirtualGridHead } from './VirtualGridHead.tsx';
import { useRowWindow } from './useRowWindow.ts';
import css from './VirtualGrid.module.css';

export interface VirtualGridProps<Row> {
  /** The accessible name. */
  label: string;
  columns: readonly GridColumn<Row>[];
  /** The columns as somebody arranged them; not given: as they are. */
  placed?: readonly Placed<GridColumn<Row>>[] | undefined;
  onResize?: OnResize | undefined;
  /** The ids of columns that the window has no room for, when they change. */
  onDropped?: ((ids: readonly string[]) => void) | undefined;
  rowCount: number;
  /** undefined: not read yet, a skeleton stands in. */
  rowAt: (index: number) => Row | undefined;
  /** The rows in view, called when they change; both ends included. */
  onRange: (first: number, last: number) => void;
  sort?: GridSort | undefined;
  onSort?: ((sort: GridSort) => void) | undefined;
  selection?: GridSelection<Row> | undefined;
  /** Enter, or a double click. */
  onOpen?: ((row: Row) => void) | undefined;
  /** Shown in place of the rows when there is none. */
  empty?: ReactNode;
  /** Goes back to the top when it changes (a new query). */
  resetKey?: string;
  /** The list, where the same table goes on to show another one. */
  listKey?: string;
  ref?: Ref<GridHandle>;
}

export interface GridHandle {
  focusFirst: () => void;
}

const headHeight = 30;

/** Rows drawn above and below those in view, so that they are there when they come into it. */
const overscan = 4;

/** The rows that exist. The active one always does, or the focus would fall out of the table when it is scrolled away. */
function existingRows({
  first,
  last,
  rowCount,
  active,
}: Record<'first' | 'last' | 'rowCount' | 'active', number>) {
  const from = Math.max(0, first - overscan);
  const to = Math.min(rowCount - 1, last + overscan);
  const rows = Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
  if (active < from && rowCount > 0) return [active, ...rows];
  return active > to && active < rowCount ? [...rows, active] : rows;
}

/**
 * A table of any length of which only the rows in view exist. Rows are reached by j/k or the arrows, Home, End and the page
 * keys; x, space or a click selects, Enter or a double click opens, the menu key or a right click shows what can be done, and → and ←
 * walk the controls of a row. Over the first row is the head, and over that the search. React draws all but the rows, which are written.
 */
export function VirtualGrid<Row>({
  label,
  columns,
  placed: given,
  onResize,
  onDropped,
  rowCount,
  rowAt,
  onRange,
  sort,
  onSort,
  selection,
  onOpen,
  empty,
  resetKey = '',
  listKey = '',
  ref,
}: VirtualGridProps<Row>) {
  const placed = useMemo(() => given ?? arranged(columns, null), [given, columns]);
  const rowHeight = useRowHeight();
  const scroller = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const icons = useRef<HTMLSpanElement>(null);
  const writer = useRef<{ body: HTMLElement; rows: RowWriter<Row> } | null>(null);
  const wantedActive = useRef(0);
  const activeRow = () => Math.max(0, Math.min(wantedActive.current, rowCount - 1));

  const onMove = () => {
    if (opened.current !== null && Math.abs(opened.current.top - view.top()) > rowHeight) opened.close();
    writeRows();
    reportRange();
  };
  const view = useRowWindow(scroller, { rowHeight, headHeight, onMove });
  const { width, fits } = view;

  const visible = useMemo(() => fitting(placed, width), [placed, width]);
  // Without boxes the rows begin where the search over them does.
  const before = selection === undefined ? (width > 760 ? '24px' : '16px') : '40px';
  const template = tracksOf(visible, before);

  const opened = useOpenedOfRow(listKey);
  const existing = () => existingRows({ ...view.rowsOf(rowCount), rowCount, active: activeRow() });
  const writeRows = () => {
    if (body.current === null || icons.current === null) return;
    const drawn = icons.current;
    if (writer.current?.body !== body.current)
      writer.current = {
        body: body.current,
        rows: createRowWriter(body.current, (icon) => copyOfIcon(drawn, icon)),
      };
    writer.current.rows.write({
      indexes: existing(),
      moving: view.isMoving(),
      rowAt,
      columns: visible,
      template,
      height: rowHeight,
      topOf: (index) => view.topOf(index, rowCount),
      selection,
      active: activeRow(),
      open: opened.control,
    });
  };
  const setActive = (index: number) => {
    if (index === wantedActive.current) return;
    wantedActive.current = index;
    writeRows();
  };

  const top = useRef(`${listKey} ${resetKey}`);
  useLayoutEffect(() => {
    if (top.current !== `${listKey} ${resetKey}`) {
      top.current = `${listKey} ${resetKey}`;
      wantedActive.current = 0;
      view.toTop();
    }
    writeRows();
  });
  // A list is at its top when it opens, and where its first rows were read, it has them.
  const hasRows = rowCount > 0 && rowAt(0) !== undefined;
  // What the start is measured by: the first rows of the first list, once they are painted.
  useEffect(() => {
    if (!hasRows || performance.getEntriesByName('steward:rows').length > 0) return;
    requestAnimationFrame(() => performance.mark('steward:rows'));
  }, [hasRows]);

  const reported = useRef('');
  const reportRange = () => {
    const { first, last } = view.rowsOf(rowCount);
    const range = `${first} ${last} ${rowCount} ${listKey} ${resetKey}`;
    if (rowCount === 0 || last < first || range === reported.current) return;
    reported.current = range;
    onRange(first, last);
  };
  useEffect(reportRange);

  const dropped = placed
    .filter((one) => one.shown && !visible.includes(one))
    .map(({ column }) => column.id)
    .join(' ');
  const dropListener = useRef(onDropped);
  useEffect(() => {
    dropListener.current = onDropped;
  });
  useEffect(() => dropListener.current?.(dropped === '' ? [] : dropped.split(' ')), [dropped]);

  const actions = columns.find((column) => column.actions !== undefined)?.actions;
  const verbsAt = useStableCallback((index: number): RowVerbs | null => {
    const row = rowAt(index);
    if (row === undefined || actions === undefined) return null;
    return { name: actions.nameOf(row), verbs: verbsOf(actions.of(row)) };
  });
  useEffect(() => {
    if (scroller.current !== null) offerRowVerbs(scroller.current, verbsAt);
  }, [verbsAt]);

  const openMenu = (
    index: number,
    at: { left: number; top: number; width: number; height: number },
    { byKey, byButton = false }: { byKey: boolean; byButton?: boolean },
  ) => {
    const row = rowAt(index);
    const items = row === undefined ? [] : (actions?.of(row) ?? []);
    if (items.length === 0) return;
    setActive(index);
    opened.open({ type: 'menu', index, box: at, items, byKey, byButton, top: view.top() });
  };
  const openChoice = (index: number, control: Element) => {
    const row = rowAt(index);
    const column = visible.find((one) => one.column.choice !== undefined)?.column;
    if (row === undefined || column?.choice === undefined) return;
    const { choice } = column;
    setActive(index);
    opened.open({
      type: 'choice',
      index,
      box: boxOf(control),
      draw: (control) => choice(row, control),
      top: view.top(),
    });
  };
  /** Gives the focus back to what opened something, or to its row. */
  const onClosed = (index: number, control: 'menu' | 'choice' | null) => {
    const opener = control === null ? null : (writer.current?.rows.openerOf(index, control) ?? null);
    if (opener === null) move(index);
    else opener.focus({ preventScroll: true });
  };

  /** The row that a range of selected ones begins with. */
  const selectedFrom = useRef<number | null>(null);
  const toHead = () => {
    const [first] = scroller.current === null ? [] : headControls(scroller.current);
    if (first === undefined) focusListSearch();
    else first.focus();
  };
  const move = (index: number) => {
    const next = Math.max(0, Math.min(index, rowCount - 1));
    view.reveal(next, rowCount);
    wantedActive.current = next;
    writeRows();
    writer.current?.rows.rowOf(next)?.focus({ preventScroll: true });
  };

  const hadFocus = useLastFocus(body);
  const keepFocus = useStableCallback(() => {
    if (!hadFocus.current || document.activeElement !== document.body) return;
    if (rowCount > 0) move(activeRow());
    else focusListSearch();
  });
  useEffect(keepFocus, [rowCount, keepFocus]);

  useArrivalFocus('row', hasRows, () => move(0));
  useImperativeHandle(ref, () => ({ focusFirst: () => move(0) }));

  const onKeys = (event: KeyboardEvent<HTMLElement>) => {
    const { target, key } = event;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const index = indexOf(event);
    if (index === null || !(target instanceof HTMLElement)) return;
    const element = writer.current?.rows.rowOf(index);
    if (element === null || element === undefined) return;
    const row = rowAt(index);
    const handled = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    const control = writer.current?.rows.controlAt(target)?.control.type ?? null;
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
    const found = event.target instanceof Element ? writer.current?.rows.controlAt(event.target) : null;
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
    if (writer.current?.rows.controlAt(event.target) === null) onOpen?.(row);
  };
  const onContextMenu = (event: MouseEvent<HTMLElement>) => {
    const index = indexOf(event);
    if (index === null || actions === undefined) return;
    event.preventDefault();
    openMenu(index, { left: event.clientX, top: event.clientY, width: 0, height: 0 }, { byKey: false });
  };

  const onLeaveHead = useStableCallback((to: 'rows' | 'search') =>
    to === 'rows' ? move(activeRow()) : focusListSearch(),
  );
  const onToggleAll = useStableCallback((on: boolean) => selection?.toggleHeader(on));
  const onSortBy = useStableCallback((by: GridSort) => onSort?.(by));
  const onResizeColumn = useStableCallback<Parameters<OnResize>, void>((...resized) =>
    onResize?.(...resized),
  );

  return (
    <div
      className={css.grid}
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={rowCount + 1}
      aria-colcount={visible.length + (selection === undefined ? 0 : 1)}
      {...(selection === undefined ? {} : { 'aria-multiselectable': true })}
      {...(rowCount === 0 ? { tabIndex: 0 } : {})}
    >
      <VirtualGridHead
        visible={visible}
        template={template}
        height={headHeight}
        sort={sort}
        onSort={onSort === undefined ? undefined : onSortBy}
        all={selection?.header}
        onToggleAll={onToggleAll}
        onResize={onResize === undefined ? undefined : onResizeColumn}
        onLeave={onLeaveHead}
      />
      {rowCount === 0 ? (
        <div role="rowgroup" className={css.empty}>
          <div role="row">
            <div role="gridcell">{empty}</div>
          </div>
        </div>
      ) : (
        <div
          role="rowgroup"
          key="rows"
          ref={body}
          className={css.body}
          style={{ height: bodyHeightOf(rowCount, rowHeight) }}
          onFocus={(event) => setActive(indexOf(event) ?? activeRow())}
          onKeyDown={onKeys}
          onPointerDownCapture={() => {
            openAtPress.current = opened.control;
          }}
          onPointerOver={({ target }: PointerEvent) => {
            if (target instanceof Element) writer.current?.rows.hover(target);
          }}
          onClick={onClick}
          onDoubleClick={onDoubleClick}
          onContextMenu={onContextMenu}
        />
      )}
      <CellIcons ref={icons} />
      <OpenedOfRow opened={opened} onClosed={onClosed} />
    </div>
  );
}

/** Whether the focus was in an element last: it is told by where it goes, since what is removed takes it along silently. */
function useLastFocus(within: RefObject<HTMLElement | null>): RefObject<boolean> {
  const last = useRef(false);
  useEffect(() => {
    const follow = ({ target }: Event) => {
      last.current = target instanceof Node && within.current?.contains(target) === true;
    };
    document.addEventListener('focusin', follow);
    document.addEventListener('pointerdown', follow);
    return () => {
      document.removeEventListener('focusin', follow);
      document.removeEventListener('pointerdown', follow);
    };
  }, [within]);
  return last;
}

/** The row that an event is about. */
function indexOf({ target }: SyntheticEvent): number | null {
  const index = target instanceof Element ? target.closest('[data-index]')?.getAttribute('data-index') : null;
  return index === null || index === undefined ? null : Number(index);
}

function boxOf(element: Element) {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { left, top, width, height };
}
