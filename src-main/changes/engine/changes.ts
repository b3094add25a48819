import type { Applied, ChangeRequest, LeftOut, Plan } from '../../../src-preload/contract/changes.ts';
import { placeOf } from '../../../src-preload/shared/plan.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { plainError } from '../../base/errors.ts';
import { assemble, blockedWords, unfinishedItems } from './assemble.ts';
import { buildItems, type BuildDeps } from './plan.ts';
import type { ChangesDeps } from './deps.ts';
import { expand, type Draft } from './expand.ts';
import { draftsToFinish } from './finish.ts';
import { readSnapshot, type Snapshot } from '../snapshot/snapshot.ts';
import { readBackLists } from '../kinds/lists.ts';
import { draftsOf, splitBlocked } from './exclude-blocked.ts';
import { createLocks } from './locks.ts';
import { readListsBack } from './read-back.ts';
import { movedError, notADraft, notFound, nothingLeft, stillRunning } from './errors.ts';
import { connectionsIn, refusal } from './apply-refusal.ts';
import { placesOf, refreshBasis, movedSince } from './recheck.ts';
import { runItems } from './run.ts';
import { connectionRemoved, newRun, setPlan, setStates, type Run } from './run-state.ts';
import { resolveOutcome } from './resolve-outcome.ts';
import { changeContextOf } from '../kinds/place.ts';
import { itemsLeft } from './superseded.ts';
import { createEventLoopYield } from './yield-to-event-loop.ts';
import { createReceiptRetry, receiptNotSavedError } from './receipt-retry.ts';
import { inverseOf } from './undo.ts';

export interface Changes {
  /** Checks these changes against the local copy and keeps the plan as a draft. Works offline. */
  plan(requests: readonly ChangeRequest[]): Promise<Result<Plan>>;
  get(planId: string): Result<Plan>;
  /** The same changes as another draft, on the ground as it is now; the one before is discarded. */
  replan(planId: string): Promise<Result<Plan>>;
  /** Likewise, without those that can't be made: they are told in it as left out. */
  excludeBlocked(planId: string): Promise<Result<Plan>>;
  /**
   * Reads the ground again, refuses with `plan-moved` (and a plan made anew under the same id) when it isn't what was
   * shown, then does item by item. An error means that nothing was sent; how each item ended stands in the plan.
   */
  apply(planId: string, yes: { typed: string; acknowledged: readonly string[] }): Promise<Result<Applied>>;
  /** Ends after the item on its way. */
  stop(planId: string): void;
  /** Deletes a draft; receipts stay. */
  discard(planId: string): Promise<Result<null>>;
  undo(planId: string): Promise<Result<Plan>>;
  finish(planId: string): Promise<Result<Plan>>;
  readBack(planId: string): Promise<Result<Plan>>;
  /** At start: marks what a crash left as interrupted and reads it back where the server can be reached. */
  recover(): Promise<void>;
  /** Stops every plan after the item on its way and waits for them. */
  close(): Promise<void>;
}

/** With how much of it is left to do. */
const counted = (plan: Plan): Plan => ({ ...plan, unfinished: unfinishedItems(plan).length });

