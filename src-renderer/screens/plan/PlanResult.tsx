import { useState } from 'react';
import type { Plan } from '../../../src-preload/contract/changes.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { plural } from '../../../src-preload/shared/format/numbers.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../../components/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Note } from '../../components/Note.tsx';
import { toast } from '../../stores/toasts.ts';
import {
  closeResult,
  openFinish,
  openUndo,
  readBack,
  useCannotWrite,
  type PlanView,
} from '../../stores/plan.ts';
import { allDone, instanceMustLearn } from '../../stores/plan-report.ts';
import { ExcludedList } from './Excluded.tsx';
import { PlanItems } from './PlanItems.tsx';
import { finishLabel, pausedAt } from '../../lib/plan-pause.ts';

/** A receipt, of a plan just applied or an earlier one: every change with its end, and undo, finish, read back, export. */
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
  const undoable = plan.items.some((item) => item.undo.possible && item.state.state === 'done');
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
          <Note title="Now you" tone="warn">
            {paused.pause}
          </Note>
        )}
        <ExcludedList plan={plan} />
        <PlanItems plan={{ ...plan, items: failedFirst(plan) }} mode="result" />
        <RefreshAuthOffers plan={plan} />
      </DialogBody>
      <DialogFoot
        left={
          <Button variant="quiet" onClick={() => void exportIt()}>
            Export receipt
          </Button>
        }
      >
        {unverified && (
          <Button busy={reading} onClick={() => void read()}>
            Read back
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
          {toForm ? 'Back to the form' : 'Close'}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}

/** An instance that isn't on this machine learns of a role change or removal only through its own page. */
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
            title={`Tell the instance of ${target.workspaceName}`}
            action={
              <Button size="s" onClick={() => void open(target.connectionId, workspaceId)}>
                Open its page
              </Button>
            }
          >
            The running instance learns of this change when its refresh page is opened in the browser.
          </Note>
        );
      })}
    </>
  );
}

function failedFirst(plan: Plan): Plan['items'] {
  const rank = (item: Plan['items'][number]) =>
    item.state.state === 'failed' ? 0 : item.state.state === 'unverified' ? 1 : 2;
  return [...plan.items].sort((a, b) => rank(a) - rank(b));
}

export function resultText(plan: Plan): string {
  const marked = plan.guided ? 'marked as done' : 'done';
  const of = (...states: string[]) => plan.items.filter((item) => states.includes(item.state.state)).length;
  const done = of('done', 'already-so');
  const out = plan.leftOut.length === 0 ? '' : ` ${plan.leftOut.length} left out.`;
  if (allDone(plan))
    return plan.items.length === 1
      ? `${plan.guided ? 'Marked as done by you.' : 'Done and read back.'}${out}`
      : `All ${plan.items.length} changes ${marked}.${out}`;
  const parts = [
    of('failed') > 0 ? `${of('failed')} failed` : null,
    of('unverified', 'sent') > 0 ? `${of('unverified', 'sent')} not known` : null,
    of('skipped', 'pending') > 0
      ? `${of('skipped', 'pending')} ${pausedAt(plan) === null ? 'not tried' : 'to come'}`
      : null,
  ].filter((part) => part !== null);
  return `${done} of ${plural(plan.items.length, 'change')} ${marked}; ${parts.join(', ')}.${out}`;
}
