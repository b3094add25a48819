import type { Plan } from '../../../src-preload/contract/changes.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { placeOf } from '../../../src-preload/shared/plan.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { contextOf, type ChangeContext } from '../context.ts';
import { kindOf } from '../kinds/kinds.ts';
import { readSnapshot, type Snapshot } from '../snapshot/snapshot.ts';
import { announce } from './announce.ts';
import { connectionsIn } from './apply-refusal.ts';
import { counted, findIdle, type Engine } from './engine.ts';
import { readBack } from './read-back.ts';
import { resolveOutcome } from './resolve-outcome.ts';
import { newRun, setStates, type Run } from './run-state.ts';

/** At start: marks what a crash left as interrupted and reads it back where the server can be reached. */
export async function recover(engine: Engine): Promise<void> {
  const { deps, runs } = engine;
  const left = deps.ledger.interruptedPlans().filter(({ id }) => !runs.has(id));
  for (const plan of left) await deps.ledger.savePlan(counted({ ...plan, status: 'interrupted' }));
  for (const plan of left) {
    const isReachable = connectionsIn(plan).every((id) => deps.cannotWrite(id) === null);
    if (isReachable && !engine.closing) await readBackPlan(engine, plan.id);
  }
}

/** Reads back the items whose end isn't known. */
export async function readBackPlan(engine: Engine, planId: string): Promise<Result<Plan>> {
  const { runs, locks, signal } = engine;
  const found = findIdle(engine, planId);
  if (!found.ok) return found;
  const run = newRun(found.value, signal);
  runs.set(planId, run);
  try {
    return await locks.hold(connectionsIn(run.plan), () => readBackLocked(engine, run));
  } finally {
    runs.delete(planId);
  }
}

async function readBackLocked(engine: Engine, run: Run): Promise<Result<Plan>> {
  const { deps, unsavedReceipts, signal } = engine;
  const keepUnsaved = <T>(plan: Plan, failed: Result<T>): Result<T> => {
    unsavedReceipts.keep(plan);
    return failed;
  };
  unsavedReceipts.drop(run.plan.id);
  let firstError: AppError | null = null;
  const snapshot = readSnapshot(deps.roster, deps.now());
  const readings = new Map<string, Result<Snapshot>>();
  for (const item of run.plan.items) {
    if (item.state.state !== 'sent' && item.state.state !== 'unverified') continue;
    const { request } = item;
    const connection = deps.connections.get(request.connectionId);
    if (!connection) continue;
    const context = contextOf(request, connection, snapshot, deps.now());
    // What several items are shown by is read once: nothing is sent between them.
    const key = readingKey(context);
    const reading = readings.get(key) ?? (await readBack(deps, context, signal));
    readings.set(key, reading);
    if (!reading.ok) {
      // It stays as it is: not known yet isn't the same as failed.
      firstError ??= reading.error;
      continue;
    }
    const after = contextOf(request, connection, reading.value, deps.now());
    const { state, created } = resolveOutcome(item, null, reading, after);
    const saved = await setStates(deps, run, [{ id: item.id, state, created }]);
    if (!saved.ok) return keepUnsaved(counted(run.plan), saved);
  }
  run.plan = counted(withStatus(run.plan, deps.now()));
  const saved = await deps.ledger.savePlan(run.plan);
  if (!saved.ok) return keepUnsaved(run.plan, saved);
  announce(engine, run.plan);
  return firstError ? fail(firstError) : ok(run.plan);
}

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
