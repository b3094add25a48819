import { Eye, History, PenLine } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import type { Plan } from '../../../src-preload/contract/changes.ts';
import type { HistoryEntry } from '../../../src-preload/contract/history.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { useNow } from '../../app/clock.ts';
import { Button } from '../../components/Button.tsx';
import { Chip } from '../../components/Chip.tsx';
import { Empty } from '../../components/Empty.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Segments } from '../../components/Segments.tsx';
import { VirtualGrid, type GridColumn } from '../../components/VirtualGrid.tsx';
import { absoluteTime, date, relativeTime } from '../../lib/format.ts';
import { useConnection } from '../../stores/connections.ts';
import {
  historyInView,
  reloadHistory,
  showHistory,
  showReceipts,
  useHistory,
  useReceipts,
  type HistorySource,
} from '../../stores/history.ts';
import { openFinish, useCannotWrite } from '../../stores/plan.ts';
import { rowAt } from '../../stores/windows.ts';
import { useWorkspaceList } from '../../stores/workspaces.ts';
import { ReceiptDialog } from '../plan/PlanResult.tsx';
import { plural } from '../workspace/words.ts';
import type { PastView } from '../timeline/PastScreen.tsx';
import styles from './HistoryScreen.module.css';

const PastScreen = lazy(() => import('../timeline/PastScreen.tsx'));

const views: { value: PastView | 'happened'; label: string }[] = [
  { value: 'happened', label: 'What happened' },
  { value: 'as-of', label: 'As of a date' },
  { value: 'compare', label: 'Compare' },
  { value: 'over-time', label: 'Over time' },
];

const sources: { value: HistorySource; label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'app', label: 'By this app' },
  { value: 'observed', label: 'Observed' },
];

const outcomeWords = {
  done: { tone: 'ok', words: 'Done' },
  'already-so': { tone: 'neutral', words: 'Already so' },
  failed: { tone: 'bad', words: 'Failed' },
  unverified: { tone: 'warn', words: 'Not known' },
  skipped: { tone: 'neutral', words: 'Not tried' },
  pending: { tone: 'warn', words: 'Not finished' },
} as const;

/** What this app changed and what it saw change: of one workspace, or of a whole connection; and how a workspace was. */
export function HistoryScreen({
  connectionId,
  workspaceId,
}: {
  connectionId: string;
  workspaceId: string | null;
}) {
  const [view, setView] = useState<PastView | 'happened'>('happened');
  if (workspaceId === null) return <Happened connectionId={connectionId} workspaceId={null} />;
  return (
    <div className={styles.stack}>
      <div className={styles.views}>
        <Segments label="What to look at" value={view} onChange={setView} options={views} />
      </div>
      {view === 'happened' ? (
        <Happened connectionId={connectionId} workspaceId={workspaceId} />
      ) : (
        <Suspense fallback={null}>
          <PastScreen view={view} connectionId={connectionId} workspaceId={workspaceId} />
        </Suspense>
      )}
    </div>
  );
}

