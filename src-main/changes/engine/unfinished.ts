import type { Plan, PlanItem } from '../../../src-preload/contract/plan.ts';

/** Items that could be tried again or finished from here; none while nothing was applied yet. */
export function unfinishedItems(plan: Pick<Plan, 'items' | 'status'>): PlanItem[] {
  if (plan.status === 'draft') return [];
  const byId = new Map(plan.items.map((item) => [item.id, item]));
  const isOpen = ({ state, dependsOn }: PlanItem): boolean => {
    if (state.state === 'failed') return state.error.retryable;
    if (state.state === 'skipped') {
      const first = dependsOn === null ? undefined : byId.get(dependsOn);
      return first === undefined || isOpen(first);
    }
    return state.state === 'pending' || state.state === 'unverified' || state.state === 'sent';
  };
  return plan.items.filter(isOpen);
}
