import { useEffect, useRef, useState } from 'react';
import { Copy } from 'lucide-react';
import type { Confirmation, Plan } from '../../../src-preload/contract/plan.ts';
import { Button } from '../../components/Button.tsx';
import { FootWithCommand } from '../../components/CopyCommand.tsx';
import { Dialog, DialogBody, DialogFoot } from '../../components/overlays/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Field } from '../../components/fields/Field.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Note } from '../../components/Note.tsx';
import { ApprovalFields, useApproval } from '../../components/SecondPerson.tsx';
import { TextInput } from '../../components/fields/TextInput.tsx';
import { formatNumber } from '../../../src-preload/shared/format/numbers.ts';
import { isCount, typedFor } from '../../../src-preload/shared/plan.ts';
import { comparable, normalizeName } from '../../../src-preload/shared/normalize.ts';
import { copyText } from '../../stores/actions.ts';
import { applyPlan } from '../../stores/plan/plan.ts';
import { cancelPlan, reviewAgain } from '../../stores/plan/plan-review.ts';
import type { PlanView } from '../../stores/plan/plan-view.ts';
import { isBlocked, unanswered } from '../../stores/plan/plan-questions.ts';
import { ExcludeBlockedNote, ExcludedList } from './Excluded.tsx';
import { RevokeTokensOffer } from './RevokeTokensOffer.tsx';
import { PlanItems } from './PlanItems.tsx';
import styles from './PlanHost.module.css';
import { guidedText, reviewText, scopeText, secondPersonText } from './text.ts';

