import type { Plan } from '../../src-preload/contract/plan.ts';

/* What was changed in this window and can be undone, newest last. Earlier changes are undone from the history. */

let stack: readonly { planId: string; title: string }[] = [];
/** What is being undone. */
const undoing = new Set<string>();

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

/** It is being undone from now on; false: it was already. */
export function startUndo(planId: string): boolean {
  if (undoing.has(planId)) return false;
  undoing.add(planId);
  return true;
}

export const endUndo = (planId: string): boolean => undoing.delete(planId);

/** The newest change that neither was undone nor is being undone. */
export const lastUndoable = () => stack.filter(({ planId }) => !undoing.has(planId)).at(-1) ?? null;
