import { Button } from '../../components/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../../components/overlays/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { SkeletonLines } from '../../components/Skeleton.tsx';
import { cancelPlan } from '../../stores/plan/plan-review.ts';
import { usePlan } from '../../stores/plan/plan-view.ts';
import { PlanProgress } from './PlanProgress.tsx';
import { PlanResult } from './PlanResult.tsx';
import { PlanReview } from './PlanReview.tsx';
import { planningText } from './text.ts';

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
      return <PlanProgress view={view} />;
    case 'result':
      return <PlanResult key={view.plan.id} view={view} />;
  }
}
