import { Button } from '../../components/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../../components/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { SkeletonLines } from '../../components/Skeleton.tsx';
import { cancelPlan, stopPlan, usePlan } from '../../stores/plan.ts';
import { PlanItems } from './PlanItems.tsx';
import { PlanResult } from './PlanResult.tsx';
import { PlanReview } from './PlanReview.tsx';
import styles from './PlanHost.module.css';
import { applyingText, planningText } from './text.ts';

/** Where every plan is reviewed, applied and reported. */
export default function PlanHost() {
  const view = usePlan((state) => state.view);
  switch (view.phase) {
    case 'closed':
      return null;
    case 'planning':
      return (
        <Dialog open onOpenChange={cancelPlan} title={planningText.checking}>
          <DialogBody>
            <SkeletonLines lines={3} label="Checking" />
          </DialogBody>
          <DialogFoot>
            <Button onClick={cancelPlan}>Cancel</Button>
          </DialogFoot>
        </Dialog>
      );
    case 'not-planned':
      return (
        <Dialog open onOpenChange={cancelPlan} title={planningText.refused}>
          <DialogBody>
            <ErrorNote error={view.error} onRetry={view.error.retryable ? view.retry : undefined} />
          </DialogBody>
          <DialogFoot>
            <Button data-autofocus onClick={cancelPlan}>
              Close
            </Button>
          </DialogFoot>
        </Dialog>
      );
    case 'review':
      return <PlanReview key={view.plan.id} view={view} />;
    case 'applying':
      return (
        <Dialog
          open
          wide
          dismissible={false}
          onOpenChange={() => undefined}
          title={view.plan.title}
          description={view.plan.guided ? applyingText.guided : applyingText.progress(view.done, view.total)}
        >
          <DialogBody>
            <progress
              className={styles.progress}
              aria-label="Changes done"
              value={view.done}
              max={Math.max(1, view.total)}
            />
            <PlanItems plan={view.plan} mode="progress" />
          </DialogBody>
          <DialogFoot
            left={
              <span role="status">
                {view.stopping ? applyingText.stopping : `${view.done} of ${view.total}`}
              </span>
            }
          >
            <Button data-autofocus busy={view.stopping} onClick={() => void stopPlan()}>
              Stop
            </Button>
          </DialogFoot>
        </Dialog>
      );
    case 'result':
      return <PlanResult key={view.plan.id} view={view} />;
  }
}
