import type { ReactNode } from 'react';
import { SearchX, type LucideIcon } from 'lucide-react';
import type { Coverage } from '../../../src-preload/contract/people.ts';
import type { QueryList } from '../../../src-preload/shared/query/keys.ts';
import type { QueryProblem } from '../../../src-preload/shared/query/parse.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { Button } from '../../components/Button.tsx';
import { Empty } from '../../components/Empty.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { SearchedList, type Facet } from '../../components/SearchedList.tsx';
import type { VirtualGridProps } from '../../components/grid/VirtualGrid.tsx';
import { coversAll } from '../../lib/counts.ts';
import { useAllConnections } from '../../stores/all-connections.ts';
import type { ListSearch } from '../../stores/list-search.ts';
import tab from '../../components/ListTab.module.css';
import {
  coverageHint,
  coverageText,
  emptyTitle,
  isNothingFetched,
  isPartial,
  notFetchedText,
  notFoundText,
  nothingToExport,
} from './text.ts';
import { useQueryContext } from './useQueryContext.ts';
import css from './AllConnectionsScreen.module.css';

interface AllConnectionsListProps<Row> extends Pick<
  VirtualGridProps<Row>,
  'columns' | 'onRange' | 'rowAt' | 'onOpen' | 'selection'
> {
  label: string;
  /** "people", in sentences about the list. */
  what: string;
  icon: LucideIcon;
  list: QueryList;
  placeholder: string;
  facets: readonly Facet[];
  rowCount: number;
  /** The list’s order; the search is shared by all three lists. */
  order: Pick<ListSearch<string, string>, 'sort' | 'setSort'>;
  /** "3 people", once there is an answer. */
  counted: ReactNode;
  /** How many match; null: not counted. */
  matching?: number | null;
  answer: { coverage: Coverage; problems: QueryProblem[] } | null;
  error: AppError | null;
  onReload: () => void;
  /** After the table, so that it's no stop on the way to the rows. */
  below?: ReactNode;
  /** Under the table: what can be done with picked rows. */
  bulk?: ReactNode;
}

/** One list over all connections: its search, how complete it is, and what it means when it's empty. */
export function AllConnectionsList<Row>({
  label,
  what,
  icon,
  list,
  order: { sort, setSort },
  placeholder,
  facets,
  rowCount,
  counted,
  matching = null,
  answer,
  error,
  onReload,
  below,
  bulk,
  ...grid
}: AllConnectionsListProps<Row>) {
  const query = useAllConnections((state) => state.query);
  const setQuery = (next: string) => useAllConnections.setState({ query: next });
  const context = useQueryContext();
  const coverage = answer?.coverage ?? null;
  const searching = query.trim() !== '';
  const empty = (): ReactNode => {
    if (coverage === null) return null;
    if (!searching) {
      const nothing = isNothingFetched(coverage);
      return (
        <Empty
          icon={icon}
          level={2}
          title={nothing ? emptyTitle.notFetched(what) : emptyTitle.none(what)}
          text={nothing ? notFetchedText : notFoundText(coverage)}
        />
      );
    }
    return (
      <Empty
        icon={SearchX}
        level={2}
        title={coversAll(coverage) ? emptyTitle.noMatch : emptyTitle.noMatchSoFar}
        text={notFoundText(coverage)}
        action={<Button onClick={() => setQuery('')}>Clear search</Button>}
      />
    );
  };
  return (
    <div className={tab.stack}>
      <SearchedList
        {...grid}
        shown={{ list, place: null, rows: null, query, part: null, sort }}
        searchLabel={`Search all ${what}`}
        filterLabel={`Filter ${what}`}
        placeholder={placeholder}
        onQuery={setQuery}
        context={context}
        problems={answer?.problems ?? []}
        facets={facets}
        remarks={
          <>
            {counted !== null && <span role="status">{counted}</span>}
            {coverage !== null && (
              <span className={css.coverage} data-partial={isPartial(coverage)} title={coverageHint}>
                Lists: {coverageText(coverage, context.now)}
              </span>
            )}
          </>
        }
        notes={
          error !== null && (
            <ErrorNote error={error} onRetry={onReload} tone={answer === null ? 'bad' : 'warn'} />
          )
        }
        exported={{
          rows: matching,
          complete: coverage !== null && coversAll(coverage),
          refused: rowCount === 0 || coverage === null ? nothingToExport : null,
        }}
        label={label}
        rowCount={rowCount}
        empty={empty()}
        sort={sort}
        onSort={setSort}
        resetKey={`${query.trim()} ${sort.by} ${sort.order}`}
      />
      {below}
      {bulk}
    </div>
  );
}
