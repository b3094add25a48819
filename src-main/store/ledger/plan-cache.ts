import type { Plan } from '../../../src-preload/contract/plan.ts';

/** So many items are kept over all plans: some tens of megabytes. */
export const mostKeptItems = 20_000;

export interface PlanCache {
  /** The plan whose head reads so on disk, or null. */
  find(planId: string, head: string): Plan | null;
  /** The plan as it was last known to be on disk, or null. */
  last(planId: string): Plan | null;
  put(plan: Plan, head: string): void;
  drop(planId: string): void;
}

/**
 * Plans as they are on disk, as this process wrote or read them last: a long one is parsed once, and only what changed of it is written.
 * Each save gives a plan another head, so that its head shows whether it is still the same. What is put here is never changed.
 */
export function createPlanCache(): PlanCache {
  const kept = new Map<string, { plan: Plan; head: string }>();
  let items = 0;
  const drop = (planId: string) => {
    items -= kept.get(planId)?.plan.items.length ?? 0;
    kept.delete(planId);
  };
  return {
    find(planId, head) {
      const found = kept.get(planId);
      return found?.head === head ? found.plan : null;
    },
    last: (planId) => kept.get(planId)?.plan ?? null,
    put(plan, head) {
      drop(plan.id);
      kept.set(plan.id, { plan, head });
      items += plan.items.length;
      for (const planId of kept.keys()) {
        if (items <= mostKeptItems) break;
        drop(planId);
      }
    },
    drop,
  };
}
