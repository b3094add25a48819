import type { Plan } from '../../../src-preload/contract/plan.ts';
import { realTimer, type SetTimer } from '../../sync/timers.ts';
import type { ChangesDeps } from './deps.ts';

const retryAfterMs = 15_000;

/** Receipts whose end the disk didn't take. */
export interface ReceiptRetry {
  get(planId: string): Plan | null;
  /** Shows the receipt as it is and saves it as soon as that works. */
  keep(plan: Plan): void;
  /** A newer state of it is about to be saved. */
  drop(planId: string): void;
  /** Tries a last time. */
  stop(): Promise<void>;
}

/** After a crash the next start reads how they ended from their items, each of which was saved when it was sent. */
export function createReceiptRetry(
  ledger: ChangesDeps['ledger'],
  onSaved: (plan: Plan) => Promise<void>,
  setTimer: SetTimer = realTimer,
): ReceiptRetry {
  const plans = new Map<string, Plan>();
  let waiting = false;
  let stopped = false;

  async function saveAll(): Promise<void> {
    for (const plan of [...plans.values()]) {
      const saved = await ledger.savePlan(plan);
      // Its connection has been removed since, and its receipts with it.
      const gone = !saved.ok && saved.error.kind === 'cancelled';
      if (!saved.ok && !gone) return;
      if (plans.get(plan.id) === plan) plans.delete(plan.id);
      if (saved.ok) await onSaved(plan);
    }
  }
  function tryLater(): void {
    if (waiting || stopped) return;
    waiting = true;
    setTimer(() => {
      waiting = false;
      void saveAll().then(() => {
        if (plans.size > 0) tryLater();
      });
    }, retryAfterMs);
  }

  return {
    get: (planId) => plans.get(planId) ?? null,
    drop: (planId) => void plans.delete(planId),
    keep(plan) {
      plans.set(plan.id, plan);
      tryLater();
    },
    async stop() {
      stopped = true;
      await saveAll();
    },
  };
}
