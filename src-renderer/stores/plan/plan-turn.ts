import { closeResult } from './plan-result.ts';
import { cancelPlan } from './plan-review.ts';
import { usePlan } from './plan-view.ts';

/** What opens a plan and waits until the one before it has ended. */
const line: (() => void)[] = [];

/**
 * Opens a plan: one at a time. What is being sent ends first, and its result is read; a plan that is only being looked at makes room
 * at once.
 */
export function takeTurn(open: () => void): void {
  const { phase } = usePlan.getState().view;
  if (phase === 'applying') {
    line.push(open);
    return;
  }
  if (phase === 'result') closeResult();
  else if (phase !== 'closed') cancelPlan();
  open();
}

// Later: the one who waits for the end of a plan hears of it before the next is opened.
usePlan.subscribe(({ view }) => {
  if (view.phase === 'closed' && line.length > 0) setTimeout(openNext);
});

function openNext(): void {
  if (usePlan.getState().view.phase === 'closed') line.shift()?.();
}
