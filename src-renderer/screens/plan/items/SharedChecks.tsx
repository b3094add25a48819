import type { Plan } from '../../../../src-preload/contract/changes.ts';
import { acknowledge } from '../../../stores/plan.ts';
import { yesId } from '../../../stores/plan-questions.ts';
import { CheckLine, UndoNote } from './CheckLine.tsx';
import styles from './items.module.css';
import type { Shared } from './shared-checks.ts';

/** What holds for every change of the plan, with one yes for a warning that they all have. */
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
      <p className={styles.allTitle}>For each of the {plan.items.length}</p>
      {checks.map((check) => (
        <CheckLine
          key={check.code}
          check={check}
          yes={`Yes, for all ${plan.items.length}`}
          checked={plan.items.every((item) => acknowledged.has(yesId(item.id, check)))}
          onYes={(yes) =>
            acknowledge(
              plan.items.map((item) => yesId(item.id, check)),
              yes,
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
