import { SearchX, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Freshness } from '../../../../src-preload/contract/freshness.ts';
import type { QueryList } from '../../../../src-preload/shared/query/keys.ts';
import { parseQuery, type Named } from '../../../../src-preload/shared/query/parse.ts';
import type { WorkspaceRef } from '../../../../src-preload/contract/refs.ts';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import { formatCount } from '../../../../src-preload/shared/format/numbers.ts';
import { useNow } from '../../../stores/clock.ts';
import { Button } from '../../../components/Button.tsx';
import { Empty } from '../../../components/Empty.tsx';
import { ErrorNote } from '../../../components/ErrorNote.tsx';
import { HiddenCopy } from '../../../components/HiddenCopy.tsx';
import { SearchedList, type Facet } from '../../../components/SearchedList.tsx';
import type { VirtualGridProps } from '../../../components/grid/VirtualGrid.tsx';
import { isWhole } from '../../../lib/counts.ts';
import type { ListSearch } from '../../../stores/list-search.ts';
import { rowAt, rowsToShow, type ListPage, type PagedListState } from '../../../stores/paged-list.ts';
import { sameWorkspace, type PlaceQuery } from '../../../stores/place-list.ts';
import { useListError } from './useListError.ts';
import styles from '../../../components/ListTab.module.css';
import {
  hiddenExportText,
  notFetchedExportText,
  notFetchedText,
  notFetchedTitle,
  unavailableTitle,
} from './text.ts';

export interface ListTabPage<Row> extends ListPage<Row> {
  freshness: Freshness;
}

/** What a tab shows of its list: nothing while the store still holds another one. */
export interface ListState<Row, Page extends ListTabPage<Row>> {
  page: Page | null;
  matching: number | null;
  loaded: ReadonlyMap<number, readonly Row[]>;
  error: AppError | null;
  loading: boolean;
}

/** The store's state where it is of this list, else that of a list still loading. `part`: of a list that has several. */
export function stateOfList<Query extends PlaceQuery, Row, Page extends ListTabPage<Row>>(
  state: PagedListState<Query, Row, Page>,
  place: WorkspaceRef,
  part?: string,
): ListState<Row, Page> {
  const { query } = state;
  if (query !== null && sameWorkspace(query, place) && query.list === part) return state;
  return { page: null, matching: null, loaded: new Map(), error: null, loading: true };
}

interface ListTabProps<Row, Page extends ListTabPage<Row>> extends Pick<
  VirtualGridProps<Row>,
  'columns' | 'selection' | 'onOpen' | 'onRange'
> {
  /** The place that the list belongs to. */
  place: WorkspaceRef;
  /** The workspace on screen, which the saved views belong to; its list may be its organization's. */
  shown: WorkspaceRef;
  /** The accessible name of the grid. */
  label: string;
  /** "members": in sentences about the list. */
  what: string;
  icon: LucideIcon;
  state: ListState<Row, Page>;
  search: ListSearch<string, string>;
  /** Asks for the rows that match: as soon as a key is pressed, so that they come while the field draws it. */
  ask: (query: string) => void;
  /** Whether the list has several parts. */
  parted?: boolean;
  /** Rows of the whole list, regardless of the search. */
  size: number;
  /** How many rows to draw as skeletons before the first answer. */
  expected: number;
  placeholder: string;
  /** Beside the search: the button that adds to it, and the parts of the list. */
  controls: ReactNode;
  parts?: ReactNode;
  facets?: readonly Facet[];
  /** The list and the roles that the search language knows. */
  language: { list: QueryList; roles: readonly Named[] };
  /** Why the sign-in can't view this list, or null. */
  notOffered?: string | null;
  /** Notes above the list. */
  notes?: ReactNode;
  /** Shown when nothing matches the search. */
  noMatch: { title: string; text: string };
  /** Shown when the list is empty. */
  emptyState: ReactNode;
  onReload: () => void;
}

