import { Clock, Eye, History, PenLine } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import type { Plan } from '../../../src-preload/contract/changes.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import type { TimelineEntry } from '../../../src-preload/contract/timeline.ts';
import { useNow } from '../../app/clock.ts';
import { Button } from '../../components/Button.tsx';
import { Chip } from '../../components/Chip.tsx';
import { Empty } from '../../components/Empty.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { ExportMenu } from '../../components/ExportMenu.tsx';
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
import { reloadTimeline, showTimeline, timelineInView, useTimeline } from '../../stores/timeline.ts';
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

/** What a list of entries is drawn from. */
interface Entries {
  rowCount: number;
  rowAt: (index: number) => TimelineEntry | undefined;
  onRange: (first: number, last: number) => void;
  error: AppError | null;
  reload: () => Promise<void>;
  /** null: they aren't counted. */
  matching: number | null;
}

/** All entries of a workspace are its timeline, which tells also what the clock did; the others are the history's. */
function useEntries(
  { connectionId, workspaceId }: { connectionId: string; workspaceId: string | null },
  source: HistorySource,
): Entries {
  const list = useHistory();
  const timeline = useTimeline();
  const along = workspaceId !== null && source === 'all';
  useEffect(() => {
    if (workspaceId !== null && source === 'all') showTimeline({ connectionId, workspaceId });
    else showHistory({ connectionId, workspaceId, source });
  }, [connectionId, workspaceId, source]);
  if (along) {
    const { place } = timeline;
    const current = place?.connectionId === connectionId && place.workspaceId === workspaceId;
    const rows = current ? timeline.rows : [];
    const error = current ? timeline.error : null;
    const waiting = (!current || !timeline.read) && error === null;
    return {
      rowCount: waiting ? 6 : rows.length + (timeline.next === null ? 0 : 1),
      rowAt: (index) => rows[index],
      onRange: timelineInView,
      error,
      reload: reloadTimeline,
      matching: null,
    };
  }
  const current =
    list.query?.connectionId === connectionId &&
    list.query.workspaceId === workspaceId &&
    list.query.source === source;
  const page = current ? list.page : null;
  const error = current ? list.error : null;
  return {
    rowCount: page === null ? (error === null ? 6 : 0) : (page.matching ?? 0),
    rowAt: (index) => (current ? rowAt(list.windows, index) : undefined),
    onRange: historyInView,
    error,
    reload: reloadHistory,
    matching: page?.matching ?? null,
  };
}

function Happened({ connectionId, workspaceId }: { connectionId: string; workspaceId: string | null }) {
  const [source, setSource] = useState<HistorySource>('all');
  const [opened, setOpened] = useState<Plan | null>(null);
  const [problem, setProblem] = useState<AppError | null>(null);
  const connection = useConnection(connectionId);
  const workspaces = useWorkspaceList(connectionId)?.workspaces ?? [];
  const entries = useEntries({ connectionId, workspaceId }, source);
  const { error } = entries;
  const { place, receipts } = useReceipts();
  const now = useNow();
  const refused = useCannotWrite(connectionId);
  useEffect(() => {
    void showReceipts({ connectionId, workspaceId });
  }, [connectionId, workspaceId]);

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

  const columns: GridColumn<TimelineEntry>[] = [
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
          <SourceIcon source={entry.source} />
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
            cell: (entry: TimelineEntry) => <span className={styles.dim}>{nameOf(entry.workspaceId)}</span>,
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
            : entry.source === 'clock'
              ? 'By the clock'
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
          <Chip>{entry.source === 'clock' ? 'Expired' : 'Observed'}</Chip>
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
        <ExportMenu
          of={() => ({ list: 'history', connectionId, workspaceId, source })}
          columns={() => null}
          rows={entries.matching}
          complete
          refused={entries.rowCount === 0 ? 'Nothing happened yet.' : null}
        />
      </div>
      {(error !== null || problem !== null || unfinished.length > 0) && (
        <div className={styles.notes}>
          {error !== null && <ErrorNote error={error} onRetry={() => void entries.reload()} />}
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
        rowCount={entries.rowCount}
        rowAt={entries.rowAt}
        onRange={entries.onRange}
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

function SourceIcon({ source }: { source: TimelineEntry['source'] }) {
  switch (source) {
    case 'app':
      return <PenLine aria-hidden />;
    case 'observed':
      return <Eye aria-hidden />;
    case 'clock':
      return <Clock aria-hidden />;
  }
}

const timeOf = (ms: number) => absoluteTime(ms).split(', ')[1] ?? '';

/** "13:04 – 14:04, 21 Nov 2026": between these two it changed. */
const spanWords = (from: number, at: number) =>
  date(from) === date(at) ? `${timeOf(from)} – ${timeOf(at)}, ${date(at)}` : `${date(from)} – ${date(at)}`;

function whatTitle(entry: TimelineEntry): string {
  if (entry.source !== 'observed' || entry.from === null) return `${entry.words}\n${absoluteTime(entry.at)}`;
  return `${entry.words}\nObserved between ${absoluteTime(entry.from)} and ${absoluteTime(entry.at)}`;
}
