import type { KeyboardEvent, MouseEvent, ReactNode, Ref } from 'react';
import { useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { arranged, fitting, tracksOf, type Placed } from '../lib/columns.ts';
import { createRowSlots } from '../lib/row-slots.ts';
import { useStableCallback } from '../lib/useStableCallback.ts';
import { useArrivalFocus } from '../stores/arrival.ts';
import { useRowHeight } from '../stores/preferences.ts';
import { focusListSearch } from '../stores/commands.ts';
import { offerRowVerbs, type RowVerbs } from '../stores/verbs.ts';
import type { GridColumn, GridSelection, GridSort, OnResize } from './grid-types.ts';
import { verbsOf, type MenuItem } from './Menu.tsx';
import { isPlainClick, rowByKey, rowOf, selectTo, takeByKey } from './row-gestures.ts';
import { RowMenu, type RowMenuPlace } from './RowMenu.tsx';
import { headControls, VirtualGridHead } from './VirtualGridHead.tsx';
import { VirtualGridRow } from './VirtualGridRow.tsx';
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
const focusables = 'button:not([data-row-skip]), a[href], input, select, [role=checkbox]';

/** Rows drawn above and below those in view, so that they are there when they come into it. */
const overscan = 4;

/** The rows that exist. The active one always does, or the focus would fall out of the table when it is scrolled away. */
function drawnRows({
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
 * walk the controls of a row. Over the first row is the head, and over that the search.
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
  const [wanted, setActive] = useState(0);
  const active = Math.max(0, Math.min(wanted, rowCount - 1));
  /** The row that a key moved to; scrolling to it may draw the rows before it is the active one. */
  const focusWanted = useRef<number | null>(null);

  const { width, first, last, fits, moving, reveal, toTop } = useRowWindow(scroller, {
    rowCount,
    rowHeight,
    headHeight,
  });

  const goToTop = useStableCallback(toTop);
  useEffect(() => {
    setActive(0);
    goToTop();
  }, [listKey, resetKey, goToTop]);

  const [placeRows] = useState(createRowSlots);
  const rows = placeRows(drawnRows({ first, last, rowCount, active }), moving);

  const hasRows = rows.some(({ index }) => rowAt(index) !== undefined);
  // What the start is measured by: the first rows of the first list, once they are painted.
  useEffect(() => {
    if (!hasRows || performance.getEntriesByName('steward:rows').length > 0) return;
    requestAnimationFrame(() => performance.mark('steward:rows'));
  }, [hasRows]);
  const rangeListener = useRef(onRange);
  useEffect(() => {
    rangeListener.current = onRange;
  });
  useEffect(() => {
    if (rowCount > 0 && last >= first) rangeListener.current(first, last);
  }, [first, last, rowCount, listKey, resetKey]);

  const visible = useMemo(() => fitting(placed, width), [placed, width]);
  // Without boxes the rows begin where the search over them does.
  const before = selection === undefined ? (width > 760 ? '24px' : '16px') : '40px';
  const template = tracksOf(visible, before);
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

  const [menu, setMenu] = useState<{ at: RowMenuPlace; items: readonly MenuItem[] } | null>(null);
  const openMenu = (at: RowMenuPlace) => {
    const row = rowAt(at.index);
    if (row === undefined || actions === undefined) return;
    const items = actions.of(row);
    if (items.length === 0) return;
    setActive(at.index);
    setMenu({ at, items });
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
    focusWanted.current = next;
    setActive(next);
    reveal(next);
    // Where it is the active one already, nothing is drawn again.
    if (next === active) focusWantedRow();
  };
  const focusWantedRow = () => {
    const { current: index } = focusWanted;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`);
    if (index === null || row === null || row === undefined) return;
    focusWanted.current = null;
    row.focus({ preventScroll: true });
  };
  // It may only exist after the scroll that it asked for.
  useEffect(() => {
    if (focusWanted.current === active) focusWantedRow();
  });

  useArrivalFocus('row', hasRows, () => move(0));
  useImperativeHandle(ref, () => ({ focusFirst: () => move(0) }));

  const rowKeys = (event: KeyboardEvent<HTMLDivElement>, row: Row | undefined, index: number) => {
    const { currentTarget, target, key } = event;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!(target instanceof HTMLElement) || !currentTarget.contains(target)) return;
    const controls = [...currentTarget.querySelectorAll<HTMLElement>(focusables)];
    const within = controls.indexOf(target);
    const handled = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (key === 'ArrowRight' || key === 'ArrowLeft') {
      const next = controls[within + (key === 'ArrowRight' ? 1 : -1)];
      if (next !== undefined) next.focus();
      else if (key === 'ArrowLeft') currentTarget.focus();
      handled();
      return;
    }
    if (key === 'Escape' && target !== currentTarget) {
      currentTarget.focus();
      handled();
      return;
    }
    if (target !== currentTarget) return;
    const to = rowByKey(key, index, { rowCount, page: Math.max(1, fits - 1) });
    const openMenuHere = () => {
      const { left, bottom } = currentTarget.getBoundingClientRect();
      openMenu({ index, x: left + 40, y: bottom - 4, byKey: true });
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

  const onBodyClick = (event: MouseEvent<HTMLElement>) => {
    const index = rowOf(event);
    const row = index === null ? undefined : rowAt(index);
    if (index === null || row === undefined || !isPlainClick(event)) return;
    if (selection === undefined) {
      onOpen?.(row);
      return;
    }
    selectTo(selection, rowAt, index, event.shiftKey ? selectedFrom.current : null);
    selectedFrom.current = index;
  };
  const onBodyMenu = (event: MouseEvent<HTMLElement>) => {
    const index = event.target instanceof Element ? event.target.closest('[data-index]') : null;
    if (index === null || actions === undefined) return;
    event.preventDefault();
    openMenu({
      index: Number(index.getAttribute('data-index')),
      x: event.clientX,
      y: event.clientY,
      byKey: false,
    });
  };

  const onKeys = useStableCallback(rowKeys);
  const onToggle = useStableCallback((row: Row, index: number) => selection?.toggle(row, index));
  const onLeaveHead = useStableCallback((to: 'rows' | 'search') =>
    to === 'rows' ? move(active) : focusListSearch(),
  );
  const onToggleAll = useStableCallback((on: boolean) => selection?.toggleHeader(on));
  const onSortBy = useStableCallback((by: GridSort) => onSort?.(by));
  const onResizeColumn = useStableCallback<Parameters<OnResize>, void>((...resized) =>
    onResize?.(...resized),
  );
  const onOpenRow = useStableCallback((row: Row) => onOpen?.(row));

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
          className={css.body}
          style={{ height: rowCount * rowHeight }}
          onClick={onBodyClick}
          onContextMenu={onBodyMenu}
        >
          {rows.map(({ index, slot }) => {
            const row = rowAt(index);
            const boxed =
              row !== undefined && selection !== undefined && selection.selectable?.(row) !== false;
            return (
              <VirtualGridRow
                // By place, not by row: a row that arrives must not take the focus from its skeleton.
                key={slot}
                listKey={listKey}
                row={row}
                index={index}
                height={rowHeight}
                visible={visible}
                template={template}
                active={index === active}
                selected={selection === undefined ? undefined : row !== undefined && selection.has(row)}
                boxLabel={boxed ? selection.label(row) : undefined}
                onFocusRow={setActive}
                onKeys={onKeys}
                onToggle={onToggle}
                onOpen={onOpenRow}
              />
            );
          })}
        </div>
      )}
      {menu === null ? null : (
        <RowMenu
          key={`${menu.at.x} ${menu.at.y}`}
          {...menu}
          onClose={() => setMenu(null)}
          onClosed={() => move(menu.at.index)}
        />
      )}
    </div>
  );
}
