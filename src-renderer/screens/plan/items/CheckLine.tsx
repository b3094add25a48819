import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { Check, PlanItem } from '../../../../src-preload/contract/changes.ts';
import { Checkbox } from '../../../components/Checkbox.tsx';
import styles from './items.module.css';

const levelIcons = { block: CircleAlert, warn: TriangleAlert, info: Info } as const;

interface CheckLineProps {
  check: Check;
  /** The words of the yes that it needs. */
  yes: string;
  checked: boolean;
  onYes: (yes: boolean) => void;
}

/** What speaks against a change, or is to know of it, with the yes where it needs one. */
export function CheckLine({ check, yes, checked, onYes }: CheckLineProps) {
  const Icon = levelIcons[check.level];
  return (
    <div className={styles.check} data-level={check.level}>
      <Icon aria-hidden />
      <div>
        <span>{check.words}</span>
        {check.needsYes && (
          <div className={styles.yes}>
            <Checkbox label={yes} checked={checked} onChange={onYes} />
          </div>
        )}
      </div>
    </div>
  );
}

/** The way back from a change, or that there is none. */
export function UndoNote({ undo }: { undo: PlanItem['undo'] }) {
  if (undo.words === '') return null;
  return (
    <p className={styles.small}>
      <span className={styles.undo}>{undo.possible ? 'Undo' : 'No undo'}</span> {undo.words}
    </p>
  );
}
