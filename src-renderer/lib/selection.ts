/**
 * What is selected in a list: rows picked one by one, or all that match a search except some. A rule holds as long as its search stands,
 * and needs no row but those that were taken out of it.
 */
export type Selection<Row> =
  | { by: 'picks'; rows: ReadonlyMap<string, Row> }
  | { by: 'rule'; query: string; except: ReadonlyMap<string, Row> };

export const nothing = { by: 'picks', rows: new Map<string, never>() } as const;

export const all = <Row>(query: string): Selection<Row> => ({ by: 'rule', query, except: new Map() });

export const has = <Row>(selection: Selection<Row>, id: string): boolean =>
  selection.by === 'picks' ? selection.rows.has(id) : !selection.except.has(id);

/** With these rows in it or out of it, by their ids. */
export function withRows<Row>(
  selection: Selection<Row>,
  rows: readonly (readonly [string, Row])[],
  on: boolean,
): Selection<Row> {
  const kept = new Map(selection.by === 'picks' ? selection.rows : selection.except);
  const add = selection.by === 'picks' ? on : !on;
  for (const [id, row] of rows) {
    if (add) kept.set(id, row);
    else kept.delete(id);
  }
  return selection.by === 'picks' ? { by: 'picks', rows: kept } : { ...selection, except: kept };
}

/** What is left of it while that is searched for: picks stay, a rule is of its own search alone. */
export const under = <Row>(selection: Selection<Row>, query: string): Selection<Row> =>
  selection.by === 'rule' && selection.query !== query ? nothing : selection;

/** How many it is of so many that match; null: they aren’t counted yet. */
export function sizeOf<Row>(selection: Selection<Row>, matching: number | null): number | null {
  if (selection.by === 'picks') return selection.rows.size;
  return matching === null ? null : Math.max(0, matching - selection.except.size);
}

export const isEmpty = <Row>(selection: Selection<Row>, matching: number | null): boolean =>
  sizeOf(selection, matching) === 0;

/** The box over all rows that are there to be seen. */
export function boxOf<Row>(
  selection: Selection<Row>,
  ids: readonly string[],
  matching: number | null,
): boolean | 'indeterminate' {
  if (isEmpty(selection, matching)) return false;
  if (selection.by === 'rule') return selection.except.size === 0 ? true : 'indeterminate';
  return ids.length > 0 && ids.every((id) => selection.rows.has(id)) ? true : 'indeterminate';
}
