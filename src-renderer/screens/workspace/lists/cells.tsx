import { Ellipsis } from 'lucide-react';
import type { Known } from '../../../../src-preload/shared/known.ts';
import {
  formatDate,
  formatDateTimeWithZone,
  relativeTime,
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
  cell: (row, { tabIndex }) => (
    <Menu
      trigger={
        <IconButton size="s" icon={Ellipsis} label={`Actions for ${nameOf(row)}`} tabIndex={tabIndex} />
      }
      items={actionsFor(row)}
    />
  ),
});

/** A text that may be absent or unreported. `none`: what to show where it is absent. */
export function KnownText({ value, none }: { value: Known<string>; none: string }) {
  if (value.state === 'known' && value.value !== '') return <span title={value.value}>{value.value}</span>;
  return <span className={styles.dim}>{value.state === 'not-reported' ? 'Not reported' : none}</span>;
}

/** When something ends or ended: the distance and the day, with the exact time on hover. */
export function EndDate({ at, now }: { at: Known<number>; now: number }) {
  if (at.state !== 'known') {
    return <span className={styles.dim}>{at.state === 'none' ? 'Never' : 'Not reported'}</span>;
  }
  const [relative, date] = [relativeTime(at.value, now), formatDate(at.value)];
  return (
    <span title={formatDateTimeWithZone(at.value)}>
      {relative} {relative !== date && <span className={styles.dim}>· {date}</span>}
    </span>
  );
}
