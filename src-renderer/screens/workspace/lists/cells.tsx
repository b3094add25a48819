import { Ellipsis } from 'lucide-react';
import type { Known } from '../../../../src-preload/shared/known.ts';
import {
  formatDate,
  formatDateTimeWithZone,
  relativeTime,
  timeAgo,
} from '../../../../src-preload/shared/format/dates.ts';
import { IconButton } from '../../../components/IconButton.tsx';
import { Menu, type MenuItem } from '../../../components/Menu.tsx';
import type { GridColumn } from '../../../components/grid-types.ts';
import styles from '../../../components/ListTab.module.css';

/* Cells and columns that several lists share. */

/** The last column of a list: everything that can be done with a row. */
export const actionsColumn = <Row,>(
  nameOf: (row: Row) => string,
  actionsFor: (row: Row) => MenuItem[],
): GridColumn<Row> => ({
  id: 'actions',
  header: 'Actions',
  hideHeader: true,
  width: '40px',
  actions: { nameOf, of: actionsFor },
  cell: (row, { tabIndex }) => (
    <Menu
      trigger={
        <IconButton size="s" icon={Ellipsis} label={`Actions for ${nameOf(row)}`} tabIndex={tabIndex} />
      }
      items={() => actionsFor(row)}
    />
  ),
});

/** A text that may be absent or unreported. `none`: what to show where it is absent. */
export function KnownText({ value, none }: { value: Known<string>; none: string }) {
  if (value.state === 'known' && value.value !== '') return <span title={value.value}>{value.value}</span>;
  return <span className={styles.dim}>{value.state === 'not-reported' ? 'Not reported' : none}</span>;
}

/**
 * When something ends or, with `ended`, has ended: the distance and the day, with the exact time on hover. The server's clock may be
 * ahead of the one on screen, and what has ended doesn't end "in a moment".
 */
export function EndDate({
  at,
  now,
  ended = false,
}: {
  at: Known<number>;
  now: number;
  ended?: boolean | undefined;
}) {
  if (at.state !== 'known') {
    return <span className={styles.dim}>{at.state === 'none' ? 'Never' : 'Not reported'}</span>;
  }
  const relative = ended ? timeAgo(at.value, now) : relativeTime(at.value, now);
  const date = formatDate(at.value);
  return (
    <span title={formatDateTimeWithZone(at.value)}>
      {relative} {relative !== date && <span className={styles.dim}>· {date}</span>}
    </span>
  );
}
