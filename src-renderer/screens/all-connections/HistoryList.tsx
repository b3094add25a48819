import { useEffect, useId, useMemo, useState } from 'react';
import { History, SearchX } from 'lucide-react';
import { fold } from '../../../src-preload/shared/fold.ts';
import type { PlacedHistoryEntry } from '../../../src-preload/contract/history.ts';
import { plural } from '../../../src-preload/shared/format/numbers.ts';
import { facetValues, withFacet } from '../../../src-preload/shared/query/complete.ts';
import { Button } from '../../components/Button.tsx';
import { Empty } from '../../components/Empty.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Note } from '../../components/Note.tsx';
import { problemsToSay, QueryField, QueryProblems } from '../../components/QueryField.tsx';
import searched from '../../components/SearchedList.module.css';
import tab from '../../components/ListTab.module.css';
import { VirtualGrid } from '../../components/VirtualGrid.tsx';
import {
  allHistoryInView,
  reloadAllHistory,
  showAllHistory,
  useAllConnections,
  useAllHistory,
} from '../../stores/all-connections.ts';
import { rowAt } from '../../stores/paged-list.ts';
import { openReceipt } from '../../stores/plan.ts';
import { toast } from '../../stores/toasts.ts';
import { historyColumns } from './history-columns.ts';
import { historyText } from './text.ts';
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

/** What was changed in Steward and observed on every connection, newest first. */
export function HistoryList({ query }: { query: string }) {
  const text = useAllConnections((state) => state.query);
  const setText = (next: string) => useAllConnections.setState({ query: next });
  const context = useQueryContext();
  const problemsId = useId();
  const [completing, setCompleting] = useState(false);
  useEffect(() => showAllHistory({ query }), [query]);
  const { page, loaded, error } = useAllHistory();
  const columns = useMemo(() => historyColumns(context.now, (entry) => void open(entry)), [context.now]);
  const said = problemsToSay(text, page?.problems ?? [], completing);
  const has = ({ key, value }: { key: string; value: string }) =>
    facetValues(text, key).some((one) => fold(one) === fold(value));
  const withheld = page?.withheld ?? 0;
  return (
    <div className={tab.stack}>
      <div className={searched.bar}>
        <QueryField
          label="Search the history"
          placeholder="who:…, ws:…, conn:…, kind:role, when:<30d"
          value={text}
          onChange={setText}
          list="allHistory"
          context={context}
          onCompleting={setCompleting}
          problemsId={said.length === 0 ? undefined : problemsId}
        />
      </div>
      <div className={searched.facets}>
        <div className={searched.chips} role="group" aria-label="Filter the history">
          {facets.map((facet) => (
            <button
              key={facet.label}
              type="button"
              className={searched.facet}
              aria-pressed={has(facet)}
              onClick={() => setText(withFacet(text, facet.key, has(facet) ? null : facet.value))}
            >
              {facet.label}
            </button>
          ))}
        </div>
        {page !== null && <span role="status">{plural(page.matching, 'change')}</span>}
      </div>
      {said.length > 0 && (
        <div className={searched.problems}>
          <QueryProblems id={problemsId} value={text} problems={said} onChange={setText} />
        </div>
      )}
      <div className={searched.notes}>
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
      </div>
      <VirtualGrid
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
