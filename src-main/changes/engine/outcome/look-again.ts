import type { Plan } from '../../../../src-preload/contract/plan.ts';
import { realTimer } from '../../../sync/timers.ts';
import type { Engine } from '../engine.ts';
import { isOpen, readBackPlan } from './recover.ts';

/** When to look again at what isn't known yet (ms, each from the one before). */
const lookAgainAfterMs = [60_000, 5 * 60_000, 15 * 60_000] as const;

export interface LookAgain {
  /** Reads back what of this plan isn't known yet, some minutes later and again. */
  watch(plan: Plan): void;
  stop(): void;
}

/** Looks in the background at changes whose end the lists didn't show when they were made or, after a crash, at the start. */
export function createLookAgain(engine: Engine): LookAgain {
  const cancels = new Map<string, () => void>();
  const setTimer = engine.deps.setTimer ?? realTimer;

  function watch(plan: Plan, round: number): void {
    const wait = lookAgainAfterMs[round];
    if (wait === undefined || !plan.items.some(isOpen) || engine.closing) return;
    cancels.get(plan.id)?.();
    const look = async () => {
      cancels.delete(plan.id);
      // One that is being applied or read back is looked at by that.
      if (engine.closing || engine.runs.has(plan.id)) return;
      const read = await readBackPlan(engine, plan.id);
      watch(read.ok ? read.value : plan, round + 1);
    };
    cancels.set(
      plan.id,
      setTimer(() => void look(), wait),
    );
  }

  return {
    watch: (plan) => watch(plan, 0),
    stop() {
      for (const cancel of cancels.values()) cancel();
      cancels.clear();
    },
  };
}
