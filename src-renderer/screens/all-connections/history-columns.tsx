import { Eye, PenLine } from 'lucide-react';
import type { PlacedHistoryEntry } from '../../../src-preload/contract/history.ts';
import { formatDateTime, formatDateTimeWithZone, timeAgo } from '../../../src-preload/shared/format/dates.ts';
import { Button } from '../../components/Button.tsx';
import type { GridColumn } from '../../components/grid-types.ts';
import tab from '../../components/ListTab.module.css';
import { ConnectionCell } from './ConnectionCell.tsx';
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
    cell: ({ entry }) => (
      <span className={tab.dim} title={formatDateTimeWithZone(entry.at)}>
        {timeAgo(entry.at, now)}
      </span>
    ),
  },
  {
    id: 'words',
    header: 'Change',
    width: 'minmax(200px, 2.2fr)',
    cell: ({ entry }) => {
      const Icon = entry.source === 'app' ? PenLine : Eye;
      const source = entry.source === 'app' ? historyText.bySteward : historyText.observed;
      const seen =
        entry.source === 'observed' && entry.from !== null
          ? historyText.between(formatDateTime(entry.from), formatDateTime(entry.at))
          : `${source}, ${formatDateTime(entry.at)}`;
      return (
        <span className={css.change} title={`${entry.text}\n${seen}`}>
          <Icon role="img" aria-label={source} />
          <bdi>{entry.text}</bdi>
        </span>
      );
    },
  },
  {
    id: 'workspace',
    header: 'Workspace',
    width: 'minmax(120px, 0.8fr)',
    hideBelow: 760,
    cell: ({ workspaceName }) => <span className={css.places}>{workspaceName ?? ''}</span>,
  },
  {
    id: 'connection',
    header: 'Connection',
    width: 'minmax(140px, 0.8fr)',
    cell: ({ connection }) => <ConnectionCell connection={connection} />,
  },
  {
    id: 'receipt',
    header: 'Receipt',
    hideHeader: true,
    width: '88px',
    cell: (row, { tabIndex }) =>
      row.entry.source === 'app' ? (
        <Button size="s" variant="quiet" tabIndex={tabIndex} onClick={() => onReceipt(row)}>
          Receipt
        </Button>
      ) : null,
  },
];
