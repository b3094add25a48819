import { memo, type KeyboardEvent } from 'react';
import type { Placed } from '../lib/columns.ts';
import { Checkbox } from './Checkbox.tsx';
import { Skeleton } from './Skeleton.tsx';
import type { CellContext, GridColumn, GridSelection } from './grid-types.ts';
import css from './VirtualGrid.module.css';

interface VirtualGridRowProps<Row> {
  /** undefined: not loaded yet. */
  row: Row | undefined;
  index: number;
  /** From the top of the rows, in px. */
  offset: number;
  height: number;
  visible: readonly Placed<GridColumn<Row>>[];
  template: string;
  active: boolean;
  selected: boolean;
  selection: GridSelection<Row> | undefined;
  onFocusRow: (index: number) => void;
  onKeys: (event: KeyboardEvent<HTMLDivElement>, row: Row | undefined, index: number) => void;
  onOpen: ((row: Row) => void) | undefined;
}

function AnyRow<Row>({
  row,
  index,
  offset,
  height,
  visible,
  template,
  active,
  selected,
  selection,
  onFocusRow,
  onKeys,
  onOpen,
}: VirtualGridRowProps<Row>) {
  const context: CellContext = { active, tabIndex: active ? 0 : -1, index };
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-index={index}
      {...(selection === undefined ? {} : { 'aria-selected': selected })}
      {...(row === undefined ? { 'aria-busy': true } : {})}
      tabIndex={context.tabIndex}
      className={`${css.row} ${css.line} ${selected ? css.selected : ''}`}
      style={{ gridTemplateColumns: template, height, transform: `translateY(${offset}px)` }}
      onFocus={() => onFocusRow(index)}
      onKeyDown={(event) => onKeys(event, row, index)}
      onDoubleClick={({ target }) => {
        if (row === undefined || onOpen === undefined) return;
        if (target instanceof Element && target.closest('button, a, input') === null) onOpen(row);
      }}
    >
      {selection === undefined ? (
        <span role="presentation" />
      ) : (
        <span role="gridcell" className={css.box}>
          {row === undefined || selection.selectable?.(row) === false ? null : (
            <Checkbox
              hideLabel
              label={selection.label(row)}
              checked={selected}
              onChange={() => selection.toggle(row, index)}
              tabIndex={context.tabIndex}
            />
          )}
        </span>
      )}
      {visible.map(({ column }, at) => (
        <span key={column.id} role="gridcell" className={css.cell}>
          {row === undefined ? (
            <Skeleton width={at === 0 ? `${40 + ((index * 17) % 30)}%` : '50%'} />
          ) : (
            column.cell(row, context)
          )}
        </span>
      ))}
      <span role="presentation" />
    </div>
  );
}

/**
 * A row of a `VirtualGrid`. While one scrolls, only rows that come into view are drawn. (The assertion gives back the type parameter,
 * which `memo` forgets.)
 */
export const VirtualGridRow = memo(AnyRow) as typeof AnyRow;
