import { Button } from '../../components/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../../components/overlays/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { ProgressBar } from '../../components/ProgressBar.tsx';
import { isPaced } from '../../lib/plan-pace.ts';
import { pausePlan, resumePlan, stopPlan } from '../../stores/plan/plan-progress.ts';
import type { Applying } from '../../stores/plan/plan-view.ts';
import { PlanItems } from './PlanItems.tsx';
import { applyingText } from './text.ts';

/** A plan while it runs: what is done, how fast it goes, and how to pause and stop it. */
export function PlanProgress({ view }: { view: Applying }) {
  const { plan, done, total, stopping, paused, resuming, problem } = view;
  const refused = stopping ? applyingText.stopping : null;
  const sent = countOf(view, 'sent');
  return (
    <Dialog
      open
      wide
      dismissible={false}
      onOpenChange={() => undefined}
      title={plan.title}
      description={
        plan.guided
          ? applyingText.guided
          : applyingText.progress({
              done: countOf(view, 'done', 'already-so'),
              total,
              sent,
              failed: countOf(view, 'failed'),
              unknown: countOf(view, 'unverified'),
            })
      }
    >
      <DialogBody>
        <ProgressBar label="Changes done" done={done} onTheWay={sent} total={total} />
        {problem !== null && <ErrorNote error={problem} />}
        <PlanItems plan={plan} mode="progress" />
      </DialogBody>
      <DialogFoot left={<span role="status">{statusText(view)}</span>}>
        {total > 1 &&
          (paused ? (
            <Button disabledReason={refused} busy={resuming} onClick={() => void resumePlan()}>
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

const countOf = ({ plan }: Applying, ...states: Applying['plan']['items'][number]['state']['state'][]) =>
  plan.items.filter(({ state }) => states.includes(state.state)).length;

function statusText({ total, stopping, paused, pausing, resuming, estimate }: Applying): string {
  if (stopping) return applyingText.stopping;
  if (resuming) return applyingText.resuming;
  if (paused) return pausing ? applyingText.pausing : applyingText.paused;
  if (estimate !== null) return applyingText.pace(estimate.perMinute, estimate.leftMs);
  return isPaced(total) ? applyingText.estimating : '';
}
