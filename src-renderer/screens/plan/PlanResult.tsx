import { useState } from 'react';
import type { Plan } from '../../../src-preload/contract/plan.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../../components/overlays/Dialog.tsx';
import { FootWithCommand } from '../../components/CopyCommand.tsx';
import { ErrorDetail } from '../../components/ErrorDetail.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Note } from '../../components/Note.tsx';
import { toast } from '../../stores/toasts.ts';
import { openFinish, openUndo } from '../../stores/plan/plan.ts';
import { closeResult, readBack, useCannotWrite } from '../../stores/plan/plan-result.ts';
import type { PlanView } from '../../stores/plan/plan-view.ts';
import { isUndoable } from '../../stores/undo-stack.ts';
import { instanceMustLearn } from '../../stores/plan/plan-report.ts';
import { ExcludedList } from './Excluded.tsx';
import { PlanItems } from './PlanItems.tsx';
import { finishLabel, pausedAt } from '../../lib/plan-pause.ts';
import styles from './PlanHost.module.css';
import { sharedFailuresOf } from './items/shared-failures.ts';
import {
  alsoChangedText,
  endedText,
  failedText,
  instanceText,
  moreText,
  resultText,
  secondPersonText,
} from './text.ts';

/** The whole list is in the exported receipt. */
const mostAlsoChanged = 20;

/** A receipt, of a plan just applied or an earlier one: the result of every change, and undo, finish, check again, export. */
export function PlanResult({ view }: { view: Extract<PlanView, { phase: 'result' }> }) {
  const { plan, error } = view;
  /** Closing leads back to the form that the plan came from, to try again there. */
  const toForm = view.back !== undefined;
  const [problem, setProblem] = useState<AppError | null>(null);
  const [reading, setReading] = useState(false);
  const refused = useCannotWrite(plan.items[0]?.target.connectionId ?? null);
  const unverified = plan.items.some(
    (item) => item.state.state === 'unverified' || item.state.state === 'sent',
  );
  const undoable = isUndoable(plan);
  const paused = pausedAt(plan);
  const exportIt = async () => {
    const answer = await window.steward.changes.exportReceipt({ planId: plan.id });
    if (!answer.ok) setProblem(answer.error);
    else if (answer.value) toast('Receipt saved.', { tone: 'ok' });
  };
  const read = async () => {
    setReading(true);
    setProblem(await readBack(plan.id));
    setReading(false);
  };
  return (
    <Dialog open wide onOpenChange={closeResult} title={plan.title} description={resultText(plan)}>
      <DialogBody>
        {error !== null && <ErrorNote error={error} />}
        {problem !== null && <ErrorNote error={problem} />}
        {paused !== null && paused.pause !== null && (
          <Note title="Your turn" tone="warn">
            {paused.pause}
          </Note>
        )}
        {plan.endedBy !== undefined && (
          <Note title={endedText.title(leftOf(plan))} tone="warn">
            {plan.endedBy.sentence} {plan.endedBy.nextStep}
          </Note>
        )}
        {sharedFailuresOf(plan).map(({ error: reason, count }) => (
          <Note key={`${reason.sentence}${reason.nextStep}`} tone="bad" title={failedText.title(count)}>
            <p>
              {reason.sentence} {reason.nextStep}
            </p>
            {reason.detail !== null && <ErrorDetail detail={reason.detail} />}
          </Note>
        ))}
        {plan.alsoChanged.length > 0 && <AlsoChanged changes={plan.alsoChanged} />}
        {plan.confirmedBy !== undefined && <p>{secondPersonText.confirmedBy(plan.confirmedBy)}</p>}
        <ExcludedList plan={plan} />
        <PlanItems plan={{ ...plan, items: failedFirst(plan) }} mode="result" />
        <RefreshAuthOffers plan={plan} />
      </DialogBody>
      <DialogFoot
        left={
          <FootWithCommand of={{ planId: plan.id }}>
            <Button variant="quiet" onClick={() => void exportIt()}>
              Export receipt
            </Button>
          </FootWithCommand>
        }
      >
        {unverified && (
          <Button busy={reading} onClick={() => void read()}>
            Check again
          </Button>
        )}
        {undoable && (
          <Button
            disabledReason={refused}
            onClick={() => {
              closeResult();
              void openUndo(plan.id);
            }}
          >
            Undo
          </Button>
        )}
        {plan.unfinished > 0 && !toForm && (
          <Button
            variant="primary"
            disabledReason={refused}
            onClick={() => {
              closeResult();
              void openFinish(plan.id);
            }}
          >
            {finishLabel(plan)}
          </Button>
        )}
        <Button data-autofocus onClick={closeResult}>
          {toForm ? 'Back to form' : 'Close'}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}

/** Unrequested changes first: the server may have changed someone else. */
function AlsoChanged({ changes }: { changes: readonly string[] }) {
  return (
    <Note tone="bad" role="alert" title={alsoChangedText.title}>
      <ul className={styles.alsoChanged}>
        {changes.slice(0, mostAlsoChanged).map((text, index) => (
          <li key={index}>{text}</li>
        ))}
      </ul>
      {changes.length > mostAlsoChanged && <p>{moreText(changes.length - mostAlsoChanged)}</p>}
      <p>{alsoChangedText.about}</p>
    </Note>
  );
}

/** Instances on other computers pick up a role change or removal only when their refresh page is opened. */
function RefreshAuthOffers({ plan }: { plan: Plan }) {
  const [error, setError] = useState<AppError | null>(null);
  const targets = new Map(
    plan.items
      .filter(instanceMustLearn)
      .map((item) => [`${item.target.connectionId} ${item.target.workspaceId ?? ''}`, item.target]),
  );
  const open = async (connectionId: string, workspaceId: string) => {
    const answer = await window.steward.workspaces.openRefreshAuth({ connectionId, workspaceId });
    setError(answer.ok ? null : answer.error);
  };
  if (targets.size === 0) return null;
  return (
    <>
      {error !== null && <ErrorNote error={error} />}
      {[...targets.values()].map((target) => {
        const { workspaceId } = target;
        return workspaceId === null ? null : (
          <Note
            key={`${target.connectionId} ${workspaceId}`}
            title={instanceText.title(target.workspaceName)}
            action={
              <Button size="s" onClick={() => void open(target.connectionId, workspaceId)}>
                Open refresh page
              </Button>
            }
          >
            {instanceText.about}
          </Note>
        );
      })}
    </>
  );
}

const leftOf = ({ items }: Plan): number =>
  items.filter(({ state }) => state.state === 'pending' || state.state === 'skipped').length;

function failedFirst(plan: Plan): Plan['items'] {
  const rank = (item: Plan['items'][number]) =>
    item.state.state === 'failed' ? 0 : item.state.state === 'unverified' ? 1 : 2;
  return [...plan.items].sort((a, b) => rank(a) - rank(b));
}