function Happened({ connectionId, workspaceId }: { connectionId: string; workspaceId: string | null }) {
  const [source, setSource] = useState<HistorySource>('all');
  const [opened, setOpened] = useState<Plan | null>(null);
  const [problem, setProblem] = useState<AppError | null>(null);
  const connection = useConnection(connectionId);
  const workspaces = useWorkspaceList(connectionId)?.workspaces ?? [];
  const list = useHistory();
  const { place, receipts } = useReceipts();
  const now = useNow();
  const refused = useCannotWrite(connectionId);
  useEffect(() => {
    showHistory({ connectionId, workspaceId, source });
  }, [connectionId, workspaceId, source]);
  useEffect(() => {
    void showReceipts({ connectionId, workspaceId });
  }, [connectionId, workspaceId]);

  const current =
    list.query?.connectionId === connectionId &&
    list.query.workspaceId === workspaceId &&
    list.query.source === source;
  const page = current ? list.page : null;
  const error = current ? list.error : null;
  const windows = current ? list.windows : new Map<number, readonly HistoryEntry[]>();
  const rowCount = page === null ? (error === null ? 6 : 0) : page.matching;
  const unfinished =
    place?.connectionId === connectionId && place.workspaceId === workspaceId
      ? receipts.filter(
          (plan) => plan.unfinished > 0 && plan.status !== 'draft' && plan.status !== 'applying',
        )
      : [];

  const open = async (planId: string) => {
    const answer = await window.steward.changes.get({ planId });
    if (answer.ok) setOpened(answer.value);
    setProblem(answer.ok ? null : answer.error);
  };
  const readBackOpened = async (planId: string) => {
    const answer = await window.steward.changes.readBack({ planId });
    if (!answer.ok) return answer.error;
    setOpened(answer.value);
    return null;
  };
  const nameOf = (id: string | null) =>
    id === null ? '' : (workspaces.find((one) => one.id === id)?.name ?? 'A workspace no longer listed');

  const columns: GridColumn<HistoryEntry>[] = [
    {
      id: 'at',
      header: 'When',
      width: '96px',
      cell: (entry) => (
        <span className={styles.dim} title={absoluteTime(entry.at)}>
          {relativeTime(Math.min(entry.at, now), now)}
        </span>
      ),
    },
    {
      id: 'words',
      header: 'What',
      width: 'minmax(200px, 2.2fr)',
      cell: (entry) => (
        <span className={styles.what} title={whatTitle(entry)}>
          {entry.source === 'app' ? <PenLine aria-hidden /> : <Eye aria-hidden />}
          <span>{entry.words}</span>
        </span>
      ),
    },
    ...(workspaceId === null
      ? [
          {
            id: 'workspace',
            header: 'Workspace',
            width: 'minmax(130px, 0.8fr)',
            hideBelow: 860,
            cell: (entry: HistoryEntry) => <span className={styles.dim}>{nameOf(entry.workspaceId)}</span>,
          },
        ]
      : []),
    {
      id: 'source',
      header: 'How it is known',
      width: 'minmax(204px, 0.5fr)',
      hideBelow: 680,
      cell: (entry) => (
        <span className={styles.dim}>
          {entry.source === 'app'
            ? 'Changed by this app'
            : entry.from === null
              ? 'Seen at a refresh'
              : spanWords(entry.from, entry.at)}
        </span>
      ),
    },
    {
      id: 'outcome',
      header: 'Outcome',
      width: '100px',
      cell: (entry) =>
        entry.source === 'app' ? (
          <Chip tone={outcomeWords[entry.outcome].tone}>{outcomeWords[entry.outcome].words}</Chip>
        ) : (
          <Chip>Observed</Chip>
        ),
    },
    {
      id: 'receipt',
      header: 'Receipt',
      hideHeader: true,
      width: '88px',
      cell: (entry, { tabIndex }) =>
        entry.source === 'app' ? (
          <Button size="s" variant="quiet" tabIndex={tabIndex} onClick={() => void open(entry.planId)}>
            Receipt
          </Button>
        ) : null,
    },
  ];
  const title = workspaceId === null ? (connection?.label ?? 'this connection') : nameOf(workspaceId);

  return (
    <div className={styles.stack}>
      {workspaceId === null && <h2 className={styles.title}>History of {title}</h2>}
      <div className={styles.bar}>
        <Segments label="Which entries" value={source} onChange={setSource} options={sources} />
        <span className={styles.hint}>
          Observed: seen to be different between two refreshes. Who did it is not known.
        </span>
      </div>
      {(error !== null || problem !== null || unfinished.length > 0) && (
        <div className={styles.notes}>
          {error !== null && <ErrorNote error={error} onRetry={() => void reloadHistory()} />}
          {problem !== null && <ErrorNote error={problem} />}
          {unfinished.length > 0 && (
            <ul className={styles.open} aria-label="Not finished">
              {unfinished.slice(0, 4).map((plan) => (
                <li key={plan.id}>
                  <span>{plan.title}</span>
                  <span className={styles.dim}>{plural(plan.unfinished, 'change')} not done</span>
                  <Button size="s" variant="quiet" onClick={() => setOpened(plan)}>
                    Receipt
                  </Button>
                  <Button size="s" disabledReason={refused} onClick={() => void openFinish(plan.id)}>
                    Finish
                  </Button>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
      <VirtualGrid
        label={`History of ${title}`}
        columns={columns}
        rowCount={rowCount}
        rowAt={(index) => rowAt(windows, index)}
        onRange={historyInView}
        resetKey={source}
        onOpen={(entry) => {
          if (entry.source === 'app') void open(entry.planId);
        }}
        empty={
          error !== null ? null : (
            <Empty
              icon={History}
              title={source === 'app' ? 'Nothing changed by this app yet' : 'Nothing here yet'}
              text={
                source === 'app'
                  ? 'Each change that you make here leaves a receipt.'
                  : 'Differences appear here when a refresh finds something changed since the one before.'
              }
            />
          )
        }
      />
      {opened !== null && (
        <ReceiptDialog
          plan={opened}
          error={null}
          onClose={() => setOpened(null)}
          onReadBack={() => readBackOpened(opened.id)}
        />
      )}
    </div>
  );
}

const timeOf = (ms: number) => absoluteTime(ms).split(', ')[1] ?? '';

/** "13:04 – 14:04, 21 Nov 2026": between these two it changed. */
const spanWords = (from: number, at: number) =>
  date(from) === date(at) ? `${timeOf(from)} – ${timeOf(at)}, ${date(at)}` : `${date(from)} – ${date(at)}`;

function whatTitle(entry: HistoryEntry): string {
  if (entry.source === 'app' || entry.from === null) return `${entry.words}\n${absoluteTime(entry.at)}`;
  return `${entry.words}\nObserved between ${absoluteTime(entry.from)} and ${absoluteTime(entry.at)}`;
}