/** Everything that a plan would do, its checks, and the confirmation it needs. */
export function PlanReview({ view }: { view: Extract<PlanView, { phase: 'review' }> }) {
  const { plan, error, acknowledged, replanning, typed } = view;
  const [name, setName] = useState(typed === true ? nameOf(plan.confirmation) : '');
  const [count, setCount] = useState(typed === true ? countOf(plan.confirmation) : '');
  const second = useApproval();
  const needsSecond = plan.secondPerson !== undefined && !isBlocked(plan);
  const moved = error?.kind === 'plan-moved';
  const own = applyDisabledReason(plan, acknowledged, name, count, moved);
  const reason = own ?? (needsSecond ? second.reason : null);
  // A button that can't be pressed yet isn't the default either.
  const careful = plan.destructive || reason !== null;
  // Planning again replaces the dialog’s content, and with it the button that had the focus.
  const form = useRef<HTMLFormElement>(null);
  const shown = useRef(plan.id);
  useEffect(() => {
    if (shown.current !== plan.id) form.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    shown.current = plan.id;
  }, [plan.id]);
  const submit = () => {
    if (reason !== null) return;
    void applyPlan(typedFor(plan.confirmation) ?? '', needsSecond ? second.approval : undefined);
  };
  return (
    <Dialog
      open
      keepsTyped={false}
      wide={plan.items.length > 1 || plan.destructive || plan.guided}
      onOpenChange={cancelPlan}
      title={plan.title}
      description={scopeText(plan)}
    >
      <form
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <DialogBody>
          {error !== null &&
            (moved ? (
              <Note
                tone="bad"
                role="alert"
                title={error.sentence}
                action={
                  <Button size="s" busy={replanning} data-autofocus onClick={() => void reviewAgain()}>
                    Review again
                  </Button>
                }
              >
                {error.detail !== null && <p>{error.detail}</p>}
                <p>
                  {reviewText.nothingChanged} {error.nextStep}
                </p>
              </Note>
            ) : (
              <ErrorNote error={error} />
            ))}
          {plan.secondPerson !== undefined && (
            <Note tone="warn" title={secondPersonText.needed}>
              {plan.secondPerson}
            </Note>
          )}
          {plan.guided && <Note title={guidedText.title}>{guidedText.about}</Note>}
          {!moved && <ExcludeBlockedNote plan={plan} busy={replanning} />}
          {!moved && <RevokeTokensOffer plan={plan} busy={replanning} />}
          <ExcludedList plan={plan} />
          <PlanItems plan={plan} mode="review" acknowledged={acknowledged} />
          {isConfirmedInWriting(plan) && (
            <div className={styles.confirming}>
              <Confirm plan={plan} name={name} setName={setName} count={count} setCount={setCount} />
              {needsSecond && <ApprovalFields entered={second} autoFocus={typed === true} />}
            </div>
          )}
        </DialogBody>
        <DialogFoot
          left={<FootWithCommand of={{ planId: plan.id }}>{footerText(plan, acknowledged)}</FootWithCommand>}
        >
          <Button
            {...(careful && !moved && typed !== true ? { 'data-autofocus': true } : {})}
            onClick={cancelPlan}
          >
            Cancel
          </Button>
          <Button
            type="submit"
            variant={plan.destructive ? 'danger' : 'primary'}
            busy={replanning}
            disabledReason={reason}
            {...(careful ? {} : { 'data-autofocus': true })}
          >
            {plan.guided ? 'Mark as done' : plan.verb}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

function Confirm({
  plan,
  name,
  setName,
  count,
  setCount,
}: {
  plan: Plan;
  name: string;
  setName: (text: string) => void;
  count: string;
  setCount: (text: string) => void;
}) {
  const { confirmation } = plan;
  if (confirmation.type === 'none' || confirmation.type === 'review') return null;
  const withCount = confirmation.type === 'type-name-and-count';
  // As it can be typed: invisible characters and blanks of other kinds aren't asked for.
  const typeable = normalizeName(confirmation.name).text;
  return (
    <div className={styles.confirmRow} data-count={withCount}>
      <div className={styles.confirm}>
        <Field
          label={
            <>
              Type <b>{typeable}</b> to confirm
            </>
          }
        >
          {(aria) => (
            <div className={styles.typed}>
              <TextInput {...aria} value={name} onChange={(event) => setName(event.target.value)} />
              <IconButton
                icon={Copy}
                label={reviewText.copyName}
                onClick={() => void copyText(typeable, reviewText.nameCopied)}
              />
            </div>
          )}
        </Field>
      </div>
      {withCount && (
        <div className={styles.confirm}>
          <Field
            label={
              <>
                and <b>{formatNumber(confirmation.count)}</b>
              </>
            }
          >
            {(aria) => (
              <TextInput
                {...aria}
                inputMode="numeric"
                value={count}
                onChange={(event) => setCount(event.target.value)}
              />
            )}
          </Field>
        </div>
      )}
    </div>
  );
}

/** Whether something has to be typed before it's applied. */
const isConfirmedInWriting = (plan: Plan): boolean =>
  !isBlocked(plan) && (typedFor(plan.confirmation) !== null || plan.secondPerson !== undefined);

const nameOf = (confirmation: Confirmation): string =>
  'name' in confirmation ? normalizeName(confirmation.name).text : '';
const countOf = (confirmation: Confirmation): string =>
  'count' in confirmation ? formatNumber(confirmation.count) : '';

function applyDisabledReason(
  plan: Plan,
  acknowledged: ReadonlySet<string>,
  name: string,
  count: string,
  moved: boolean,
): string | null {
  if (moved) return reviewText.moved;
  const blocked = plan.items.filter((item) => item.checks.some((check) => check.level === 'block')).length;
  if (blocked > 0) {
    return reviewText.blocked(blocked, plan.items.length);
  }
  const open = unanswered(plan, acknowledged).length;
  if (open > 0) return reviewText.unconfirmed(open);
  const { confirmation } = plan;
  if (confirmation.type === 'none' || confirmation.type === 'review') return null;
  if (comparable(name) !== comparable(confirmation.name))
    return reviewText.typeName(normalizeName(confirmation.name).text);
  if (confirmation.type === 'type-name-and-count' && !isCount(count, confirmation.count)) {
    return reviewText.typeCount(confirmation.count);
  }
  return null;
}

function footerText(plan: Plan, acknowledged: ReadonlySet<string>): string {
  const open = unanswered(plan, acknowledged).length;
  return open > 0 && !isBlocked(plan) ? reviewText.toConfirm(open) : '';
}
