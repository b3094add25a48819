import { ArrowDown, ArrowUp } from 'lucide-react';
import { memo, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import type { Placed } from '../../lib/columns.ts';
import { Checkbox } from '../fields/Checkbox.tsx';
import type { GridColumn, GridSelection, GridSort, OnResize } from './grid-types.ts';
import css from './VirtualGrid.module.css';

/** By so many px a key widens a column. */
const step = 16;

interface HeadProps<Row> {
  visible: readonly Placed<GridColumn<Row>>[];
  template: string;
  height: number;
  sort: GridSort | undefined;
  onSort: ((sort: GridSort) => void) | undefined;
  /** The box over those of the rows; undefined: rows of this list can't be selected. */
  all: GridSelection<Row>['header'] | undefined;
  onToggleAll: (on: boolean) => void;
  onResize: OnResize | undefined;
  /** ↓ and ↑ lead out of it. */
  onLeave: (to: 'rows' | 'search') => void;
}

/** What the keys reach in the head of a table; Tab passes it by. */
export const headControls = (head: Element): HTMLElement[] => [
  ...head.querySelectorAll<HTMLElement>('button'),
];

function AnyHead<Row>({
  visible,
  template,
  height,
  sort,
  onSort,
  all,
  onToggleAll,
  onResize,
  onLeave,
}: HeadProps<Row>) {
  const toggleSort = (column: GridColumn<Row>) => {
    const order = sort?.by === column.id && sort.order === 'asc' ? 'desc' : 'asc';
    onSort?.({ by: column.id, order });
  };
  const keys = (event: KeyboardEvent<HTMLElement>, id: string) => {
    if (!event.shiftKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
    const now = event.currentTarget.getBoundingClientRect().width;
    event.preventDefault();
    onResize?.(id, now + (event.key === 'ArrowRight' ? step : -step), true);
  };
  const walk = (event: KeyboardEvent<HTMLElement>) => {
    const { key, shiftKey, ctrlKey, metaKey, altKey, currentTarget } = event;
    if (event.defaultPrevented || shiftKey || ctrlKey || metaKey || altKey) return;
    const controls = headControls(currentTarget);
    const at = controls.findIndex((one) => one === event.target);
    const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };
    if (key === 'ArrowDown') onLeave('rows');
    else if (key === 'ArrowUp') onLeave('search');
    else if (key in steps) controls[at + (steps[key] ?? 0)]?.focus();
    else return;
    event.preventDefault();
  };
  return (
    <div role="rowgroup" className={css.head} onKeyDown={walk}>
      <div role="row" aria-rowindex={1} className={css.row} style={{ gridTemplateColumns: template, height }}>
        {all === undefined ? (
          <span role="presentation" />
        ) : (
          <span role="columnheader" className={css.box}>
            <Checkbox hideLabel tabIndex={-1} label="Select all" checked={all} onChange={onToggleAll} />
          </span>
        )}
        {visible.map(({ column }) => {
          const sorted = sort?.by === column.id ? sort.order : null;
          const canSort = column.sortable === true && onSort !== undefined;
          const canResize = onResize !== undefined && column.hideHeader !== true;
          return (
            <span
              key={column.id}
              role="columnheader"
              data-column={column.id}
              className={`${css.cell} ${css.headCell}`}
              {...(canResize
                ? { onKeyDown: (event: KeyboardEvent<HTMLElement>) => keys(event, column.id) }
                : {})}
              {...(canSort
                ? { 'aria-sort': sorted === null ? 'none' : sorted === 'asc' ? 'ascending' : 'descending' }
                : {})}
            >
              {canSort ? (
                <button
                  type="button"
                  className={css.sort}
                  tabIndex={-1}
                  data-sorted={sorted ?? undefined}
                  onClick={() => toggleSort(column)}
                >
                  <span className={css.headWords}>{column.header}</span>
                  {sorted === 'desc' ? <ArrowDown aria-hidden /> : <ArrowUp aria-hidden />}
                </button>
              ) : (
                <span className={column.hideHeader === true ? 'hidden-words' : undefined}>
                  {column.header}
                </span>
              )}
              {canResize && <Edge id={column.id} onResize={onResize} />}
            </span>
          );
        })}
      </div>
    </div>
  );
}

/**
 * The names of the columns: a click sorts, dragging an edge or Shift with ← → makes a column narrower or wider. It isn't drawn again when
 * the rows move. (The assertion gives back the type parameter, which `memo` forgets.)
 */
export const VirtualGridHead = memo(AnyHead) as typeof AnyHead;

/** The right edge of a column, for the mouse; a double click gives the column its own width back. */
function Edge({ id, onResize }: { id: string; onResize: OnResize }) {
  const drag = useRef<{ from: number; width: number } | null>(null);
  const widthAt = (event: PointerEvent<HTMLElement>) => {
    const { current } = drag;
    return current === null ? null : current.width + event.clientX - current.from;
  };
  const end = (event: PointerEvent<HTMLElement>) => {
    const width = widthAt(event);
    const moved = drag.current !== null && event.clientX !== drag.current.from;
    drag.current = null;
    if (width !== null && moved) onResize(id, width, true);
  };
  return (
    <span
      aria-hidden
      className={css.edge}
      title="Drag to resize. Double-click to reset."
      onPointerDown={(event) => {
        const width = event.currentTarget.parentElement?.getBoundingClientRect().width;
        if (event.button !== 0 || width === undefined) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { from: event.clientX, width };
      }}
      onPointerMove={(event) => {
        const width = widthAt(event);
        if (width !== null) onResize(id, width, false);
      }}
      onPointerUp={end}
      onPointerCancel={end}
      onDoubleClick={() => onResize(id, null, true)}
    />
  );
}
