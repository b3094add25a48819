import { useEffect, useState, type ReactNode } from 'react';
import { SearchX, type LucideIcon } from 'lucide-react';
import type { Coverage } from '../../../src-preload/contract/people.ts';
import type { QueryList } from '../../../src-preload/shared/query/keys.ts';
import type { Named, QueryContext, QueryProblem } from '../../../src-preload/shared/query/parse.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { useNow } from '../../stores/clock.ts';
import { badgeText } from '../../lib/connection-text.ts';
import { Button } from '../../components/Button.tsx';
import { Chip } from '../../components/Chip.tsx';
import { Empty } from '../../components/Empty.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { SearchedList, type Facet } from '../../components/SearchedList.tsx';
import type { VirtualGridProps } from '../../components/VirtualGrid.tsx';
import { coversAll } from '../../lib/counts.ts';
import { useConnections } from '../../stores/connections.ts';
import { onTopic } from '../../stores/events.ts';
import { useAllConnections, type FoundToken } from '../../stores/all-connections.ts';
import type { ListSearch } from '../../stores/list-search.ts';
import { useWorkspaces } from '../../stores/workspaces.ts';
import tab from '../../components/ListTab.module.css';
import { notFoundText, coverageText } from './coverage.ts';
import css from './AllConnectionsScreen.module.css';

/** The roles of all systems and places that are known; asked again when a connection comes or goes. */
function useRoles(): readonly Named[] {
  const [roles, setRoles] = useState<readonly Named[]>([]);
  const connections = useConnections((state) => state.connections);
  const ids = connections.map(({ id }) => id).join(' ');
  useEffect(() => {
    let current = true;
    const read = async () => {
      const answer = await window.steward.people.roles({ connectionIds: null });
      if (current && answer.ok) setRoles(answer.value);
    };
    void read();
    const stop = onTopic('roles', () => void read());
    return () => {
      current = false;
      stop();
    };
  }, [ids]);
  return roles;
}

/** What a query across everything may name. */
function useQueryContext(): QueryContext {
  const now = useNow();
  const connections = useConnections((state) => state.connections);
  const lists = useWorkspaces((state) => state.lists);
  const workspaces = Object.values(lists).flatMap((list) => list.workspaces);
  return {
    now,
    roles: useRoles(),
    connections: connections.map(({ id, label }) => ({ id, label })),
    systems: [
      ...new Map(connections.map(({ provider: id, productName: label }) => [id, { id, label }])).values(),
    ],
    workspaces: workspaces.map(({ name }) => name),
    organizations: workspaces.flatMap(({ organization }) =>
      organization.state === 'known' ? [organization.value.name] : [],
    ),
  };
}

interface AllConnectionsListProps<Row> extends Pick<
  VirtualGridProps<Row>,
  'columns' | 'onRange' | 'rowAt' | 'onOpen'
> {
  label: string;
  /** "people": in sentences about the list. */
  what: string;
  icon: LucideIcon;
  list: QueryList;
  placeholder: string;
  facets: readonly Facet[];
  rowCount: number;
  /** The list’s order; its text is that of all three. */
  order: Pick<ListSearch<string, string>, 'sort' | 'setSort'>;
  /** "3 people", once there is an answer. */
  counted: ReactNode;
  /** How many there are; left out or null: not counted. */
  matching?: number | null;
  answer: { coverage: Coverage; problems: QueryProblem[] } | null;
  error: AppError | null;
  onReload: () => void;
}

/** One list over all connections: search, what it rests on, and what its being empty means. */
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
      return (
        <Empty
          icon={icon}
          level={2}
          title={`No ${what} yet`}
          text={`${notFoundText(coverage)} Nothing was read of them.`}
        />
      );
    }
    return (
      <Empty
        icon={SearchX}
        level={2}
        title={coversAll(coverage) ? 'Nothing matches' : 'Nothing found in what is known'}
        text={notFoundText(coverage)}
        action={<Button onClick={() => setQuery('')}>Clear the search</Button>}
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
              <span
                className={css.coverage}
                data-partial={coverage.stale + coverage.never + coverage.hidden + coverage.incomplete > 0}
                title="Lists read today, older ones, and those never read."
              >
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
          refused: rowCount === 0 || coverage === null ? 'There is nothing to export.' : null,
        }}
        label={label}
        rowCount={rowCount}
        empty={empty()}
        sort={sort}
        onSort={setSort}
        resetKey={`${query.trim()} ${sort.by} ${sort.order}`}
      />
    </div>
  );
}

/** Whose connection it is: nothing is taken for the same over two of them. */
export const ConnectionCell = ({ connection }: { connection: FoundToken['connection'] }) => (
  <span className={css.where} title={`${connection.label} · ${badgeText[connection.badge].long}`}>
    <Chip tone={connection.badge === 'production' ? 'production' : 'neutral'}>
      {badgeText[connection.badge].short}
    </Chip>
    <span>{connection.label}</span>
  </span>
);
