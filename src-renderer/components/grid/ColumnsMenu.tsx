import { ChevronsLeftRight, ChevronsRightLeft, ArrowDown, ArrowUp, Columns3 } from 'lucide-react';
import { memo, useId, useState } from 'react';
import type { QueryList } from '../../../src-preload/shared/query/keys.ts';
import {
  canMove,
  moved,
  withShown,
  withWidth,
  type Choices,
  type Column,
  type Placed,
} from '../../lib/columns.ts';
import { setColumns, useChoices } from '../../stores/columns.ts';
import { Button } from '../Button.tsx';
import { Checkbox } from '../fields/Checkbox.tsx';
import { IconButton } from '../IconButton.tsx';
import { Popover } from '../overlays/Popover.tsx';
import css from './ColumnsMenu.module.css';

/** By so many px a click widens a column. */
const step = 24;

/**
 * Which columns a list has, in which order and how wide; kept for every list of its kind. (The assertion gives back the type parameter,
 * which `memo` forgets.)
 */
export const ColumnsMenu = memo(AnyColumnsMenu) as typeof AnyColumnsMenu;

function AnyColumnsMenu<C extends Column>({
  list,
  columns,
  placed,
  dropped,
}: {
  list: QueryList;
  columns: readonly C[];
  placed: readonly Placed<C>[];
  /** Those that the window has no room for now. */
  dropped: readonly string[];
}) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const choices = useChoices(list);
  const [name] = columns;
  const resize = (column: string, by: number) => {
    const now = document.querySelector(`main [role=columnheader][data-column="${column}"]`);
    if (now === null) return;
    setColumns(list, withWidth(columns, choices, column, now.getBoundingClientRect().width + by));
  };
  return (
    <Popover
      label="Columns"
      open={open}
      onOpenChange={setOpen}
      trigger={<IconButton icon={Columns3} label="Columns" />}
    >
      <div className={css.title} id={id}>
        Columns
      </div>
      <ul className={css.list} aria-labelledby={id}>
        {placed
          .filter(({ column }) => column.hideHeader !== true)
          .map(({ column, shown }) => {
            const away = !shown || dropped.includes(column.id);
            const fixed = column === name;
            const notShown = shown ? 'The window is too narrow to show it.' : 'This column is hidden.';
            return (
              <li key={column.id} className={css.item}>
                <span className={css.name} data-fixed={fixed}>
                  {fixed ? (
                    column.header
                  ) : (
                    <Checkbox
                      label={column.header}
                      checked={shown}
                      onChange={(on) => setColumns(list, withShown(columns, choices, column.id, on))}
                    />
                  )}
                  {fixed ? <small>always first</small> : shown && away ? <small>no room now</small> : null}
                </span>
                <IconButton
                  size="s"
                  icon={ChevronsRightLeft}
                  label={`Make ${column.header} narrower`}
                  disabledReason={away ? notShown : null}
                  onClick={() => resize(column.id, -step)}
                />
                <IconButton
                  size="s"
                  icon={ChevronsLeftRight}
                  label={`Make ${column.header} wider`}
                  disabledReason={away ? notShown : null}
                  onClick={() => resize(column.id, step)}
                />
                {fixed ? (
                  <span className={css.noMove} />
                ) : (
                  <>
                    <Move {...{ list, columns, choices, column }} by={-1} />
                    <Move {...{ list, columns, choices, column }} by={1} />
                  </>
                )}
              </li>
            );
          })}
      </ul>
      <div className={css.foot}>
        <small>Drag a header’s edge to resize a column, or press Shift with an arrow key on it.</small>
        <Button
          size="s"
          disabledReason={choices === null ? 'The columns already have their default layout.' : null}
          onClick={() => setColumns(list, null)}
        >
          Reset
        </Button>
      </div>
    </Popover>
  );
}

function Move<C extends Column>({
  list,
  columns,
  choices,
  column,
  by,
}: {
  list: QueryList;
  columns: readonly C[];
  choices: Choices | null;
  column: C;
  by: -1 | 1;
}) {
  return (
    <IconButton
      size="s"
      icon={by < 0 ? ArrowUp : ArrowDown}
      label={`Move ${column.header} ${by < 0 ? 'up' : 'down'}`}
      disabledReason={canMove(columns, choices, column.id, by) ? null : 'It can’t move any further.'}
      onClick={() => setColumns(list, moved(columns, choices, column.id, by))}
    />
  );
}
