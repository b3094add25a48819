import { SearchX, type LucideIcon } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import type { Freshness } from '../../../src-preload/contract/freshness.ts';
import { fold } from '../../../src-preload/contract/fold.ts';
import { facetValues, withFacet } from '../../../src-preload/contract/query-complete.ts';
import type { QueryList } from '../../../src-preload/contract/query-keys.ts';
import { parseQuery, type Named } from '../../../src-preload/contract/query.ts';
import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { useNow } from '../../app/clock.ts';
import { Button } from '../../components/Button.tsx';
import { Empty } from '../../components/Empty.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { problemsToSay, QueryField, QueryProblems } from '../../components/QueryField.tsx';
import { VirtualGrid, type VirtualGridProps } from '../../components/VirtualGrid.tsx';
import { rowAt, type ListPage, type WindowsState } from '../../stores/windows.ts';
import { useListError } from './listError.ts';
import styles from './tab.module.css';

interface ListTabPage<Row> extends ListPage<Row> {
  freshness: Freshness;
}

/** What a tab has of its list: nothing while the store still holds another one. */
export interface ListState<Row, Page extends ListTabPage<Row>> {
  page: Page | null;
  windows: ReadonlyMap<number, readonly Row[]>;
  error: AppError | null;
  loading: boolean;
}

/** The store's state where it is of this list, else that of a list still being asked for. */
export function ofThisList<Query, Row, Page extends ListTabPage<Row>>(
  state: WindowsState<Query, Row, Page>,
  isMine: (query: Query) => boolean,
): ListState<Row, Page> {
  if (state.query !== null && isMine(state.query)) return state;
  return { page: null, windows: new Map(), error: null, loading: true };
}

/** A chip that writes `key:value` into the search, in place of another value of its key. */
export interface Facet {
  key: string;
  value: string;
  label: string;
}

interface ListTabProps<Row, Page extends ListTabPage<Row>> extends Pick<
  VirtualGridProps<Row>,
  'columns' | 'sort' | 'onSort' | 'selection' | 'onOpen' | 'onRange' | 'resetKey'
> {
  /** Whose list it is, to refresh it. */
  place: WorkspaceRef;
  /** The accessible name of the grid. */
  label: string;
  /** "members": in sentences about the list. */
  what: string;
  icon: LucideIcon;
  state: ListState<Row, Page>;
  /** Rows of the list whatever is searched for, as of the last answer. */
  size: number;
  /** How many rows to draw as skeletons before the first answer. */
  expected: number;
  query: string;
  onQuery: (query: string) => void;
  placeholder: string;
  /** Beside the search: which part of the list, and the button that adds to it. */
  controls: ReactNode;
  facets?: readonly Facet[];
  /** What the search may name. */
  language: { list: QueryList; roles: readonly Named[] };
  /** Why this list isn't given to the sign-in, or null. */
  notOffered?: string | null;
  /** Remarks over the list. */
  notes?: ReactNode;
  /** Replaces the words when nothing matches the search. */
  noMatch: { title: string; text: string };
  /** When there is nothing in the list at all. */
  nothing: ReactNode;
  onReload: () => void;
}

/** What is around every list of a place: search, facets, what is wrong with it, the grid, and each way of being empty. */
export function ListTab<Row, Page extends ListTabPage<Row>>({
  place,
  label,
  what,
  icon,
  state,
  size,
  expected,
  query,
  onQuery,
  placeholder,
  controls,
  facets = [],
  language,
  notOffered = null,
  notes,
  noMatch,
  nothing,
  onReload,
  ...grid
}: ListTabProps<Row, Page>) {
  const { page, windows, error, loading } = state;
  const freshness = page?.freshness ?? null;
  const neverRead = freshness !== null && freshness.fetchedAt === null && size === 0;
  const waiting = freshness === null ? loading : neverRead && notOffered === null && freshness.refreshing;
  // Until the first answer the list's known size gives the skeleton its length.
  const rowCount = waiting ? Math.min(expected, 40) : (page?.matching ?? 0);
  const listError = useListError(place.connectionId, freshness);
  const refresh = () => void window.steward.workspaces.refresh(place);
  const searching = query.trim() !== '';
  const empty = () => {
    if (error !== null && page === null) return null;
    if (notOffered !== null) {
      return (
        <Empty icon={icon} title="The server doesn't give this list to your sign-in" text={notOffered} />
      );
    }
    if (neverRead) {
      return (
        <Empty
          icon={icon}
          title={`The ${what} were never read`}
          text={
            freshness.error === null
              ? 'They appear here after the first refresh.'
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
    if (!searching) return nothing;
    return (
      <Empty
        icon={SearchX}
        title={noMatch.title}
        text={noMatch.text}
        action={<Button onClick={() => onQuery('')}>Clear the search</Button>}
      />
    );
  };
  const now = useNow();
  const problemsId = useId();
  const context = { now, roles: language.roles };
  const [completing, setCompleting] = useState(false);
  const read = parseQuery(query, language.list, context);
  const problems = problemsToSay(query, read.problems, completing);
  const counted = facets.length > 0 && page !== null && searching && problems.length === 0;
  const has = ({ key, value }: Facet) => facetValues(query, key).some((one) => fold(one) === fold(value));
  return (
    <>
      <div className={styles.bar}>
        <QueryField
          label={`Search ${what}`}
          placeholder={placeholder}
          value={query}
          onChange={onQuery}
          list={language.list}
          context={context}
          onCompleting={setCompleting}
          problemsId={problems.length === 0 ? undefined : problemsId}
        />
        {controls}
      </div>
      {facets.length > 0 && (
        <div className={styles.facets} role="group" aria-label={`Filter ${what}`}>
          {facets.map((facet) => (
            <button
              key={`${facet.key} ${facet.value}`}
              type="button"
              className={styles.facet}
              aria-pressed={has(facet)}
              onClick={() => onQuery(withFacet(query, facet.key, has(facet) ? null : facet.value))}
            >
              {facet.label}
            </button>
          ))}
          {counted && (
            <span role="status" className={styles.matching}>
              {page.matching.toLocaleString('en-GB')} of {size.toLocaleString('en-GB')}
            </span>
          )}
        </div>
      )}
      {problems.length > 0 && (
        <div className={styles.problems}>
          <QueryProblems id={problemsId} value={query} problems={problems} onChange={onQuery} />
        </div>
      )}
      <div className={styles.notes}>
        {error !== null && (
          <ErrorNote error={error} onRetry={onReload} tone={page === null ? 'bad' : 'warn'} />
        )}
        {notOffered === null && listError !== null && !neverRead && (
          <ErrorNote tone="warn" error={listError} onRetry={refresh} />
        )}
        {notes}
      </div>
      <VirtualGrid
        {...grid}
        label={label}
        rowCount={rowCount}
        rowAt={(index) => rowAt(windows, index)}
        empty={empty()}
      />
    </>
  );
}
