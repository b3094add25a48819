import type { Plan, PlanItem } from '../../src-preload/contract/plan.ts';
import { lowerFirst } from './names.ts';

const isOpen = ({ state }: PlanItem) => state.state === 'pending' || state.state === 'skipped';

/** The item that waits for what a person does first; null when the plan isn't standing at a pause. */
export function pausedAt(plan: Plan): PlanItem | null {
  if (plan.unfinished === 0 || plan.status === 'draft') return null;
  const next = plan.items.find(isOpen);
  if (next === undefined || next.pause === null) return null;
  const before = plan.items.find((item) => item.id === next.dependsOn);
  // What it depends on has to be there, or there is nothing to swap yet.
  return before === undefined || ['done', 'already-so'].includes(before.state.state) ? next : null;
}

/** The words of the button that goes on: "Finish: delete the old key". */
export function finishLabel(plan: Plan): string {
  const paused = pausedAt(plan);
  if (paused !== null) return `Finish: ${lowerFirst(paused.title)}`;
  return plan.items.some((item) => item.state.state === 'failed') ? 'Try again' : 'Finish';
}
