import { FileText, Undo2 } from 'lucide-react';
import type { TimelineEntry } from '../../../src-preload/contract/timeline.ts';
import {
  formatDate,
  formatDateTime,
  formatDateTimeWithZone,
  formatTime,
  timeAgo,
} from '../../../src-preload/shared/format/dates.ts';
import type { MenuItem } from '../../components/overlays/Menu.tsx';
import { openUndo } from '../../stores/plan/plan.ts';
import type { GridColumn } from '../../components/grid/grid-types.ts';
import type { CellElement, CellNode } from '../../components/grid/rows/cell-node.ts';
import { chip, dim, dimName, group, quietButton, text } from '../../components/grid/rows/cells.ts';
import { sentenceEndKept } from '../../components/grid/rows/end-kept.ts';
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
      cell: ({ at }) => dim(timeAgo(at, now), formatDateTimeWithZone(at)),
    },
    {
      id: 'words',
      header: 'Change',
      width: 'minmax(200px, 2.2fr)',
      cell: (entry) =>
        group([sourceIcon(entry.source), sentenceEndKept(entry.text)], {
          look: styles.what,
          title: entryTooltip(entry),
        }),
    },
    ...(nameOf !== null
      ? [
          {
            id: 'workspace',
            header: 'Workspace',
            width: 'minmax(130px, 0.8fr)',
            hideBelow: 860,
            cell: (entry: TimelineEntry) => dimName(nameOf(entry.workspaceId)),
          },
        ]
      : []),
    {
      id: 'source',
      header: 'Source',
      width: 'minmax(204px, 0.5fr)',
      hideBelow: 680,
      cell: sourceCell,
    },
    {
      id: 'outcome',
      header: 'Outcome',
      width: '100px',
      cell: (entry) =>
        entry.source === 'app'
          ? chip(outcomeNames[entry.outcome], outcomeTones[entry.outcome])
          : chip(entry.source === 'clock' ? 'Expired' : 'Observed'),
    },
    {
      id: 'receipt',
      header: 'Receipt',
      hideHeader: true,
      width: '88px',
      actions: { nameOf: ({ text }) => text, of: (entry) => actionsOf(entry, onReceipt) },
      cell: (entry) =>
        entry.source === 'app' ? quietButton('Receipt', () => onReceipt(entry.planId)) : null,
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
function sourceCell(entry: TimelineEntry): CellElement {
  if (entry.source === 'observed')
    return dim(entry.from === null ? 'Observed at a refresh' : timeSpan(entry.from, entry.at));
  const words = entry.source === 'app' ? 'Made in Steward' : 'Scheduled expiry';
  return group([sourceIcon(entry.source), text(words, { look: 'hidden-words' })], {
    look: styles.source,
    title: words,
  });
}

const sourceIcons = { app: 'made', observed: 'observed', clock: 'expired' } as const;
const sourceIcon = (source: TimelineEntry['source']): CellNode => ({ tag: 'svg', icon: sourceIcons[source] });

/** "13:04 – 14:04, 21 Nov 2026": between these two it changed. */
const timeSpan = (from: number, at: number) =>
  formatDate(from) === formatDate(at)
    ? `${formatTime(from)} – ${formatTime(at)}, ${formatDate(at)}`
    : `${formatDate(from)} – ${formatDate(at)}`;

function entryTooltip(entry: TimelineEntry): string {
  if (entry.source !== 'observed' || entry.from === null) return `${entry.text}\n${formatDateTime(entry.at)}`;
  return `${entry.text}\nObserved between ${formatDateTime(entry.from)} and ${formatDateTime(entry.at)}`;
}