/** The change engine: the only way in which anything is written to a server. */
export function createChanges(deps: ChangesDeps): Changes {
  const runs = new Map<string, Run>();
  const locks = createLocks();
  const controller = new AbortController();
  let closing = false;
  const unsaved = createReceiptRetry(deps.ledger, takeOver);

  const buildDeps = (): BuildDeps => ({
    connections: deps.connections,
    roster: deps.roster,
    now: deps.now(),
    cannotWrite: deps.cannotWrite,
    plans: (connectionId) => deps.ledger.plans(connectionId, null),
  });

  function find(planId: string): Result<Plan> {
    const plan = runs.get(planId)?.plan ?? unsaved.get(planId) ?? deps.ledger.plan(planId);
    return plan ? ok(plan) : fail(notFound());
  }

  async function makePlan(requests: readonly ChangeRequest[]): Promise<Result<Plan>> {
    const turns = createEventLoopYield();
    const ground = readSnapshot(deps.roster, deps.now());
    const connections = new Map(
      [...new Set(requests.map(({ connectionId }) => connectionId))].map((id) => [
        id,
        deps.connections.get(id),
      ]),
    );
    const drafts: Draft[] = [];
    for (const request of requests) {
      if (turns.isDue()) await turns.next();
      const connection = connections.get(request.connectionId);
      if (!connection) return fail(connectionRemoved());
      drafts.push(...expand(request, connection, ground, deps.newId));
    }
    return keepDraft(drafts);
  }

  async function keepDraft(
    drafts: readonly Draft[],
    leftOut: readonly LeftOut[] = [],
  ): Promise<Result<Plan>> {
    const base = { id: deps.newId(), createdAt: deps.now(), leftOut: [...leftOut] };
    const plan = assemble(base, await buildItems(drafts, buildDeps()), buildDeps());
    const saved = await deps.ledger.savePlan(plan);
    return saved.ok ? ok(plan) : saved;
  }

  /** Another draft in the place of this one. */
  async function replace(
    planId: string,
    make: (plan: Plan) => Result<{ drafts: Draft[]; leftOut: LeftOut[] }>,
  ): Promise<Result<Plan>> {
    const found = find(planId);
    if (!found.ok) return found;
    if (found.value.status !== 'draft' || runs.has(planId)) return fail(notADraft());
    const parts = make(found.value);
    if (!parts.ok) return parts;
    const made = await keepDraft(parts.value.drafts, [...found.value.leftOut, ...parts.value.leftOut]);
    // It stays where that fails: nobody is shown it again.
    if (made.ok) await deps.ledger.deletePlan(planId);
    return made;
  }

  async function apply(
    planId: string,
    yes: { typed: string; acknowledged: readonly string[] },
  ): Promise<Result<Applied>> {
    const found = find(planId);
    if (!found.ok) return found;
    const plan = found.value;
    if (plan.status !== 'draft' || runs.has(planId) || closing) return fail(notADraft());
    const refused = refusal(plan, yes, deps.cannotWrite);
    if (refused) return fail(refused);
    const run = newRun(plan, controller.signal);
    runs.set(planId, run);
    try {
      // One plan at a time per connection: two that each leave one owner must not leave none together.
      return await locks.hold(connectionsIn(plan), () => applyLocked(run, plan));
    } finally {
      runs.delete(planId);
    }
  }

  async function applyLocked(run: Run, plan: Plan): Promise<Result<Applied>> {
    const read = await refreshBasis(deps, plan, controller.signal);
    if (!read.ok) return read;
    const drafts = draftsOf(plan.items);
    const again = assemble(plan, await buildItems(drafts, buildDeps()), buildDeps());
    const moved = await movedSince(deps, plan, again);
    if (moved.length > 0) {
      await deps.ledger.savePlan(again);
      return fail(movedError(moved));
    }
    const blocked = blockedWords(again.items);
    if (blocked !== null) return fail(plainError('not-allowed', blocked, 'Nothing was sent.'));
    if (run.stopping || closing)
      return fail(
        plainError(
          'cancelled',
          'It was stopped before anything was sent.',
          'Apply it again when you want to.',
        ),
      );

    setPlan(run, { ...again, status: 'applying', appliedAt: deps.now() });
    const started = await deps.ledger.savePlan(run.plan);
    if (!started.ok) return started;
    const ended = await runItems(deps, run);
    if (ended && run.plan.items.every(({ state }) => state.state === 'pending')) {
      await deps.ledger.savePlan(again);
      return fail(ended);
    }
    const unsaved = await close(run);
    const { plan: done, reveals, createdWorkspaceId } = run;
    return ok({ plan: done, reveals, createdWorkspaceId, ...(unsaved === null ? {} : { unsaved }) });
  }

  /** Writes how the plan as a whole ended and lets the lists around it refresh. Gives why it isn't on disk, or null. */
  async function close(run: Run): Promise<AppError | null> {
    const open = (state: string) => run.plan.items.some((item) => item.state.state === state);
    const status = open('sent') ? 'interrupted' : open('pending') ? 'stopped' : 'finished';
    run.plan = counted({ ...run.plan, status, finishedAt: deps.now() });
    const saved = await deps.ledger.savePlan(run.plan);
    if (saved.ok) await takeOver(run.plan);
    else unsaved.keep(run.plan);
    announce(run.plan);
    return saved.ok ? null : receiptNotSavedError(saved.error);
  }

  /** Receipts before it whose rest this plan has taken on are not unfinished any more. */
  async function takeOver(plan: Plan): Promise<void> {
    for (const connectionId of connectionsIn(plan)) {
      const plans = deps.ledger.plans(connectionId, null);
      for (const earlier of plans) {
        if (earlier.unfinished === 0 || earlier.id === plan.id || runs.has(earlier.id)) continue;
        if (unsaved.get(earlier.id) !== null) continue;
        const unfinished = itemsLeft(earlier, plans).length;
        if (unfinished === earlier.unfinished) continue;
        const saved = await deps.ledger.savePlan({ ...earlier, unfinished });
        if (!saved.ok) unsaved.keep({ ...earlier, unfinished });
      }
    }
  }

  function announce(plan: Plan): void {
    for (const { connectionId, workspaceId } of placesOf(plan)) {
      deps.onEvent({ topic: 'receipts', connectionId, workspaceId });
      deps.onEvent({ topic: 'history', connectionId, workspaceId });
      const isThere =
        workspaceId !== null && deps.roster.workspace({ connectionId, workspaceId }, deps.now()) !== null;
      if (isThere) deps.sync.refresh(connectionId, 'change', { connectionId, workspaceId });
      else deps.sync.refresh(connectionId, 'change');
    }
  }

  function keepUnsaved<T>(plan: Plan, failed: Result<T>): Result<T> {
    unsaved.keep(plan);
    return failed;
  }

  async function readBack(planId: string): Promise<Result<Plan>> {
    const found = find(planId);
    if (!found.ok) return found;
    if (runs.has(planId)) return fail(stillRunning());
    const run = newRun(found.value, controller.signal);
    runs.set(planId, run);
    try {
      return await locks.hold(connectionsIn(run.plan), () => readBackLocked(run));
    } finally {
      runs.delete(planId);
    }
  }

  async function readBackLocked(run: Run): Promise<Result<Plan>> {
    unsaved.drop(run.plan.id);
    let firstError: AppError | null = null;
    const readings = new Map<string, Result<Snapshot>>();
    for (const item of run.plan.items) {
      if (item.state.state !== 'sent' && item.state.state !== 'unverified') continue;
      const { request } = item;
      const connection = deps.connections.get(request.connectionId);
      if (!connection) continue;
      // What many changes are proven by is read once: nothing is sent between them.
      const lists = readBackLists(request, connection).join(' ');
      const key = [request.type, request.connectionId, placeOf(request) ?? '', lists].join('\n');
      const reading =
        readings.get(key) ?? (await readListsBack(deps, request, connection, controller.signal));
      readings.set(key, reading);
      if (!reading.ok) {
        // It stays as it is: not known yet isn't the same as failed.
        firstError ??= reading.error;
        continue;
      }
      const teller = changeContextOf(connection, reading.value, request);
      const { state, created } = resolveOutcome(item, { answer: 'lost' }, reading, teller, deps.now());
      const saved = await setStates(deps, run, [{ id: item.id, state, created }]);
      if (!saved.ok) return keepUnsaved(counted(run.plan), saved);
    }
    if (run.plan.status === 'interrupted' || run.plan.status === 'applying') {
      const has = (state: string) => run.plan.items.some((item) => item.state.state === state);
      const status = has('sent') || has('pending') ? 'interrupted' : 'finished';
      const finishedAt = status === 'finished' ? deps.now() : run.plan.finishedAt;
      run.plan = { ...run.plan, status, finishedAt };
    }
    run.plan = counted(run.plan);
    const saved = await deps.ledger.savePlan(run.plan);
    if (!saved.ok) return keepUnsaved(run.plan, saved);
    announce(run.plan);
    return firstError ? fail(firstError) : ok(run.plan);
  }

  return {
    plan: makePlan,
    get: find,
    replan: (planId) => replace(planId, ({ items }) => ok({ drafts: draftsOf(items), leftOut: [] })),
    excludeBlocked: (planId) =>
      replace(planId, (plan) => {
        const parts = splitBlocked(plan);
        return parts.drafts.length > 0 ? ok(parts) : fail(nothingLeft());
      }),
    apply,
    stop(planId) {
      const run = runs.get(planId);
      if (run) run.stopping = true;
    },
    async discard(planId) {
      const plan = unsaved.get(planId) ?? deps.ledger.plan(planId);
      if (!plan) return ok(null);
      if (plan.status !== 'draft' || runs.has(planId)) return fail(notADraft());
      return deps.ledger.deletePlan(planId);
    },
    async undo(planId) {
      const found = find(planId);
      if (!found.ok) return found;
      if (runs.has(planId)) return fail(stillRunning());
      const requests = await inverseOf(found.value, deps.roster, deps.connections, deps.now());
      if (requests.length > 0) return makePlan(requests);
      const why = found.value.items.find(({ undo }) => !undo.possible)?.undo.words;
      return fail(
        plainError('not-supported', why ?? 'Nothing of this is left to take back.', 'Nothing was changed.'),
      );
    },
    async finish(planId) {
      const found = find(planId);
      if (!found.ok) return found;
      if (runs.has(planId)) return fail(stillRunning());
      let plan = found.value;
      if (plan.items.some(({ state }) => state.state === 'sent' || state.state === 'unverified')) {
        const settled = await readBack(planId);
        if (!settled.ok) return settled;
        plan = settled.value;
      }
      const plans = deps.ledger.plans(plan.items[0]?.request.connectionId ?? null, null);
      const { connections, roster, newId } = deps;
      const drafts = draftsToFinish(plan, plans, { connections, roster, newId, now: deps.now() });
      return drafts.length > 0
        ? keepDraft(drafts)
        : fail(plainError('not-supported', 'There is nothing left to finish.', 'Look at the receipt.'));
    },
    readBack,
    async recover() {
      const left = deps.ledger.interruptedPlans().filter(({ id }) => !runs.has(id));
      for (const plan of left) {
        await deps.ledger.savePlan(counted({ ...plan, status: 'interrupted' }));
      }
      for (const plan of left) {
        const reachable = connectionsIn(plan).every((id) => deps.cannotWrite(id) === null);
        if (reachable && !closing) await readBack(plan.id);
      }
    },
    async close() {
      closing = true;
      for (const run of runs.values()) run.stopping = true;
      await locks.idle();
      controller.abort();
      await unsaved.stop();
    },
  };
}
