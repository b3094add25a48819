import type { Plan } from '../../../src-preload/contract/plan.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import type { ChangesDeps } from './deps.ts';
import { errors } from './errors.ts';
import type { Locks } from './applying/locks.ts';
import type { ReceiptRetry } from './receipt-retry.ts';
import type { Run } from './applying/run-state.ts';
import { unfinishedItems } from './unfinished.ts';

/** What all that the engine does has in common. */
export interface Engine {
  deps: ChangesDeps;
  /** Plans that are being applied or read back, by id. */
  runs: Map<string, Run>;
  /** One plan at a time per connection: two that each leave one owner must not leave none together. */
  locks: Locks;
  /** Receipts whose end isn't on disk yet. */
  unsavedReceipts: ReceiptRetry;
  /** Ends reading when the app closes. */
  signal: AbortSignal;
  closing: boolean;
}

export function findPlan({ runs, unsavedReceipts, deps }: Engine, planId: string): Result<Plan> {
  const plan = runs.get(planId)?.plan ?? unsavedReceipts.get(planId) ?? deps.ledger.plan(planId);
  return plan ? ok(plan) : fail(errors.noSuchPlan());
}

/** A draft that isn't being applied. */
export function findDraft(engine: Engine, planId: string): Result<Plan> {
  const found = findPlan(engine, planId);
  if (!found.ok) return found;
  return found.value.status === 'draft' && !engine.runs.has(planId) ? found : fail(errors.notADraft());
}

/** A plan that nothing is being done to. */
export function findIdle(engine: Engine, planId: string): Result<Plan> {
  const found = findPlan(engine, planId);
  return found.ok && engine.runs.has(planId) ? fail(errors.stillRunning()) : found;
}

/** With how much of it is left to do. */
export const counted = (plan: Plan): Plan => ({ ...plan, unfinished: unfinishedItems(plan).length });
