import { Clock, Eye, FileText, PenLine, Undo2 } from 'lucide-react';
import type { TimelineEntry } from '../../../src-preload/contract/timeline.ts';
import {
  formatDate,
  formatDateTime,
  formatDateTimeWithZone,
  formatTime,
  timeAgo,
} from '../../../src-preload/shared/format/dates.ts';
import { Button } from '../../components/Button.tsx';
import { Chip } from '../../components/Chip.tsx';
import { EndKept } from '../../components/EndKept.tsx';
import type { MenuItem } from '../../components/Menu.tsx';
import { openUndo } from '../../stores/plan.ts';
import type { GridColumn } from '../../components/grid-types.ts';
import styles from './HistoryScreen.module.css';
import { outcomeNames } from './text.ts';

const outcomeTones = {
  done: 'ok',
  'already-so': 'neutral',
  failed: 'bad',
  unverified: 'warn',
  skipped: 'neutral',
  pending: 'warn',
} as const;

interface ColumnParts {
  /** Epoch ms. */
  now: number;
  /** The name of an entry's workspace; null: all entries are of one workspace. */
  nameOf: ((workspaceId: string | null) => string) | null;
  onReceipt(planId: string): void;
}

export function activityColumns({ now, nameOf, onReceipt }: ColumnParts): GridColumn<TimelineEntry>[] {
  return [
    {
      id: 'at',
      header: 'When',
      width: '96px',
      cell: (entry) => (
        <span className={styles.dim} title={formatDateTimeWithZone(entry.at)}>
          {timeAgo(entry.at, now)}
        </span>
      ),
    },
    {
      id: 'words',
      header: 'Change',
      width: 'minmax(200px, 2.2fr)',
      cell: (entry) => (
        <span className={styles.what} title={entryTooltip(entry)}>
          <SourceIcon source={entry.source} />
          <EndKept text={entry.text} />
        </span>
      ),
    },
    ...(nameOf !== null
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
      header: 'Source',
      width: 'minmax(204px, 0.5fr)',
      hideBelow: 680,
      cell: (entry) => <SourceCell entry={entry} />,
    },
    {
      id: 'outcome',
      header: 'Outcome',
      width: '100px',
      cell: (entry) =>
        entry.source === 'app' ? (
          <Chip tone={outcomeTones[entry.outcome]}>{outcomeNames[entry.outcome]}</Chip>
        ) : (
          <Chip>{entry.source === 'clock' ? 'Expired' : 'Observed'}</Chip>
        ),
    },
    {
      id: 'receipt',
      header: 'Receipt',
      hideHeader: true,
      width: '88px',
      actions: { nameOf: ({ text }) => text, of: (entry) => actionsOf(entry, onReceipt) },
      cell: (entry, { tabIndex }) =>
        entry.source === 'app' ? (
          <Button size="s" variant="quiet" tabIndex={tabIndex} onClick={() => onReceipt(entry.planId)}>
            Receipt
          </Button>
        ) : null,
    },
  ];
}

/** What can be done with a change that was made here. */
function actionsOf(entry: TimelineEntry, onReceipt: (planId: string) => void): MenuItem[] {
  if (entry.source !== 'app') return [];
  const { planId, outcome } = entry;
  return [
    { label: 'View receipt…', icon: FileText, onSelect: () => onReceipt(planId) },
    {
      label: 'Undo…',
      icon: Undo2,
      key: 'u',
      disabledReason: outcome === 'done' ? null : 'Only changes that were made can be undone.',
      onSelect: () => void openUndo(planId),
    },
  ];
}

/** What most rows have in common is an icon with a name; when it was observed differs from row to row. */
function SourceCell({ entry }: { entry: TimelineEntry }) {
  if (entry.source === 'observed')
    return (
      <span className={styles.dim}>
        {entry.from === null ? 'Observed at a refresh' : timeSpan(entry.from, entry.at)}
      </span>
    );
  const words = entry.source === 'app' ? 'Made in Steward' : 'Scheduled expiry';
  return (
    <span className={styles.source} title={words}>
      <SourceIcon source={entry.source} />
      <span className="hidden-words">{words}</span>
    </span>
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

/** "13:04 – 14:04, 21 Nov 2026": between these two it changed. */
const timeSpan = (from: number, at: number) =>
  formatDate(from) === formatDate(at)
    ? `${formatTime(from)} – ${formatTime(at)}, ${formatDate(at)}`
    : `${formatDate(from)} – ${formatDate(at)}`;

function entryTooltip(entry: TimelineEntry): string {
  if (entry.source !== 'observed' || entry.from === null) return `${entry.text}\n${formatDateTime(entry.at)}`;
  return `${entry.text}\nObserved between ${formatDateTime(entry.from)} and ${formatDateTime(entry.at)}`;
}
