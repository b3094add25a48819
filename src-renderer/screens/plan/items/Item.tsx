import { Hand } from 'lucide-react';
import { useState } from 'react';
import { isBlocked } from '../../../../src-preload/shared/plan.ts';
import type { Plan, PlanItem } from '../../../../src-preload/contract/changes.ts';
import { Checkbox } from '../../../components/Checkbox.tsx';
import { lowerFirst } from '../../../lib/names.ts';
import { acknowledge } from '../../../stores/plan.ts';
import { yesId } from '../../../stores/plan-questions.ts';
import { CheckLine, UndoNote } from './CheckLine.tsx';
import { StateIcon, StateText } from './ItemState.tsx';
import styles from './items.module.css';
import { isSameCheck, isShown, type Shared } from './shared-checks.ts';
import type { Mode } from './shown-items.ts';

const operationSigns = { add: '+', change: '~', remove: '−' } as const;
const operationNames = { add: 'Adds', change: 'Changes', remove: 'Removes' } as const;

interface ItemProps {
  item: PlanItem;
  plan: Plan;
  mode: Mode;
  acknowledged: ReadonlySet<string>;
  /** What is said once for all of them. */
  shared: Shared;
}

/** One change: what it does, and in a review what speaks against it, else what came of it. */
export function Item({ item, plan, mode, acknowledged, shared }: ItemProps) {
  const review = mode === 'review';
  const blocked = review && isBlocked(item);
  return (
    <>
      {item.pause !== null && <Pause item={item} mode={mode} />}
      <li className={styles.item} data-op={blocked ? 'blocked' : item.op}>
        <span className={styles.op} aria-label={operationNames[item.op]} role="img">
          {!review ? <StateIcon item={item} /> : blocked ? '!' : operationSigns[item.op]}
        </span>
        <div>
          <div className={styles.line}>
            <span className={styles.title}>
              {item.title} {item.target.workspaceName !== '' && <InWorkspace item={item} />}
            </span>
            <span className={styles.fact}>{item.fact}</span>
          </div>
          {review ? (
            <Reviewed item={item} plan={plan} acknowledged={acknowledged} shared={shared} />
          ) : (
            <StateText item={item} />
          )}
        </div>
      </li>
    </>
  );
}

/** All that is to know of one change before it is made, but for what holds for every change of the plan. */
function Reviewed({ item, plan, acknowledged, shared }: Omit<ItemProps, 'mode'>) {
  const { dependsOn } = item;
  const first = dependsOn === null ? undefined : plan.items.find(({ id }) => id === dependsOn);
  // What can't be done needs no warnings to be answered.
  const checks = item.checks.filter(
    (check) =>
      isShown(plan, check) &&
      (check.level === 'block' || !isBlocked(item)) &&
      !shared.checks.some((one) => isSameCheck(one, check)),
  );
  const consequences = item.consequences.filter((words) => !shared.consequences.includes(words));
  return (
    <>
      {first !== undefined && <p className={styles.small}>After: {first.title}</p>}
      {item.steps.length > 0 && <Steps item={item} />}
      {checks.map((check) => (
        <CheckLine
          key={check.code}
          check={check}
          yes={`Yes, ${check.code === 'removals-over-quarter' ? 'remove that many' : lowerFirst(item.title)}`}
          checked={acknowledged.has(yesId(item.id, check))}
          onYes={(yes) => acknowledge([yesId(item.id, check)], yes)}
        />
      ))}
      {consequences.map((words) => (
        <p key={words} className={styles.small}>
          {words}
        </p>
      ))}
      {shared.undo === null && <UndoNote undo={item.undo} />}
    </>
  );
}

function InWorkspace({ item }: { item: PlanItem }) {
  const { workspaceName } = item.target;
  if (item.title.includes(workspaceName)) return null;
  return (
    <span className={styles.in}>
      in <b>{workspaceName}</b>
    </span>
  );
}

/** What a person does between two changes: the plan stands there until it is finished later. */
function Pause({ item, mode }: { item: PlanItem; mode: Mode }) {
  const over = mode !== 'review' && !['pending', 'skipped'].includes(item.state.state);
  return (
    <li className={styles.pause} data-over={over}>
      <Hand aria-hidden />
      <span>
        <b>Then you:</b> {item.pause}
      </span>
    </li>
  );
}

/** The clicks to make in the system's own pages, to tick off while one makes them; nothing but this screen knows the ticks. */
function Steps({ item }: { item: PlanItem }) {
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set());
  return (
    <ol className={styles.steps} aria-label={`Steps: ${item.title}`}>
      {item.steps.map((step, index) => (
        <li key={index} data-ticked={ticked.has(index)}>
          <span className={styles.number} aria-hidden>
            {index + 1}
          </span>
          <Checkbox
            label={step}
            checked={ticked.has(index)}
            onChange={(on) => {
              const next = new Set(ticked);
              if (on) next.add(index);
              else next.delete(index);
              setTicked(next);
            }}
          />
        </li>
      ))}
    </ol>
  );
}
