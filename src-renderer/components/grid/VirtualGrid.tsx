import type { ReactNode, Ref } from 'react';
import { useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef } from 'react';
import { arranged, fitting, tracksOf, type Placed } from '../../lib/columns.ts';
import { bodyHeightOf } from '../../lib/long-scroll.ts';
import { useStableCallback } from '../../lib/useStableCallback.ts';
import { useArrivalFocus } from '../../stores/arrival.ts';
import { useRowHeight } from '../../stores/preferences.ts';
import { focusListSearch } from '../../stores/commands.ts';
import { offerRowVerbs, type RowVerbs } from '../../stores/verbs.ts';
import type { GridColumn, GridSelection, GridSort, OnResize } from './grid-types.ts';
import { verbsOf } from '../overlays/Menu.tsx';
import { CellIcons, copyOfIcon } from './rows/CellIcons.tsx';
import { createRowWriter, type RowWriter } from './rows/row-writer.ts';
import { OpenedOfRow, useOpenedOfRow } from './rows/OpenedOfRow.tsx';
import { headControls, VirtualGridHead } from './VirtualGridHead.tsx';
import { useKeptFocus } from './useKeptFocus.ts';
import { indexOf, useRowGestures } from './useRowGestures.ts';
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
  /** The rows in view and those drawn around them, called when they change; both ends included. */
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
    // Those around the view too, or they would come into it before they are read.
    onRange(Math.max(0, first - overscan), Math.min(rowCount - 1, last + overscan));
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

  useKeptFocus(body, rowCount, () => (rowCount > 0 ? move(activeRow()) : focusListSearch()));

  useArrivalFocus('row', hasRows, () => move(0));
  useImperativeHandle(ref, () => ({ focusFirst: () => move(0) }));

  const { handlers, onClosed } = useRowGestures({
    rowCount,
    fits,
    rowAt,
    visible,
    actions,
    selection,
    onOpen,
    rows: () => writer.current?.rows ?? null,
    opened,
    top: () => view.top(),
    setActive,
    move,
    toHead,
  });

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
          {...handlers}
        />
      )}
      <CellIcons ref={icons} />
      <OpenedOfRow opened={opened} onClosed={onClosed} />
    </div>
  );
}
