import type { Applied } from '../../../../src-preload/contract/changes.ts';
import type { Plan } from '../../../../src-preload/contract/plan.ts';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import { fail, ok, type Result } from '../../../../src-preload/shared/result.ts';
import { announce } from '../announce.ts';
import { applyRefusal, connectionsIn, type Confirmed } from '../planning/apply-refusal.ts';
import { blockedText } from '../planning/assemble.ts';
import type { ChangesDeps } from '../deps.ts';
import { draftsOf } from '../planning/drafts.ts';
import { counted, findDraft, type Engine } from '../engine.ts';
import { errors } from '../errors.ts';
import { otherChanges } from '../outcome/other-changes.ts';
import { planAgain } from '../planning/plan.ts';
import { movedSince, refreshBasis } from './recheck.ts';
import { newRun, setPlan, type Run } from './run-state.ts';
import { runItems } from './run.ts';
import { confirmedBySecondPerson, refuseUnconfirmed } from '../planning/second-person.ts';
import { itemsLeft, sharesGoals } from '../planning/superseded.ts';
import { unfinishedItems } from '../unfinished.ts';

/** Checks a confirmed plan once more, does it item by item and keeps the receipt. An error means that nothing was sent. */
export async function apply(engine: Engine, planId: string, confirmed: Confirmed): Promise<Result<Applied>> {
  const { deps, runs, locks, signal } = engine;
  const found = findDraft(engine, planId);
  if (!found.ok) return found;
  const plan = found.value;
  if (engine.closing) return fail(errors.notADraft());
  const refused = applyRefusal(plan, confirmed, deps.cannotWrite);
  if (refused) return fail(refused);
  const run = newRun(deps, plan, signal);
  runs.set(planId, run);
  try {
    const second = await confirmedBySecondPerson(deps, plan, confirmed.secondPerson ?? null);
    if (!second.ok) return second;
    return await locks.hold(connectionsIn(plan), () => applyLocked(engine, run, plan, second.value));
  } finally {
    runs.delete(planId);
  }
}

/** `confirmedBy`: the second person who confirmed it; null: none has. */
async function applyLocked(
  engine: Engine,
  run: Run,
  confirmed: Plan,
  confirmedBy: string | null,
): Promise<Result<Applied>> {
  const { deps, signal } = engine;
  const refreshed = await refreshBasis(deps, confirmed, signal);
  if (!refreshed.ok) return refreshed;
  const plan = await planAgain(deps, confirmed, draftsOf(confirmed.items));
  const moved = await movedSince(deps, confirmed, plan);
  if (moved.length > 0) {
    await deps.ledger.savePlan(plan);
    return fail(errors.moved(moved));
  }
  const blocked = blockedText(plan.items);
  if (blocked !== null) return fail(errors.blocked(blocked));
  if (plan.secondPerson !== undefined && confirmedBy === null) return refuseUnconfirmed(deps, plan);
  if (run.stopped.aborted || engine.closing) return fail(errors.stoppedBeforeSending());

  setPlan(run, {
    ...plan,
    ...(confirmedBy === null ? {} : { confirmedBy }),
    status: 'applying',
    appliedAt: deps.now(),
  });
  const started = await deps.ledger.savePlan(run.plan);
  if (!started.ok) return started;
  run.since = { id: deps.ledger.lastHistoryId(), at: 0 };
  const endedBy = await runItems(deps, run);
  if (endedBy && run.plan.items.every(({ state }) => state.state === 'pending')) {
    await deps.ledger.savePlan(plan);
    return fail(endedBy);
  }
  const unsaved = await keepReceipt(engine, run, endedBy);
  const { plan: done, reveals, createdWorkspaceId } = run;
  return ok({ plan: done, reveals, createdWorkspaceId, ...(unsaved === null ? {} : { unsaved }) });
}

/** Saves how the plan as a whole ended and lets the lists around it refresh. Returns why it isn't on disk, or null. */
async function keepReceipt(engine: Engine, run: Run, endedBy: AppError | null): Promise<AppError | null> {
  const { deps, unsavedReceipts } = engine;
  const has = (state: string) => run.plan.items.some((item) => item.state.state === state);
  const status: Plan['status'] = has('sent') ? 'interrupted' : has('pending') ? 'stopped' : 'finished';
  const ended = { ...(await withOtherChanges(deps, run)), status, finishedAt: deps.now() };
  run.plan = counted(endedBy === null || status === 'finished' ? ended : { ...ended, endedBy });
  // A plan that was applied after this one may have ended before it.
  if (run.plan.unfinished > 0)
    run.plan = { ...run.plan, unfinished: itemsLeft(run.plan, deps.ledger).length };
  const saved = await deps.ledger.savePlan(run.plan);
  if (saved.ok) await supersede(engine, run.plan);
  else unsavedReceipts.keep(run.plan);
  announce(engine, run.plan);
  return saved.ok ? null : errors.receiptNotSaved(saved.error);
}

/** The plan with what else changed while it ran. */
const withOtherChanges = async (deps: ChangesDeps, { plan, since }: Run): Promise<Plan> =>
  since === null ? plan : { ...plan, alsoChanged: await otherChanges(deps, plan, plan.items, since) };

/** Earlier receipts whose rest this plan has taken on are no longer unfinished. */
export async function supersede({ deps, runs, unsavedReceipts }: Engine, plan: Plan): Promise<void> {
  const isShared = sharesGoals(plan);
  for (const connectionId of connectionsIn(plan)) {
    for (const earlier of deps.ledger.unfinishedPlans(connectionId, null)) {
      if (runs.has(earlier.id) || unsavedReceipts.get(earlier.id) !== null) continue;
      // All that was done since is read only for those that this one takes on.
      if (earlier.id === plan.id || !isShared(unfinishedItems(earlier))) continue;
      const unfinished = itemsLeft(earlier, deps.ledger).length;
      if (unfinished === earlier.unfinished) continue;
      const saved = await deps.ledger.savePlan({ ...earlier, unfinished });
      if (!saved.ok) unsavedReceipts.keep({ ...earlier, unfinished });
    }
  }
}
