import type { ColumnChoice } from '../../src-preload/contract/views.ts';

/** What the arrangement of columns needs to know of one. */
export interface Column {
  id: string;
  header: string;
  /** The header is only for screen readers (a column of buttons): it is always shown, at the end. */
  hideHeader?: boolean;
  /** A track of `grid-template-columns`: "minmax(220px, 1.6fr)", "130px". */
  width: string;
  /** Left out while the grid is narrower than this, in px. */
  hideBelow?: number;
}

export type Choices = readonly ColumnChoice[];

/** A column as it is to be drawn. */
export interface Placed<C extends Column> {
  column: C;
  shown: boolean;
  /** px; null: as the list has it. */
  width: number | null;
}

/** The first column names the row: it stays first and in view. */
const isName = (columns: readonly Column[], id: string) => columns[0]?.id === id;
const canChoose = (columns: readonly Column[], column: Column) =>
  column.hideHeader !== true && !isName(columns, column.id);

/** Columns in the order chosen; those that nothing was chosen for stand where the list has them. */
export function arranged<C extends Column>(columns: readonly C[], choices: Choices | null): Placed<C>[] {
  const chosen = new Map((choices ?? []).map((choice) => [choice.id, choice]));
  const order = (choices ?? []).map(({ id }) => id);
  const middle = columns.filter((column) => canChoose(columns, column));
  const placed = order.flatMap((id) => middle.filter((column) => column.id === id));
  middle.forEach((column, at) => {
    if (chosen.has(column.id)) return;
    const before = middle[at - 1];
    placed.splice(before === undefined ? 0 : placed.indexOf(before) + 1, 0, column);
  });
  const [name] = columns;
  const tail = columns.filter((column) => column !== name && column.hideHeader === true);
  return [...(name === undefined ? [] : [name]), ...placed, ...tail].map((column) => {
    const choice = chosen.get(column.id);
    const free = canChoose(columns, column);
    return {
      column,
      shown: free ? (choice?.shown ?? true) : true,
      width: column.hideHeader === true ? null : clamped(columns, column.id, choice?.width ?? null),
    };
  });
}

const least = (columns: readonly Column[], id: string) => (isName(columns, id) ? 120 : 64);
const most = 1200;

/** Not so narrow that nothing could be read, and a whole number. */
export const clamped = (columns: readonly Column[], id: string, width: number | null): number | null =>
  width === null ? null : Math.round(Math.min(most, Math.max(least(columns, id), width)));

/** The least that a column takes as the list has it, in px. */
const leastOf = ({ width }: Column): number => Number(/(\d+)px/u.exec(width)?.[1] ?? 0);

/** Those that there is room for: columns that were taken out leave theirs to the others. */
export function fitting<C extends Column>(placed: readonly Placed<C>[], width: number): Placed<C>[] {
  const freed = placed.reduce((sum, { column, shown }) => (shown ? sum : sum + leastOf(column)), 0);
  return placed.filter(
    ({ column, shown }) => shown && (column.hideBelow === undefined || width + freed >= column.hideBelow),
  );
}

/** `grid-template-columns`. A width that was chosen gives way before anything is cut off; what is left over goes to the end. */
export function tracksOf<C extends Column>(placed: readonly Placed<C>[], before: string): string {
  const tracks = placed.map(({ column, width }, at) =>
    width === null ? column.width : `minmax(${at === 0 ? 120 : 64}px, ${width}px)`,
  );
  const fills = tracks.some((track) => track.includes('fr'));
  return [before, ...tracks, fills ? '8px' : 'minmax(8px, 1fr)'].join(' ');
}

/** Every column of the list as choices; of other systems' columns what was chosen stays in its place. */
function written<C extends Column>(
  columns: readonly C[],
  choices: Choices | null,
  placed: readonly Placed<C>[],
): ColumnChoice[] {
  const own = placed
    .filter(({ column }) => column.hideHeader !== true)
    .map(({ column, shown, width }): ColumnChoice => ({ id: column.id, shown, width }));
  const here = new Set(columns.map(({ id }) => id));
  const kept = [...(choices ?? [])];
  const found: ColumnChoice[] = [];
  let next = 0;
  for (const choice of kept) {
    if (!here.has(choice.id)) found.push(choice);
    else if (next < own.length) {
      const one = own[next];
      if (one !== undefined) found.push(one);
      next += 1;
    }
  }
  return [...found, ...own.slice(next)];
}

export function withShown<C extends Column>(
  columns: readonly C[],
  choices: Choices | null,
  id: string,
  shown: boolean,
): ColumnChoice[] {
  const placed = arranged(columns, choices);
  return written(
    columns,
    choices,
    placed.map((one) => (one.column.id === id && canChoose(columns, one.column) ? { ...one, shown } : one)),
  );
}

/** `width` in px; null: as the list has it. */
export function withWidth<C extends Column>(
  columns: readonly C[],
  choices: Choices | null,
  id: string,
  width: number | null,
): ColumnChoice[] {
  const placed = arranged(columns, choices);
  return written(
    columns,
    choices,
    placed.map((one) => (one.column.id === id ? { ...one, width: clamped(columns, id, width) } : one)),
  );
}

/** One place up or down among those that can be moved; at an end nothing changes. */
export function moved<C extends Column>(
  columns: readonly C[],
  choices: Choices | null,
  id: string,
  by: -1 | 1,
): ColumnChoice[] {
  const placed = arranged(columns, choices);
  const at = placed.findIndex(({ column }) => column.id === id);
  const one = placed[at];
  const other = placed[at + by];
  if (one !== undefined && other !== undefined && canMove(columns, choices, id, by)) {
    placed[at] = other;
    placed[at + by] = one;
  }
  return written(columns, choices, placed);
}

export function canMove<C extends Column>(
  columns: readonly C[],
  choices: Choices | null,
  id: string,
  by: -1 | 1,
): boolean {
  const placed = arranged(columns, choices);
  const at = placed.findIndex(({ column }) => column.id === id);
  const [one, other] = [placed[at]?.column, placed[at + by]?.column];
  return one !== undefined && other !== undefined && canChoose(columns, one) && canChoose(columns, other);
}

/** The columns chosen to be seen, in their order; those of buttons are left out. */
export const shownIds = <C extends Column>(placed: readonly Placed<C>[]): string[] =>
  placed.filter(({ column, shown }) => shown && column.hideHeader !== true).map(({ column }) => column.id);
