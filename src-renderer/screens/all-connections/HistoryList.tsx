import { useEffect, useMemo } from 'react';
import { History, SearchX } from 'lucide-react';
import type { PlacedHistoryEntry } from '../../../src-preload/contract/history.ts';
import { plural } from '../../../src-preload/shared/format/numbers.ts';
import { Button } from '../../components/Button.tsx';
import { Empty } from '../../components/Empty.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Note } from '../../components/Note.tsx';
import { SearchedList } from '../../components/SearchedList.tsx';
import tab from '../../components/ListTab.module.css';
import {
  allHistoryInView,
  reloadAllHistory,
  showAllHistory,
  useAllConnections,
  useAllHistory,
} from '../../stores/all-connections.ts';
import { useListSearch } from '../../stores/list-search.ts';
import { rowAt } from '../../stores/paged-list.ts';
import { openReceipt } from '../../stores/plan/plan.ts';
import { toast } from '../../stores/toasts.ts';
import { historyColumns } from './history-columns.ts';
import { historyText, nothingToExport } from './text.ts';
import { useQueryContext } from './useQueryContext.ts';

const facets = [
  { key: 'kind', value: 'member', label: 'Members' },
  { key: 'kind', value: 'role', label: 'Roles' },
  { key: 'kind', value: 'token', label: 'Tokens' },
  { key: 'kind', value: 'invitation', label: 'Invitations' },
  { key: 'kind', value: 'workspace', label: 'Workspaces' },
  { key: 'by', value: 'steward', label: 'Made in Steward' },
  { key: 'when', value: '<7d', label: 'Last 7 days' },
  { key: 'when', value: '<30d', label: 'Last 30 days' },
] as const;

/** Opens the receipt of what Steward did; what was only observed has none. */
async function open({ entry }: PlacedHistoryEntry): Promise<void> {
  if (entry.source !== 'app') return;
  const answer = await window.steward.changes.get({ planId: entry.planId });
  if (answer.ok) openReceipt(answer.value);
  else toast(`${answer.error.sentence} ${answer.error.nextStep}`, { tone: 'bad' });
}

const order: { sorts: readonly ['at']; sort: { by: 'at'; order: 'desc' }; parts: readonly ['all'] } = {
  sorts: ['at'],
  sort: { by: 'at', order: 'desc' },
  parts: ['all'],
};

/** What was changed in Steward and observed on every connection, newest first. */
export function HistoryList({ query }: { query: string }) {
  const text = useAllConnections((state) => state.query);
  const setText = (next: string) => useAllConnections.setState({ query: next });
  const context = useQueryContext();
  const { sort } = useListSearch('allHistory', order);
  useEffect(() => showAllHistory({ query }), [query]);
  const { page, loaded, error } = useAllHistory();
  const columns = useMemo(() => historyColumns(context.now, (entry) => void open(entry)), [context.now]);
  const withheld = page?.withheld ?? 0;
  return (
    <div className={tab.stack}>
      <SearchedList
        shown={{ list: 'allHistory', place: null, rows: null, query: text, part: null, sort }}
        searchLabel="Search the history"
        filterLabel="Filter the history"
        placeholder="who:…, ws:…, conn:…, kind:role, when:<30d"
        onQuery={setText}
        context={context}
        problems={page?.problems ?? []}
        facets={facets}
        remarks={page !== null && <span role="status">{plural(page.matching, 'change')}</span>}
        notes={
          <>
            {error !== null && (
              <ErrorNote
                error={error}
                onRetry={() => void reloadAllHistory()}
                tone={page === null ? 'bad' : 'warn'}
              />
            )}
            {withheld > 0 && (
              <Note tone="warn" role="status">
                {historyText.withheld(withheld)}
              </Note>
            )}
          </>
        }
        exported={{
          rows: page?.matching ?? null,
          complete: withheld === 0,
          refused: page === null || page.matching === 0 ? nothingToExport : null,
        }}
        label="History of all connections"
        columns={columns}
        rowCount={page === null ? (error === null ? 12 : 0) : page.matching}
        rowAt={(index) => rowAt(loaded, index)}
        onRange={allHistoryInView}
        resetKey={query}
        onOpen={(entry) => void open(entry)}
        empty={
          page === null ? null : text.trim() === '' ? (
            <Empty icon={History} level={2} title={historyText.none} text={historyText.noneYet} />
          ) : (
            <Empty
              icon={SearchX}
              level={2}
              title={historyText.noMatch}
              text={historyText.onlySeen}
              action={<Button onClick={() => setText('')}>Clear search</Button>}
            />
          )
        }
      />
    </div>
  );
}
