import { ok, type Result } from '../../../../src-preload/shared/result.ts';
import type { Engine } from '../engine.ts';
import { refreshBasis } from './recheck.ts';

/**
 * Ends the pause of a plan once the lists that the rest of it stands on are read again. Where they can't be, it stays paused: that a server
 * went away meanwhile shows only when it is asked.
 */
export async function resume({ deps, runs }: Engine, planId: string): Promise<Result<null>> {
  const run = runs.get(planId);
  if (!run?.pause.isSet()) return ok(null);
  const items = run.plan.items.filter(({ state }) => state.state === 'pending');
  const refreshed = await refreshBasis(deps, { ...run.plan, items }, run.signal, { all: true });
  if (refreshed.ok) run.pause.end();
  return refreshed;
}
