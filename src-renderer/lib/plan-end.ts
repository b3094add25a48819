import type { Plan } from '../../src-preload/contract/plan.ts';
import type { AppError } from '../../src-preload/contract/result.ts';

/**
 * Why nothing at all came of a plan that was applied, as its first failed change says. Null when something was done, or
 * may have been: then what was typed is no longer what is left to do.
 */
export function refusalIn(plan: Pick<Plan, 'items'>): AppError | null {
  const untouched = plan.items.every(({ state }) => ['failed', 'skipped', 'pending'].includes(state.state));
  if (!untouched) return null;
  for (const { state } of plan.items) if (state.state === 'failed') return state.error;
  return null;
}
