import type { ReactNode } from 'react';
import { ListChecks } from 'lucide-react';
import { useOfferedVerbs } from '../../stores/verbs.ts';
import { formatNumber } from '../../../src-preload/shared/format/numbers.ts';
import styles from './SelectionBar.module.css';
import { Button } from '../Button.tsx';

interface BulkBarProps {
  count: number;
  onClear: () => void;
  children: ReactNode;
}

/** What can be done with the rows that were picked in a list. Its buttons are `BulkAction`s. */
export function BulkBar({ count, onClear, children }: BulkBarProps) {
  if (count === 0) return null;
  return (
    <div className={styles.bar} role="region" aria-label="Selection">
      <span role="status">{formatNumber(count)} selected</span>
      <button type="button" className={styles.link} onClick={onClear}>
        Clear
      </button>
      <span className={styles.spacer} />
      {children}
    </div>
  );
}

interface BulkActionProps {
  disabledReason?: string | null;
  onClick: () => void;
  /** Its words, which the palette has too. */
  children: string;
}

/** One thing that can be done with the rows that were picked, by a button and by the palette. */
export function BulkAction({ disabledReason = null, onClick, children }: BulkActionProps) {
  useOfferedVerbs(() => [
    { label: children, icon: ListChecks, onSelection: true, disabledReason, run: onClick },
  ]);
  return (
    <Button className={styles.button} disabledReason={disabledReason} onClick={onClick}>
      {children}
    </Button>
  );
}
