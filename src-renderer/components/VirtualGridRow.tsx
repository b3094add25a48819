import { Fragment, memo, useState, type KeyboardEvent } from 'react';
import type { Placed } from '../lib/columns.ts';
import { CellCheckbox } from './Checkbox.tsx';
import { Skeleton } from './Skeleton.tsx';
import type { CellContext, GridColumn } from './grid-types.ts';
import css from './VirtualGrid.module.css';

interface VirtualGridRowProps<Row> {
  listKey: string;
  /** undefined: not loaded yet. */
  row: Row | undefined;
  index: number;
  /** Of every row, in px. */
  height: number;
  visible: readonly Placed<GridColumn<Row>>[];
  template: string;
  active: boolean;
  /** undefined: rows of this list can't be selected. */
  selected: boolean | undefined;
  /** The name of its check box; undefined: it has none. */
  boxLabel: string | undefined;
  onFocusRow: (index: number) => void;
  onKeys: (event: KeyboardEvent<HTMLDivElement>, row: Row | undefined, index: number) => void;
  onToggle: (row: Row, index: number) => void;
  onOpen: (row: Row) => void;
}

function AnyRow<Row>({
  listKey,
  row,
  index,
  height,
  visible,
  template,
  active,
  selected,
  boxLabel,
  onFocusRow,
  onKeys,
  onToggle,
  onOpen,
}: VirtualGridRowProps<Row>) {
  // Where its controls were first used: what is open or was read in one list may not go on in another.
  const [usedIn, setUsedIn] = useState<string | null>(null);
  const context: CellContext = { active, tabIndex: active ? 0 : -1, index };
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-index={index}
      {...(selected === undefined ? {} : { 'aria-selected': selected })}
      {...(row === undefined ? { 'aria-busy': true } : {})}
      tabIndex={context.tabIndex}
      className={`${css.row} ${css.line} ${selected === true ? css.selected : ''}`}
      style={{ gridTemplateColumns: template, height, transform: `translateY(${index * height}px)` }}
      onFocus={() => {
        setUsedIn((before) => before ?? listKey);
        onFocusRow(index);
      }}
      onKeyDown={(event) => onKeys(event, row, index)}
      onDoubleClick={({ target }) => {
        if (row === undefined) return;
        if (target instanceof Element && target.closest('button, a, input') === null) onOpen(row);
      }}
    >
      {selected === undefined ? (
        <span role="presentation" />
      ) : (
        <span role="gridcell" className={css.box}>
          {row === undefined || boxLabel === undefined ? null : (
            <CellCheckbox
              label={boxLabel}
              checked={selected}
              onChange={() => onToggle(row, index)}
              tabIndex={context.tabIndex}
            />
          )}
        </span>
      )}
      <Fragment key={usedIn === null || usedIn === listKey ? 'cells' : listKey}>
        {visible.map(({ column }, at) => (
          <span key={column.id} role="gridcell" className={css.cell}>
            {row === undefined ? (
              <Skeleton width={at === 0 ? `${40 + ((index * 17) % 30)}%` : '50%'} />
            ) : (
              column.cell(row, context)
            )}
          </span>
        ))}
      </Fragment>
    </div>
  );
}

/**
 * A row of a `VirtualGrid`. It is drawn again only when something of its own changes. (The assertion gives back the type parameter,
 * which `memo` forgets.)
 */
export const VirtualGridRow = memo(AnyRow) as typeof AnyRow;
