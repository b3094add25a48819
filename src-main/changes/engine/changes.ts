import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import type { Applied } from '../../../src-preload/contract/changes.ts';
import type { Plan } from '../../../src-preload/contract/plan.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { apply, supersede } from './applying/apply.ts';
import type { Confirmed } from './planning/apply-refusal.ts';
import type { ChangesDeps } from './deps.ts';
import { draftsOf } from './planning/drafts.ts';
import { findPlan, type Engine } from './engine.ts';
import { errors } from './errors.ts';
import { splitBlocked } from './planning/exclude-blocked.ts';
import { finish } from './finish.ts';
import { createLookAgain } from './outcome/look-again.ts';
import { createLocks } from './applying/locks.ts';
import { plan, replaceDraft } from './planning/plan.ts';
import { createReceiptRetry } from './receipt-retry.ts';
import { resume } from './applying/resume.ts';
import { readBackPlan, recover } from './outcome/recover.ts';
import { undo } from './undo.ts';

export interface Changes {
  /** Checks these changes against the local copy and keeps the plan as a draft. Works offline. */
  plan(requests: readonly ChangeRequest[]): Promise<Result<Plan>>;
  get(planId: string): Result<Plan>;
  /** The same changes as another draft, on the snapshot as it is now; the one before is discarded. */
  replan(planId: string): Promise<Result<Plan>>;
  /** Likewise, without those that can't be made: they stay in it as left out, with the reasons. */
  excludeBlocked(planId: string): Promise<Result<Plan>>;
  /**
   * Reads the lists that it rests on again, refuses with `plan-moved` (and a new plan under the same id) when they aren't what was shown,
   * then does item by item. An error means that nothing was sent; how each item ended stands in the plan.
   */
  apply(planId: string, confirmed: Confirmed): Promise<Result<Applied>>;
  /** Sends nothing more until it is resumed. Resolves once what is on its way is read back. */
  pause(planId: string): Promise<void>;
  /** Goes on where the lists that the rest stands on can be read; otherwise it stays paused, and the error says why. */
  resume(planId: string): Promise<Result<null>>;
  /** Ends after what is on its way; one that waits for the server's time isn't sent again. */
  stop(planId: string): void;
  /** Deletes a draft; receipts stay. */
  discard(planId: string): Promise<Result<null>>;
  /** A new plan that takes back what a receipt did. */
  undo(planId: string): Promise<Result<Plan>>;
  /** A new plan of the items that are not done yet. */
  finish(planId: string): Promise<Result<Plan>>;
  /** Reads back the items whose end isn't known. */
  readBack(planId: string): Promise<Result<Plan>>;
  /** At start, and when a server is back: marks what a crash left as interrupted and reads it back where it can be reached, now and later. */
  recover(): Promise<void>;
  /** Resolves once nothing that an earlier run left is being read back. */
  recovered(): Promise<void>;
  /** Whether a plan is being carried out. One that is paused isn’t: it can be finished later. */
  running(): boolean;
  /** Stops every plan after what is on its way and waits for them. */
  close(): Promise<void>;
}

/** The change engine: the only way in which anything is written to a server. */
export function createChanges(deps: ChangesDeps): Changes {
  const controller = new AbortController();
  const engine: Engine = {
    deps,
    runs: new Map(),
    locks: createLocks(),
    unsavedReceipts: createReceiptRetry(deps.ledger, (receipt) => supersede(engine, receipt)),
    signal: controller.signal,
    closing: false,
  };
  const { runs, unsavedReceipts, locks } = engine;
  const lookAgain = createLookAgain(engine);
  /** One after the other: a later one finds a server that the one before couldn't reach. */
  let recovered: Promise<void> = Promise.resolve();

  return {
    plan: (requests) => plan(engine, requests),
    get: (planId) => findPlan(engine, planId),
    replan: (planId) =>
      replaceDraft(engine, planId, ({ items }) => ok({ drafts: draftsOf(items), leftOut: [] })),
    excludeBlocked: (planId) =>
      replaceDraft(engine, planId, (draft) => {
        const parts = splitBlocked(draft);
        return parts.drafts.length > 0 ? ok(parts) : fail(errors.nothingLeft());
      }),
    async apply(planId, confirmed) {
      const applied = await apply(engine, planId, confirmed);
      if (applied.ok) lookAgain.watch(applied.value.plan);
      return applied;
    },
    pause: async (planId) => runs.get(planId)?.pause.set(),
    resume: (planId) => resume(engine, planId),
    stop: (planId) => runs.get(planId)?.stop(),
    async discard(planId) {
      const found = unsavedReceipts.get(planId) ?? deps.ledger.plan(planId);
      if (!found) return ok(null);
      if (found.status !== 'draft' || runs.has(planId)) return fail(errors.notADraft());
      return deps.ledger.deletePlan(planId);
    },
    undo: (planId) => undo(engine, planId),
    finish: (planId) => finish(engine, planId),
    readBack: (planId) => readBackPlan(engine, planId),
    recover() {
      const once = async () => {
        for (const plan of await recover(engine)) lookAgain.watch(plan);
      };
      recovered = recovered.then(once, once);
      return recovered;
    },
    recovered: () => recovered,
    running: () => [...runs.values()].some(({ pause }) => !pause.isSet()),
    async close() {
      engine.closing = true;
      lookAgain.stop();
      for (const run of runs.values()) run.stop();
      await locks.idle();
      controller.abort();
      await unsavedReceipts.stop();
    },
  };
}
