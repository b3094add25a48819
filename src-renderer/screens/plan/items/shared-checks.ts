import type { Check, Plan, PlanItem } from '../../../../src-preload/contract/plan.ts';

/** What is the same for every change of a plan, shown once below the list. */
export interface Shared {
  checks: readonly Check[];
  consequences: readonly string[];
  /** null: it differs. */
  undo: PlanItem['undo'] | null;
}

export const nothingShared: Shared = { checks: [], consequences: [], undo: null };

export function sharedOf(plan: Plan): Shared {
  const [first, ...rest] = plan.items;
  if (first === undefined || rest.length === 0) return nothingShared;
  const inAll = (test: (item: PlanItem) => boolean) => rest.every(test);
  const undo = first.undo;
  return {
    // A blocking check stays with its change, which is the one to exclude.
    checks: first.checks.filter(
      (check) =>
        check.level !== 'block' &&
        isShown(plan, first.request, check) &&
        inAll((item) => item.checks.some((other) => isSameCheck(other, check))),
    ),
    consequences: first.consequences.filter((words) => inAll((item) => item.consequences.includes(words))),
    undo: inAll((item) => item.undo.possible === undo.possible && item.undo.words === undo.words)
      ? undo
      : null,
  };
}

/** Notes above the list already say that nothing of a guided plan is sent, and whose tokens a removal leaves behind. */
export const isShown = (
  plan: Pick<Plan, 'guided'>,
  { type }: PlanItem['request'],
  check: Pick<Check, 'code' | 'level'>,
) => !(check.code === 'guided' && plan.guided) && !leavesTokens(type, check);

/** Whether a check says that a removed member leaves working tokens behind. */
export const leavesTokens = (
  type: PlanItem['request']['type'],
  { code, level }: Pick<Check, 'code' | 'level'>,
) => type === 'member.remove' && code === 'tokens-stay' && level === 'warn';

export const isSameCheck = (a: Check, b: Check) =>
  a.code === b.code && a.words === b.words && a.level === b.level && a.needsYes === b.needsYes;
