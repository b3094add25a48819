import { Hand } from 'lucide-react';
import { useState } from 'react';
import { isBlocked, placeWord } from '../../../../src-preload/shared/plan.ts';
import type { Check, Plan, PlanItem } from '../../../../src-preload/contract/plan.ts';
import { Checkbox } from '../../../components/fields/Checkbox.tsx';
import { lowerFirst } from '../../../lib/names.ts';
import { acknowledge } from '../../../stores/plan/plan-review.ts';
import { yesId } from '../../../stores/plan/plan-questions.ts';
import { CheckLine, UndoNote } from './CheckLine.tsx';
import { StateIcon, StateText } from './ItemState.tsx';
import styles from './items.module.css';
import { isSameCheck, isShown, type Shared } from './shared-checks.ts';
import { isSharedFailure, type SharedFailure } from './shared-failures.ts';
import { isLong, type Mode } from './shown-items.ts';

const operationSigns = { add: '+', change: '~', remove: '−' } as const;
const operationNames = { add: 'Adds', change: 'Changes', remove: 'Removes' } as const;

interface ItemProps {
  item: PlanItem;
  plan: Plan;
  mode: Mode;
  acknowledged: ReadonlySet<string>;
  /** What all changes have in common, shown once below them. */
  shared: Shared;
  failures: readonly SharedFailure[];
  /** The title of the plan names the one place of all its changes. */
  isPlaceSaid: boolean;
}

/** One change: what it does, with its checks in a review and its result afterwards. */
export function Item({ item, plan, mode, acknowledged, shared, failures, isPlaceSaid }: ItemProps) {
  const review = mode === 'review';
  const blocked = review && isBlocked(item);
  // The icon says it, or the note above all that failed alike.
  const isQuiet =
    isLong(plan) && mode === 'progress' && ['sent', 'done', 'already-so'].includes(item.state.state);
  const isSaid = isQuiet || isSharedFailure(item, failures);
  return (
    <>
      {item.pause !== null && <Pause item={item} mode={mode} />}
      <li className={styles.item} data-op={blocked ? 'blocked' : item.op}>
        <span className={styles.op} aria-label={operationNames[item.op]} role="img">
          {!review ? <StateIcon item={item} mode={mode} /> : blocked ? '!' : operationSigns[item.op]}
        </span>
        <div>
          <div className={styles.line}>
            <span className={styles.title}>
              {item.title} {!isPlaceSaid && item.target.workspaceName !== '' && <InWorkspace item={item} />}
            </span>
            <span className={styles.fact}>{item.fact}</span>
          </div>
          {review ? (
            <Reviewed item={item} plan={plan} acknowledged={acknowledged} shared={shared} />
          ) : (
            <>
              {!isSaid && <StateText item={item} />}
              {mode === 'result' && <TokensStay item={item} />}
            </>
          )}
        </div>
      </li>
    </>
  );
}

/** What a receipt of a removal says of the tokens that were left. */
function TokensStay({ item: { state, checks } }: { item: PlanItem }) {
  const check = checks.find(({ code }) => code === 'tokens-stay');
  return state.state !== 'done' || check === undefined ? null : <p className={styles.small}>{check.words}</p>;
}

/** The checks and consequences of one change, without those that all changes share. */
function Reviewed({
  item,
  plan,
  acknowledged,
  shared,
}: Omit<ItemProps, 'mode' | 'failures' | 'isPlaceSaid'>) {
  const { dependsOn } = item;
  const first = dependsOn === null ? undefined : plan.items.find(({ id }) => id === dependsOn);
  // A blocked change isn't made, so its warnings need no confirmation.
  const checks = item.checks.filter(
    (check) =>
      isShown(plan, item.request, check) &&
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
          confirmLabel={confirmLabel(item, check, checks)}
          checked={acknowledged.has(yesId(item.id, check))}
          onConfirm={(confirmed) => acknowledge([yesId(item.id, check)], confirmed)}
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

/** Each box has a label of its own, also where one change has several. */
function confirmLabel(item: PlanItem, check: Check, checks: readonly Check[]): string {
  if (check.code === 'removals-over-quarter') return 'Yes, remove this many';
  const asked = checks.filter(({ needsYes, code }) => needsYes && code !== 'removals-over-quarter');
  const label = `Yes, ${lowerFirst(item.title)}`;
  const number = asked.indexOf(check) + 1;
  return number <= 1 ? label : `${label} (${number} of ${asked.length})`;
}

function InWorkspace({ item }: { item: PlanItem }) {
  const { workspaceName } = item.target;
  if (item.title.includes(workspaceName)) return null;
  return (
    <span className={styles.in}>
      {placeWord(item.request)} <b>{workspaceName}</b>
    </span>
  );
}

/** What the user does between two changes: the plan pauses there until it is finished. */
function Pause({ item, mode }: { item: PlanItem; mode: Mode }) {
  const over = mode !== 'review' && !['pending', 'skipped'].includes(item.state.state);
  return (
    <li className={styles.pause} data-over={over}>
      <Hand aria-hidden />
      <span>
        <b>Your turn:</b> {item.pause}
      </span>
    </li>
  );
}

/** The steps in the system's own pages, to tick off along the way; the ticks aren't stored. */
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
