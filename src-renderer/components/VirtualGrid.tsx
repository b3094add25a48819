import type { KeyboardEvent, ReactNode } from 'react';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { arranged, fitting, tracksOf, type Placed } from '../lib/columns.ts';
import { useRowHeight } from '../stores/preferences.ts';
import type { GridColumn, GridSelection, GridSort, OnResize } from './grid-types.ts';
import { VirtualGridHead } from './VirtualGridHead.tsx';
import { VirtualGridRow } from './VirtualGridRow.tsx';
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
}

const headHeight = 30;
const focusables = 'button:not([data-row-skip]), a[href], input, select, [role=checkbox]';

/**
 * A table of any length of which only the rows in view exist. Rows are reached by j/k or the arrows, Home, End and the page
 * keys; x or space selects, Enter opens, → and ← walk the controls of a row.
 */
export function VirtualGrid<Row>({
  label,
  columns,
  placed = arranged(columns, null),
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
}: VirtualGridProps<Row>) {
  const rowHeight = useRowHeight();
  const scroller = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(10_000);
  const [wanted, setActive] = useState(0);
  const active = Math.max(0, Math.min(wanted, rowCount - 1));
  /** The row that a key moved to; scrolling to it may draw the rows before it is the active one. */
  const focusWanted = useRef<number | null>(null);

  // The virtualizer's functions are never kept across renders, which is what the compiler rule guards against.
  const virtualizer = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    // The active row always exists, or the focus would fall out of the table when it is scrolled away.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      if (active >= range.count || (shown.includes(active) && shown.length > 0)) return shown;
      return [...shown, active].sort((a, b) => a - b);
    },
  });
  useEffect(() => {
    virtualizer.measure();
  }, [rowHeight, virtualizer]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    setWidth(element.clientWidth);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    setActive(0);
    scroller.current?.scrollTo({ top: 0 });
  }, [resetKey]);

  const items = virtualizer.getVirtualItems();

  const hasRows = items.some(({ index }) => rowAt(index) !== undefined);
  // What the start is measured by: the first rows of the first list, once they are painted.
  useEffect(() => {
    if (!hasRows || performance.getEntriesByName('steward:rows').length > 0) return;
    requestAnimationFrame(() => performance.mark('steward:rows'));
  }, [hasRows]);
  const first = virtualizer.range?.startIndex ?? 0;
  const last = Math.min(rowCount - 1, virtualizer.range?.endIndex ?? 0);
  const rangeListener = useRef(onRange);
  useEffect(() => {
    rangeListener.current = onRange;
  });
  useEffect(() => {
    if (rowCount > 0 && last >= first) rangeListener.current(first, last);
  }, [first, last, rowCount, resetKey]);

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

  const move = (index: number) => {
    const next = Math.max(0, Math.min(index, rowCount - 1));
    focusWanted.current = next;
    setActive(next);
    virtualizer.scrollToIndex(next);
  };
  // The row to focus may only exist after the scroll it asked for.
  useEffect(() => {
    if (focusWanted.current !== active) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${active}"]`);
    if (row === null || row === undefined) return;
    focusWanted.current = null;
    row.focus({ preventScroll: true });
  });

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
    const page = Math.max(
      1,
      Math.floor(((scroller.current?.clientHeight ?? 0) - headHeight) / rowHeight) - 1,
    );
    const targets: Record<string, number> = {
      j: index + 1,
      ArrowDown: index + 1,
      k: index - 1,
      ArrowUp: index - 1,
      Home: 0,
      End: rowCount - 1,
      PageDown: index + page,
      PageUp: index - page,
    };
    const to = targets[key];
    if (to !== undefined) {
      move(to);
      handled();
    } else if ((key === 'x' || key === ' ') && row !== undefined && selection !== undefined) {
      if (selection.selectable?.(row) !== false) selection.toggle(row, index);
      handled();
    } else if (key === 'Enter' && row !== undefined && onOpen !== undefined) {
      onOpen(row);
      handled();
    }
  };

  const keys = useRef(rowKeys);
  useEffect(() => {
    keys.current = rowKeys;
  });
  const onKeys = useCallback<typeof rowKeys>((event, row, index) => keys.current(event, row, index), []);

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
        onSort={onSort}
        selection={selection}
        onResize={onResize}
      />
      {rowCount === 0 ? (
        <div role="rowgroup" className={css.empty}>
          <div role="row">
            <div role="gridcell">{empty}</div>
          </div>
        </div>
      ) : (
        <div role="rowgroup" className={css.body} style={{ height: virtualizer.getTotalSize() }}>
          {items.map((item) => {
            const row = rowAt(item.index);
            return (
              <VirtualGridRow
                // By place, not by row: a row that arrives must not take the focus from its skeleton.
                key={item.index}
                row={row}
                index={item.index}
                offset={item.start - headHeight}
                height={rowHeight}
                visible={visible}
                template={template}
                active={item.index === active}
                selected={row !== undefined && selection?.has(row) === true}
                selection={selection}
                onFocusRow={setActive}
                onKeys={onKeys}
                onOpen={onOpen}
              />
            );
          })}
        </div>
      )}
    </div>
  );
}
