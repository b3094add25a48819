import { useId, useRef, useState, type ReactNode } from 'react';
import { fold } from '../../src-preload/shared/fold.ts';
import { facetValues, withFacet } from '../../src-preload/shared/query/complete.ts';
import type { QueryContext, QueryProblem } from '../../src-preload/shared/query/parse.ts';
import { useStableCallback } from '../lib/useStableCallback.ts';
import { withWidth } from '../lib/columns.ts';
import { placeKey } from '../lib/places.ts';
import { exportOf } from '../lib/exported.ts';
import { choicesOf, setColumns, shownColumns, usePlaced } from '../stores/columns.ts';
import { ColumnsMenu } from './grid/ColumnsMenu.tsx';
import { ExportMenu } from './overlays/ExportMenu.tsx';
import { problemsToSay, QueryField, QueryProblems } from './fields/QueryField.tsx';
import css from './SearchedList.module.css';
import { ViewsMenu, type Shown } from './grid/ViewsMenu.tsx';
import { useRovingStop } from './grid/useRovingStop.ts';
import { VirtualGrid, type GridHandle, type VirtualGridProps } from './grid/VirtualGrid.tsx';

/** A chip that writes `key:value` into the search, in place of another value of its key. */
export interface Facet {
  key: string;
  value: string;
  label: string;
}

interface SearchedListProps<Row> extends Omit<
  VirtualGridProps<Row>,
  'listKey' | 'placed' | 'onResize' | 'onDropped'
> {
  /** The list as views keep it. */
  shown: Shown;
  /** "Search members" */
  searchLabel: string;
  /** "Filter members" */
  filterLabel: string;
  placeholder: string;
  onQuery: (query: string) => void;
  /** What the search may name. */
  context: QueryContext;
  /** What isn't understood in the search. */
  problems: readonly QueryProblem[];
  facets: readonly Facet[];
  /** After the search: which part of the list is shown. */
  parts?: ReactNode;
  /** The button that adds to the list. */
  controls?: ReactNode;
  /** After the chips: how many there are, and what that rests on. */
  remarks?: ReactNode;
  /** Over the table. */
  notes?: ReactNode;
  /** How many rows an export has (null: not counted), whether that is all, and why there can be none. */
  exported?: { rows: number | null; complete: boolean; refused: string | null };
}

const toolsLabel = 'List tools';

/** What every list has around it: its search with chips, views and columns, and what isn't understood. */
export function SearchedList<Row>({
  shown,
  searchLabel,
  filterLabel,
  placeholder,
  onQuery,
  context,
  problems,
  facets,
  parts,
  controls,
  remarks,
  notes,
  exported = { rows: null, complete: true, refused: null },
  ...grid
}: SearchedListProps<Row>) {
  const { list, query } = shown;
  const rows = useRef<GridHandle>(null);
  const tools = useRovingStop();
  const chips = useRovingStop();
  const { columns } = grid;
  const problemsId = useId();
  const [completing, setCompleting] = useState(false);
  const [dropped, setDropped] = useState<readonly string[]>([]);
  const placed = usePlaced(list, columns);
  const said = problemsToSay(query, problems, completing);
  const has = ({ key, value }: Facet) => facetValues(query, key).some((one) => fold(one) === fold(value));
  // What was opened or is under way in the parts of one place's list doesn't go on in another's.
  const of = shown.place === null ? '' : placeKey(shown.place);
  const report = useStableCallback(() => exportOf(shown));
  const reportColumns = useStableCallback(() => shownColumns(list));
  return (
    <>
      <div className={css.bar}>
        <QueryField
          listKey={of}
          label={searchLabel}
          placeholder={placeholder}
          value={query}
          onChange={onQuery}
          list={list}
          context={context}
          onCompleting={setCompleting}
          onDown={() => rows.current?.focusFirst()}
          problemsId={said.length === 0 ? undefined : problemsId}
        />
        <div role="toolbar" aria-label={toolsLabel} className={css.tools} {...tools}>
          <ViewsMenu shown={shown} />
          <ColumnsMenu list={list} columns={columns} placed={placed} dropped={dropped} />
          <ExportMenu key={`export ${of}`} {...exported} of={report} columns={reportColumns} />
          {parts}
        </div>
        {controls}
      </div>
      <div className={css.facets}>
        {facets.length > 0 && (
          <div className={css.chips} role="group" aria-label={filterLabel} {...chips}>
            {facets.map((facet) => (
              <button
                key={`${facet.key} ${facet.value}`}
                type="button"
                className={css.facet}
                aria-pressed={has(facet)}
                onClick={() => onQuery(withFacet(query, facet.key, has(facet) ? null : facet.value))}
              >
                {facet.label}
              </button>
            ))}
          </div>
        )}
        {remarks}
      </div>
      {said.length > 0 && (
        <div className={css.problems}>
          <QueryProblems id={problemsId} value={query} problems={said} onChange={onQuery} />
        </div>
      )}
      <div key={`notes ${of}`} className={css.notes}>
        {notes}
      </div>
      <VirtualGrid
        {...grid}
        ref={rows}
        listKey={of}
        placed={placed}
        onResize={(id, width, done) => setColumns(list, withWidth(columns, choicesOf(list), id, width), done)}
        onDropped={setDropped}
      />
    </>
  );
}
