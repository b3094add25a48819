import type { Plan } from '../../src-preload/contract/plan.ts';

/* What was changed in this window and can be undone, newest last. Earlier changes are undone from the history. */

let stack: readonly { planId: string; title: string }[] = [];

/** Whether something that the plan did can be undone. */
export const isUndoable = (plan: Plan) =>
  plan.items.some((item) => item.undo.possible && item.state.state === 'done');

/** Keeps a plan that was just applied for undoing it. */
export function keepForUndo(plan: Plan): void {
  forgetUndo(plan.id);
  if (isUndoable(plan)) stack = [...stack, { planId: plan.id, title: plan.title }];
}

/** It was undone, or no longer can be. */
export function forgetUndo(planId: string): void {
  stack = stack.filter((one) => one.planId !== planId);
}

/** The newest change that wasn't undone. */
export const lastUndoable = () => stack.at(-1) ?? null;
