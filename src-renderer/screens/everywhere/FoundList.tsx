import { useId, useState, type ReactNode } from 'react';
import { SearchX, type LucideIcon } from 'lucide-react';
import { fold } from '../../../src-preload/contract/fold.ts';
import type { Coverage } from '../../../src-preload/contract/people.ts';
import { facetValues, withFacet } from '../../../src-preload/contract/query-complete.ts';
import type { QueryList } from '../../../src-preload/contract/query-keys.ts';
import type { QueryContext, QueryProblem } from '../../../src-preload/contract/query.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { useNow } from '../../app/clock.ts';
import { badgeWords } from '../../app/words.ts';
import { Button } from '../../components/Button.tsx';
import { Chip } from '../../components/Chip.tsx';
import { Empty } from '../../components/Empty.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { problemsToSay, QueryField, QueryProblems } from '../../components/QueryField.tsx';
import { VirtualGrid, type VirtualGridProps } from '../../components/VirtualGrid.tsx';
import { useConnections } from '../../stores/connections.ts';
import { useEverywhere, type FoundToken } from '../../stores/everywhere.ts';
import { useWorkspaces } from '../../stores/workspaces.ts';
import tab from '../workspace/tab.module.css';
import { absenceWords, coverageWords } from './coverage.ts';
import css from './everywhere.module.css';

/** What a query across everything may name, as far as this window knows; roles are those of the systems’ own words. */
function useContext(): QueryContext {
  const now = useNow();
  const connections = useConnections((state) => state.connections);
  const lists = useWorkspaces((state) => state.lists);
  const workspaces = Object.values(lists).flatMap((list) => list.workspaces);
  const roles = workspaces.flatMap(({ myRole }) => (myRole.state === 'known' ? [myRole.value] : []));
  return {
    now,
    roles: [...new Map(roles.map((role) => [fold(role.label), role])).values()],
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

interface FoundListProps<Row> extends Pick<
  VirtualGridProps<Row>,
  'columns' | 'sort' | 'onSort' | 'onRange' | 'rowAt' | 'onOpen' | 'resetKey'
> {
  label: string;
  /** "people": in sentences about the list. */
  what: string;
  icon: LucideIcon;
  list: QueryList;
  placeholder: string;
  facets: readonly { key: string; value: string; label: string }[];
  rowCount: number;
  /** "3 people", once there is an answer. */
  counted: string | null;
  answer: { coverage: Coverage; problems: QueryProblem[] } | null;
  error: AppError | null;
  onReload: () => void;
}

/** One list over all connections: search, what it rests on, and what its being empty means. */
export function FoundList<Row>({
  label,
  what,
  icon,
  list,
  placeholder,
  facets,
  rowCount,
  counted,
  answer,
  error,
  onReload,
  ...grid
}: FoundListProps<Row>) {
  const query = useEverywhere((state) => state.query);
  const setQuery = (next: string) => useEverywhere.setState({ query: next });
  const context = useContext();
  const problemsId = useId();
  // The main process knows all roles; this window offers those that it has seen.
  const [completing, setCompleting] = useState(false);
  const problems = problemsToSay(query, answer?.problems ?? [], completing);
  const coverage = answer?.coverage ?? null;
  const searching = query.trim() !== '';
  const empty = (): ReactNode => {
    if (coverage === null) return null;
    if (!searching) {
      return (
        <Empty
          icon={icon}
          title={`No ${what} yet`}
          text={`${absenceWords(coverage)} Nothing was read of them.`}
        />
      );
    }
    return (
      <Empty
        icon={SearchX}
        title="Nothing matches"
        text={absenceWords(coverage)}
        action={<Button onClick={() => setQuery('')}>Clear the search</Button>}
      />
    );
  };
  return (
    <div className={tab.stack}>
      <div className={tab.bar}>
        <QueryField
          label={`Search all ${what}`}
          placeholder={placeholder}
          value={query}
          onChange={setQuery}
          list={list}
          context={context}
          onCompleting={setCompleting}
          problemsId={problems.length === 0 ? undefined : problemsId}
        />
      </div>
      <div className={tab.facets} role="group" aria-label={`Filter ${what}`}>
        {facets.map(({ key, value, label: words }) => {
          const on = facetValues(query, key).some((one) => fold(one) === fold(value));
          return (
            <button
              key={`${key} ${value}`}
              type="button"
              className={tab.facet}
              aria-pressed={on}
              onClick={() => setQuery(withFacet(query, key, on ? null : value))}
            >
              {words}
            </button>
          );
        })}
        {counted !== null && <span role="status">{counted}</span>}
        {coverage !== null && (
          <span
            className={css.coverage}
            data-partial={coverage.stale + coverage.never + coverage.incomplete > 0}
            title="Lists read today, older ones, and those never read."
          >
            Lists: {coverageWords(coverage, context.now)}
          </span>
        )}
      </div>
      {problems.length > 0 && (
        <div className={css.problems}>
          <QueryProblems id={problemsId} value={query} problems={problems} onChange={setQuery} />
        </div>
      )}
      <div className={tab.notes}>
        {error !== null && (
          <ErrorNote error={error} onRetry={onReload} tone={answer === null ? 'bad' : 'warn'} />
        )}
      </div>
      <VirtualGrid {...grid} label={label} rowCount={rowCount} empty={empty()} />
    </div>
  );
}

/** Whose connection it is: nothing is taken for the same over two of them. */
export const Where = ({ connection }: { connection: FoundToken['connection'] }) => (
  <span className={css.where} title={`${connection.label} · ${badgeWords[connection.badge].long}`}>
    <Chip tone={connection.badge === 'production' ? 'production' : 'neutral'}>
      {badgeWords[connection.badge].short}
    </Chip>
    <span>{connection.label}</span>
  </span>
);