/** What surrounds every list of a place: search, facets, errors, the grid, and each empty state. */
export function ListTab<Row, Page extends ListTabPage<Row>>({
  place,
  shown,
  label,
  what,
  icon,
  state,
  search,
  ask,
  parted = false,
  size,
  expected,
  placeholder,
  controls,
  parts,
  facets = [],
  language,
  notOffered = null,
  notes,
  noMatch,
  emptyState,
  onReload,
  ...grid
}: ListTabProps<Row, Page>) {
  const { page, loaded, error, loading } = state;
  const { query, sort, setSort, part } = search;
  const setQuery = (typed: string) => {
    ask(typed.trim());
    search.setQuery(typed);
  };
  const { list, roles } = language;
  const freshness = page?.freshness ?? null;
  const hidden = freshness?.hidden ?? null;
  const neverFetched = freshness !== null && freshness.fetchedAt === null && size === 0;
  const waiting = freshness === null ? loading : neverFetched && notOffered === null && freshness.refreshing;
  // Until the first answer the list's known size gives the skeleton its length.
  const rowCount = waiting ? Math.min(expected, 40) : page === null ? 0 : rowsToShow(state);
  const listError = useListError(place.connectionId, freshness);
  const refresh = () => void window.steward.workspaces.refresh(place);
  const searching = query.trim() !== '';
  const empty = () => {
    if (error !== null && page === null) return null;
    if (hidden !== null)
      return <HiddenCopy place={place} hidden={hidden} refreshing={freshness?.refreshing ?? false} />;
    if (notOffered !== null) {
      return <Empty icon={icon} title={unavailableTitle} text={notOffered} />;
    }
    if (neverFetched) {
      return (
        <Empty
          icon={icon}
          title={notFetchedTitle(what)}
          text={
            freshness.error === null
              ? notFetchedText
              : `${freshness.error.sentence} ${freshness.error.nextStep}`
          }
          action={
            <Button busy={freshness.refreshing} onClick={refresh}>
              Refresh now
            </Button>
          }
        />
      );
    }
    if (!searching) return emptyState;
    return (
      <Empty
        icon={SearchX}
        title={noMatch.title}
        text={noMatch.text}
        action={<Button onClick={() => setQuery('')}>Clear search</Button>}
      />
    );
  };
  const now = useNow();
  const context = { now, roles };
  const { problems } = parseQuery(query, list, context);
  const whole = isWhole(freshness);
  const asked = query.trim();
  return (
    <SearchedList
      {...grid}
      shown={{ list, place: shown, rows: place, query, part: parted ? part : null, sort }}
      searchLabel={`Search ${what}`}
      filterLabel={`Filter ${what}`}
      placeholder={placeholder}
      onQuery={setQuery}
      context={context}
      problems={problems}
      facets={facets}
      controls={controls}
      parts={parts}
      remarks={
        page !== null &&
        hidden === null &&
        searching &&
        problems.length === 0 && (
          <span role="status" className={styles.matching}>
            {state.matching === null ? 'Counting…' : formatCount(state.matching, whole)} of{' '}
            {formatCount(size, whole)}
          </span>
        )
      }
      notes={
        <>
          {error !== null && (
            <ErrorNote error={error} onRetry={onReload} tone={page === null ? 'bad' : 'warn'} />
          )}
          {notOffered === null && listError !== null && !neverFetched && (
            <ErrorNote tone="warn" error={listError} onRetry={refresh} />
          )}
          {notes}
        </>
      }
      exported={{
        rows: state.matching,
        complete: whole,
        refused:
          hidden !== null
            ? hiddenExportText
            : freshness === null || freshness.fetchedAt === null
              ? notFetchedExportText(what)
              : null,
      }}
      label={label}
      rowCount={rowCount}
      rowAt={(index) => rowAt(loaded, index)}
      empty={empty()}
      sort={sort}
      onSort={setSort}
      resetKey={`${part} ${asked} ${sort.by} ${sort.order}`}
    />
  );
}
