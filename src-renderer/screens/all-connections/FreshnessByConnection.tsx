import { formatNumber } from '../../../src-preload/shared/format/numbers.ts';
import { listFreshnesses, type ListFreshness } from '../../../src-preload/shared/list-freshness.ts';
import { quoteValue } from '../../../src-preload/shared/query/terms.ts';
import { Disclosure } from '../../components/Disclosure.tsx';
import { countFreshness } from '../../lib/freshness-words.ts';
import { openAllConnections } from '../../stores/all-connections.ts';
import { useNow } from '../../stores/clock.ts';
import { useConnections } from '../../stores/connections.ts';
import { useDoubtedLists } from '../../stores/doubted-lists.ts';
import { useWorkspaces } from '../../stores/workspaces.ts';
import { UserText } from '../../components/UserText.tsx';
import css from './FreshnessByConnection.module.css';
import { freshnessText } from './text.ts';

/** How fresh the lists of each connection are: a bar beside the counts, which lead to what they count. */
export function FreshnessByConnection() {
  const connections = useConnections((state) => state.connections);
  const lists = useWorkspaces((state) => state.lists);
  const { lists: doubted } = useDoubtedLists(null);
  const now = useNow();
  const rows = connections.flatMap((connection) => {
    const found = countFreshness(lists[connection.id]?.workspaces ?? [], doubted ?? [], now);
    return found.all === 0 ? [] : [{ connection, ...found }];
  });
  if (rows.length === 0) return null;
  return (
    <div className={css.frame}>
      <Disclosure label={freshnessText.title}>
        <div className={css.scroll}>
          <table className={css.table}>
            <caption className="hidden-words">{freshnessText.title}</caption>
            <thead>
              <tr>
                <th scope="col">Connection</th>
                <th scope="col">
                  <span className="hidden-words">Share</span>
                </th>
                {listFreshnesses.map((freshness) => (
                  <th key={freshness} scope="col">
                    {freshnessText.column[freshness]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ connection, counts }) => (
                <tr key={connection.id}>
                  <th scope="row">
                    <UserText keepEnd>{connection.label}</UserText>
                  </th>
                  <td>
                    <Bar counts={counts} />
                  </td>
                  {listFreshnesses.map((freshness) => (
                    <td key={freshness}>
                      <Count
                        count={counts[freshness]}
                        label={`${freshnessText.column[freshness]}, ${connection.label}`}
                        query={`conn:${quoteValue(connection.label)} freshness:${freshness}`}
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Disclosure>
    </div>
  );
}

/** The counts as shares of a line; they stand beside it as figures. */
function Bar({ counts }: { counts: Record<ListFreshness, number> }) {
  return (
    <div className={css.bar} aria-hidden>
      {listFreshnesses.map((freshness) =>
        counts[freshness] === 0 ? null : (
          <span key={freshness} data-freshness={freshness} style={{ flexGrow: counts[freshness] }} />
        ),
      )}
    </div>
  );
}

function Count({ count, label, query }: { count: number; label: string; query: string }) {
  if (count === 0) return <span className={css.none}>0</span>;
  return (
    <button
      type="button"
      className={css.count}
      aria-label={`${label}: ${formatNumber(count)}`}
      onClick={() => openAllConnections({ tab: 'workspaces', query })}
    >
      {formatNumber(count)}
    </button>
  );
}
