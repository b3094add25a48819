import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import { stillSaid } from './plan-questions.ts';
import { setView, settle, usePlan } from './plan-view.ts';

/** Answers warnings of the plan under review. */
export function acknowledge(ids: readonly string[], yes: boolean): void {
  const { view } = usePlan.getState();
  if (view.phase !== 'review') return;
  const acknowledged = new Set(view.acknowledged);
  for (const id of ids) {
    if (yes) acknowledged.add(id);
    else acknowledged.delete(id);
  }
  setView({ ...view, acknowledged });
}

/** Plans the same changes again on the present state. Every warning has to be confirmed again. */
export const reviewAgain = () => remake(window.steward.changes.replan, () => new Set());

/** Plans the same changes with others before them. */
export const addBefore = (more: readonly ChangeRequest[]) =>
  remake(async ({ planId }) => {
    const { view } = usePlan.getState();
    const requests = view.phase === 'review' ? view.plan.items.map(({ request }) => request) : [];
    const made = await window.steward.changes.plan({ requests: [...more, ...requests] });
    if (made.ok) void window.steward.changes.discard({ planId });
    return made;
  }, stillSaid);

/** Takes what can't be done out of the plan under review. */
export const leaveOutBlocked = () => remake(window.steward.changes.excludeBlocked, stillSaid);

/** Puts another plan in the place of the one under review. */
async function remake(
  make: (of: { planId: string }) => ReturnType<typeof window.steward.changes.plan>,
  answers: typeof stillSaid,
): Promise<void> {
  const { view } = usePlan.getState();
  if (view.phase !== 'review') return;
  const { plan, acknowledged } = view;
  setView({ ...view, replanning: true });
  const answer = await make({ planId: plan.id });
  const now = usePlan.getState().view;
  if (now.phase !== 'review' || now.plan.id !== plan.id) {
    // Cancelled meanwhile: nothing may stay behind as a draft.
    if (answer.ok) void window.steward.changes.discard({ planId: answer.value.id });
    return;
  }
  if (!answer.ok) {
    setView({ ...now, replanning: false, error: answer.error });
    return;
  }
  setView({
    phase: 'review',
    plan: answer.value,
    error: null,
    replanning: false,
    acknowledged: answers(plan, answer.value, acknowledged),
  });
}

/** Closes the review without doing anything. */
export function cancelPlan(): void {
  const { view } = usePlan.getState();
  if (view.phase === 'review' && view.kept !== true)
    void window.steward.changes.discard({ planId: view.plan.id });
  setView({ phase: 'closed' });
  settle({ end: 'cancelled' });
}
