import type { Plan, PlanItem } from '../../../../src-preload/contract/plan.ts';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import { placeOf } from '../../../../src-preload/shared/plan.ts';
import { fail, ok, type Result } from '../../../../src-preload/shared/result.ts';
import { contextOf, type ChangeContext } from '../../context.ts';
import { kindOf } from '../../kinds/kinds.ts';
import { readSnapshot, type Snapshot } from '../../snapshot/snapshot.ts';
import { announce } from '../announce.ts';
import { lookedUpOnce } from '../deps.ts';
import { createEventLoopYield } from '../yield-to-event-loop.ts';
import { connectionsIn } from '../planning/apply-refusal.ts';
import { counted, findIdle, type Engine } from '../engine.ts';
import { otherChanges } from './other-changes.ts';
import { readBack } from './read-back.ts';
import { readAgainAfterMs } from './read-until-resolved.ts';
import { isCertainRefusal, resolveOutcome, type Outcome } from './resolve-outcome.ts';
import { newRun, setStates, sinceApplied, type Run, type Update } from '../applying/run-state.ts';
import { waitUnlessStopped } from '../applying/send.ts';

/**
 * At start: marks what a crash left as interrupted and reads it back where the server can be reached. Gives the plans of which something
 * isn't known even then.
 */
export async function recover(engine: Engine): Promise<Plan[]> {
  const { deps, runs } = engine;
  const left = deps.ledger.interruptedPlans().filter(({ id }) => !runs.has(id));
  for (const plan of left) await deps.ledger.savePlan(counted({ ...plan, status: 'interrupted' }));
  for (const plan of left) {
    const isReachable = connectionsIn(plan).every((id) => deps.cannotWrite(id) === null);
    if (isReachable && !engine.closing) await readBackPlan(engine, plan.id);
  }
  return left
    .map(({ id }) => deps.ledger.plan(id))
    .filter((plan) => plan !== null)
    .filter(({ items }) => items.some(isOpen));
}

/** Reads back the items whose end isn't known. */
export async function readBackPlan(engine: Engine, planId: string): Promise<Result<Plan>> {
  const { runs, locks, signal } = engine;
  const found = findIdle(engine, planId);
  if (!found.ok) return found;
  const run = newRun(engine.deps, found.value, signal);
  runs.set(planId, run);
  try {
    return await locks.hold(connectionsIn(run.plan), () => readBackLocked(engine, run));
  } finally {
    runs.delete(planId);
  }
}

async function readBackLocked(engine: Engine, run: Run): Promise<Result<Plan>> {
  const { deps, unsavedReceipts } = engine;
  const keepUnsaved = <T>(plan: Plan, failed: Result<T>): Result<T> => {
    unsavedReceipts.keep(plan);
    return failed;
  };
  unsavedReceipts.drop(run.plan.id);
  let firstError: AppError | null = null;
  let open = run.plan.items.filter((item) => isOpen(item) || mayBeDone(item));
  for (const wait of [0, ...readAgainAfterMs]) {
    if (open.length === 0) break;
    if (wait > 0) await waitUnlessStopped(deps, run.stopped, wait);
    if (run.stopped.aborted) break;
    const read = await readBackItems(engine, run, open, wait === readAgainAfterMs.at(-1));
    if (!read.ok) return keepUnsaved(counted(run.plan), read);
    firstError ??= read.value.error;
    open = read.value.mayLag;
  }
  const { plan } = run;
  const isLeft = plan.status === 'interrupted' || plan.status === 'applying';
  // What a crash left was read for the first time now; later readings are of other times.
  if (isLeft && plan.appliedAt !== null)
    run.plan = {
      ...plan,
      alsoChanged: await otherChanges(deps, plan, plan.items, { id: 0, at: plan.appliedAt }),
    };
  run.plan = counted(withStatus(run.plan, deps.now()));
  const saved = await deps.ledger.savePlan(run.plan);
  if (!saved.ok) return keepUnsaved(run.plan, saved);
  announce(engine, run.plan);
  return firstError ? fail(firstError) : ok(run.plan);
}

/** Sent, and its end isn't known. */
export const isOpen = ({ state }: PlanItem): boolean =>
  state.state === 'sent' || state.state === 'unverified';

/** The lists went on to deny something new that the server didn't certainly refuse: they may have shown it since. */
export const mayBeDone = ({ request, state }: PlanItem): boolean =>
  state.state === 'failed' &&
  state.error.retryable &&
  !isCertainRefusal(state.error) &&
  kindOf(request).op === 'add';

/** So many outcomes are saved at once. */
const together = 100;

/**
 * Reads these items back once. `mayLag`: those that the lists don't show yet, which stay as they are; `isLast`: they are settled all the
 * same. Fails where the plan couldn't be saved.
 */
async function readBackItems(
  { deps, signal }: Engine,
  run: Run,
  items: readonly PlanItem[],
  isLast: boolean,
): Promise<Result<{ error: AppError | null; mayLag: PlanItem[] }>> {
  let error: AppError | null = null;
  const mayLag: PlanItem[] = [];
  const snapshot = readSnapshot(deps.roster, deps.now());
  const connectionOf = lookedUpOnce((id) => deps.connections.get(id));
  const eventLoop = createEventLoopYield();
  const readings = new Map<string, Result<Snapshot>>();
  let updates: Update[] = [];
  const saveUpdates = async (): Promise<Result<null>> => {
    const found = updates;
    updates = [];
    return found.length === 0 ? ok(null) : setStates(deps, run, found);
  };
  for (const item of items) {
    if (eventLoop.isDue()) await eventLoop.next();
    const { request } = item;
    const connection = connectionOf(request.connectionId);
    if (!connection) continue;
    const context = contextOf(request, connection, snapshot, deps.now());
    // What several items are shown by is read once: nothing is sent between them.
    const key = readingKey(context);
    const reading = readings.get(key) ?? (await readBack(deps, context, sinceApplied(run), signal));
    readings.set(key, reading);
    if (!reading.ok) {
      // It stays as it is: not known yet isn't the same as failed.
      error ??= reading.error;
      continue;
    }
    const after = contextOf(request, connection, reading.value, deps.now());
    const outcome = resolveOutcome(item, null, reading, after);
    if (outcome.mayLag && !isLast && item.state.state !== 'failed') {
      mayLag.push(item);
      continue;
    }
    // What failed stays as it failed, unless it is there by now.
    if (item.state.state === 'failed' && !isFound(outcome)) continue;
    updates.push({ id: item.id, ...outcome });
    if (updates.length < together) continue;
    const saved = await saveUpdates();
    if (!saved.ok) return saved;
  }
  const saved = await saveUpdates();
  return saved.ok ? ok({ error, mayLag }) : saved;
}

const isFound = ({ state }: Outcome): boolean =>
  state.state === 'done' || (state.state === 'failed' && !state.error.retryable);

function readingKey(context: ChangeContext): string {
  const { request } = context;
  const lists = kindOf(request)
    .readBackLists(context)
    .map(({ list }) => list)
    .join(' ');
  return [request.type, request.connectionId, placeOf(request) ?? '', lists].join('\n');
}

/** What a crash left is finished once nothing of it is open. */
function withStatus(plan: Plan, now: number): Plan {
  if (plan.status !== 'interrupted' && plan.status !== 'applying') return plan;
  const isOpen = plan.items.some(({ state }) => state.state === 'sent' || state.state === 'pending');
  return isOpen ? { ...plan, status: 'interrupted' } : { ...plan, status: 'finished', finishedAt: now };
}
