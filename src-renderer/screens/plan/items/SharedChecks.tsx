import type { Plan } from '../../../../src-preload/contract/plan.ts';
import { formatNumber } from '../../../../src-preload/shared/format/numbers.ts';
import { acknowledge } from '../../../stores/plan/plan-review.ts';
import { yesId } from '../../../stores/plan/plan-questions.ts';
import { CheckLine, UndoNote } from './CheckLine.tsx';
import styles from './items.module.css';
import type { Shared } from './shared-checks.ts';

/** What all changes of the plan have in common; a shared warning is confirmed once. */
export function SharedChecks({
  plan,
  shared,
  acknowledged,
}: {
  plan: Plan;
  shared: Shared;
  acknowledged: ReadonlySet<string>;
}) {
  const { checks, consequences, undo } = shared;
  if (checks.length === 0 && consequences.length === 0 && (undo === null || undo.words === '')) return null;
  return (
    <div className={styles.all}>
      <p className={styles.allTitle}>For all changes</p>
      {checks.map((check) => (
        <CheckLine
          key={check.code}
          check={check}
          confirmLabel={`Yes, for all ${formatNumber(plan.items.length)}`}
          checked={plan.items.every((item) => acknowledged.has(yesId(item.id, check)))}
          onConfirm={(confirmed) =>
            acknowledge(
              plan.items.map((item) => yesId(item.id, check)),
              confirmed,
            )
          }
        />
      ))}
      {consequences.map((words) => (
        <p key={words} className={styles.small}>
          {words}
        </p>
      ))}
      {undo !== null && <UndoNote undo={undo} />}
    </div>
  );
}
