import type { Plan } from '../../../src-preload/contract/changes.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { realTimer, type SetTimer } from '../../sync/timers.ts';
import type { ChangesDeps } from './deps.ts';

const retryAfterMs = 15_000;

/** Told where it ended: all that was sent is done all the same. */
export const receiptNotSavedError = (error: AppError): AppError => ({
  ...error,
  sentence: `How this ended isn’t on this device’s disk yet: ${error.sentence}`,
  nextStep: `${error.nextStep} Steward tries again by itself, at the latest when it quits.`,
});

/**
 * Receipts whose end the disk didn't take. They are shown as they are and saved as soon as that works; after a crash the next start finds
 * out from their items, each of which was saved when it was sent. `onSaved` is told once one is on disk.
 */
export function createReceiptRetry(
  ledger: ChangesDeps['ledger'],
  onSaved: (plan: Plan) => Promise<void>,
  setTimer: SetTimer = realTimer,
) {
  const plans = new Map<string, Plan>();
  let waiting = false;
  let stopped = false;

  async function saveAll(): Promise<void> {
    for (const plan of [...plans.values()]) {
      const saved = await ledger.savePlan(plan);
      // Its connection was removed meanwhile, and its receipts with it.
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
    get: (planId: string): Plan | null => plans.get(planId) ?? null,
    /** A newer state of it is about to be saved. */
    drop: (planId: string) => void plans.delete(planId),
    keep(plan: Plan): void {
      plans.set(plan.id, plan);
      tryLater();
    },
    /** A last try. */
    async stop(): Promise<void> {
      stopped = true;
      await saveAll();
    },
  };
}
