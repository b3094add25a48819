import { Button } from '../../components/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../../components/Dialog.tsx';
import { ProgressBar } from '../../components/ProgressBar.tsx';
import { pausePlan, resumePlan, stopPlan } from '../../stores/plan-progress.ts';
import { type PlanView } from '../../stores/plan-view.ts';
import { PlanItems } from './PlanItems.tsx';
import { applyingText } from './text.ts';

type Applying = Extract<PlanView, { phase: 'applying' }>;

/** A plan while it runs: what is done, how fast it goes, and how to pause and stop it. */
export function PlanProgress({ view }: { view: Applying }) {
  const { plan, done, total, stopping, paused } = view;
  const refused = stopping ? applyingText.stopping : null;
  return (
    <Dialog
      open
      wide
      dismissible={false}
      onOpenChange={() => undefined}
      title={plan.title}
      description={plan.guided ? applyingText.guided : applyingText.progress(done, total)}
    >
      <DialogBody>
        <ProgressBar label="Changes done" done={done} total={total} />
        <PlanItems plan={plan} mode="progress" />
      </DialogBody>
      <DialogFoot left={<span role="status">{statusText(view)}</span>}>
        {total > 1 &&
          (paused ? (
            <Button disabledReason={refused} onClick={() => void resumePlan()}>
              Resume
            </Button>
          ) : (
            <Button disabledReason={refused} onClick={() => void pausePlan()}>
              Pause
            </Button>
          ))}
        <Button data-autofocus busy={stopping} onClick={() => void stopPlan()}>
          Stop
        </Button>
      </DialogFoot>
    </Dialog>
  );
}

function statusText({ plan, done, total, stopping, paused, estimate }: Applying): string {
  if (stopping) return applyingText.stopping;
  if (paused)
    return plan.items.some(({ state }) => state.state === 'sent')
      ? applyingText.pausing
      : applyingText.paused;
  return estimate === null
    ? applyingText.count(done, total)
    : applyingText.pace(estimate.perMinute, estimate.leftMs);
}
