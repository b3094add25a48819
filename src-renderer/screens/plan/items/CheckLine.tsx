import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { Check, PlanItem } from '../../../../src-preload/contract/plan.ts';
import { Checkbox } from '../../../components/fields/Checkbox.tsx';
import styles from './items.module.css';

const levelIcons = { block: CircleAlert, warn: TriangleAlert, info: Info } as const;

interface CheckLineProps {
  check: Check;
  /** The label of the checkbox that confirms it. */
  confirmLabel: string;
  checked: boolean;
  onConfirm: (confirmed: boolean) => void;
}

/** A problem, warning or remark about a change, with a checkbox where it needs confirmation. */
export function CheckLine({ check, confirmLabel, checked, onConfirm }: CheckLineProps) {
  const Icon = levelIcons[check.level];
  return (
    <div className={styles.check} data-level={check.level}>
      <Icon aria-hidden />
      <div>
        <span>{check.words}</span>
        {check.needsYes && (
          <div className={styles.yes}>
            <Checkbox label={confirmLabel} checked={checked} onChange={onConfirm} />
          </div>
        )}
      </div>
    </div>
  );
}

/** How a change can be undone, or that it can't. */
export function UndoNote({ undo }: { undo: PlanItem['undo'] }) {
  if (undo.words === '') return null;
  return (
    <p className={styles.small}>
      <span className={styles.undo}>{undo.possible ? 'Undo' : 'No undo'}</span> {undo.words}
    </p>
  );
}
