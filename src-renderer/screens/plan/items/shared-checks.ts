import type { Check, Plan, PlanItem } from '../../../../src-preload/contract/changes.ts';

/** What is the same for every change of a plan, said once under the list instead of with each. */
export interface Shared {
  checks: readonly Check[];
  consequences: readonly string[];
  /** The undo words, or null where they differ. */
  undo: PlanItem['undo'] | null;
}

export const nothingShared: Shared = { checks: [], consequences: [], undo: null };

export function sharedOf(plan: Plan): Shared {
  const [first, ...rest] = plan.items;
  if (first === undefined || rest.length === 0) return nothingShared;
  const everywhere = (test: (item: PlanItem) => boolean) => rest.every(test);
  const undo = first.undo;
  return {
    // What blocks stays with its change: that is the one to take out.
    checks: first.checks.filter(
      (check) =>
        check.level !== 'block' &&
        isShown(plan, check) &&
        everywhere((item) => item.checks.some((other) => isSameCheck(other, check))),
    ),
    consequences: first.consequences.filter((words) =>
      everywhere((item) => item.consequences.includes(words)),
    ),
    undo: everywhere((item) => item.undo.possible === undo.possible && item.undo.words === undo.words)
      ? undo
      : null,
  };
}

/** That nothing is sent is said above the whole plan where that is so of all of it. */
export const isShown = (plan: Pick<Plan, 'guided'>, check: Pick<Check, 'code'>) =>
  check.code !== 'guided' || !plan.guided;

export const isSameCheck = (a: Check, b: Check) =>
  a.code === b.code && a.words === b.words && a.level === b.level && a.needsYes === b.needsYes;
