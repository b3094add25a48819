import { FileText } from 'lucide-react';
import type { PlacedHistoryEntry } from '../../../src-preload/contract/history.ts';
import { formatDateTime, formatDateTimeWithZone, timeAgo } from '../../../src-preload/shared/format/dates.ts';
import type { GridColumn } from '../../components/grid/grid-types.ts';
import { dim, group, name, quietButton } from '../../components/grid/rows/cells.ts';
import { sentenceEndKept } from '../../components/grid/rows/end-kept.ts';
import { connectionCell } from './connection-cell.ts';
import css from './AllConnectionsScreen.module.css';
import { historyText } from './text.ts';

/** The columns, with times as of `now` (epoch ms). */
export const historyColumns = (
  now: number,
  onReceipt: (row: PlacedHistoryEntry) => void,
): GridColumn<PlacedHistoryEntry>[] => [
  {
    id: 'at',
    header: 'When',
    width: '96px',
    cell: ({ entry }) => dim(timeAgo(entry.at, now), formatDateTimeWithZone(entry.at)),
  },
  {
    id: 'words',
    header: 'Change',
    width: 'minmax(200px, 2.2fr)',
    cell: ({ entry }) => {
      const source = entry.source === 'app' ? historyText.bySteward : historyText.observed;
      const seen =
        entry.source === 'observed' && entry.from !== null
          ? historyText.between(formatDateTime(entry.from), formatDateTime(entry.at))
          : `${source}, ${formatDateTime(entry.at)}`;
      return group(
        [
          { tag: 'svg', icon: entry.source === 'app' ? 'made' : 'observed', label: source },
          sentenceEndKept(entry.text),
        ],
        { look: css.change, title: `${entry.text}\n${seen}` },
      );
    },
  },
  {
    id: 'workspace',
    header: 'Workspace',
    width: 'minmax(120px, 0.8fr)',
    hideBelow: 760,
    cell: ({ workspaceName }) => name(workspaceName ?? '', { look: css.places }),
  },
  {
    id: 'connection',
    header: 'Connection',
    width: 'minmax(140px, 0.8fr)',
    cell: ({ connection }) => connectionCell(connection),
  },
  {
    id: 'receipt',
    header: 'Receipt',
    hideHeader: true,
    width: '88px',
    actions: {
      nameOf: ({ entry }) => entry.text,
      of: (row) =>
        row.entry.source === 'app'
          ? [{ label: 'View receipt…', icon: FileText, onSelect: () => onReceipt(row) }]
          : [],
    },
    cell: (row) => (row.entry.source === 'app' ? quietButton('Receipt', () => onReceipt(row)) : null),
  },
];
