import type { ChangeRequest } from '../../../../src-preload/contract/change-request.ts';
import type { ItemState, PlanItem } from '../../../../src-preload/contract/plan.ts';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import { fail, ok, type Result } from '../../../../src-preload/shared/result.ts';
import type { Performed, RowOutcome } from '../../../providers/provider.ts';
import { contextOf } from '../../context.ts';
import type { Batch } from '../../kinds/kind.ts';
import { readSnapshot } from '../../snapshot/snapshot.ts';
import { accessChecks } from '../planning/checks.ts';
import type { ChangesDeps } from '../deps.ts';
import { errors } from '../errors.ts';
import { readBack } from '../outcome/read-back.ts';
import { readUntilResolved } from '../outcome/read-until-resolved.ts';
import { isCertainRefusal, resolveOutcome, stopsPlan } from '../outcome/resolve-outcome.ts';
import { runItem } from './run-item.ts';
import { markSent, setStates, sinceApplied, type Run } from './run-state.ts';
import { sendWithRetryAfter } from './send.ts';

/**
 * Sends the items that follow each other and belong together in one request, reads the list once and resolves each. A server that has not
 * built it is asked once; each is sent individually then. Returns why the plan has to end early, or null.
 */
export async function runBatch(
  deps: ChangesDeps,
  run: Run,
  first: PlanItem,
  batch: Batch<ChangeRequest>,
): Promise<AppError | null> {
  const { request } = first;
  const connection = deps.connections.get(request.connectionId);
  if (!connection) return errors.connectionRemoved();
  const opened = await deps.sessions.for(request.connectionId);
  if (!opened.ok) return opened.error;
  const snapshot = readSnapshot(deps.roster, deps.now());
  const context = contextOf(request, connection, snapshot, deps.now());
  const key = batch.key(request);
  const sender = run.individually.has(key) ? null : batch.sender(context, opened.value.session);
  if (sender === null) return runItem(deps, run, first, true);

  const items = itemsFrom(run, first, batch);
  const setAll = (state: ItemState) =>
    setStates(
      deps,
      run,
      items.map(({ id }) => ({ id, state })),
    );
  const [refusal] = accessChecks(context);
  if (refusal) {
    const error = errors.refusedBeforeSending(refusal.words);
    return errorOf(await setAll({ state: 'failed', at: deps.now(), error }));
  }
  const saved = await markSent(
    deps,
    run,
    items.map(({ id }) => id),
  );
  if (!saved.ok) return saved.error;
  const requests = items.map((item) => item.request);
  const answer = await sendWithRetryAfter(deps, run, request.connectionId, () =>
    sender.send(requests, run.signal),
  );
  if (!answer.ok && answer.error.kind === 'not-implemented') {
    run.individually.add(key);
    // The server said that it did nothing, so they are as they were.
    const kept = await setAll({ state: 'pending' });
    return kept.ok ? runItem(deps, run, first, true) : kept.error;
  }
  const isRefused = !answer.ok && isCertainRefusal(answer.error);
  const { reading, outcomes } = await readUntilResolved(
    deps,
    run.stopped,
    async () => (isRefused ? answer : readBack(deps, context, sinceApplied(run), run.signal)),
    (read) =>
      items.map((item, index) => {
        const after = contextOf(item.request, connection, read.ok ? read.value : snapshot, deps.now());
        const said = answer.ok ? answerOf(answer.value[index]) : answer;
        return resolveOutcome(item, said, read, after);
      }),
  );
  const updates = items.flatMap(({ id }, index) => {
    const outcome = outcomes[index];
    return outcome === undefined ? [] : [{ id, ...outcome }];
  });
  const kept = await setStates(deps, run, updates);
  if (!kept.ok) return kept.error;
  if (!answer.ok && stopsPlan(answer.error)) return answer.error;
  return !reading.ok && stopsPlan(reading.error) ? reading.error : null;
}

/** The items from this one on that may go in the same request. */
function itemsFrom(run: Run, first: PlanItem, batch: Batch<ChangeRequest>): PlanItem[] {
  const start = run.positions.get(first.id) ?? 0;
  const key = batch.key(first.request);
  const items: PlanItem[] = [];
  for (const item of run.plan.items.slice(start, start + batch.size)) {
    const { request, state, dependsOn } = item;
    const isOfIt = request.type === first.request.type && batch.key(request) === key;
    if (!isOfIt || state.state !== 'pending' || dependsOn !== null) break;
    items.push(item);
  }
  return items;
}

function answerOf(outcome: RowOutcome | undefined): Result<Performed> {
  if (outcome === undefined) return fail(errors.noAnswerForRow());
  return outcome.made
    ? ok({ createdWorkspaceId: outcome.workspaceId, createdToken: null })
    : fail(outcome.error);
}

const errorOf = (result: Result<null>): AppError | null => (result.ok ? null : result.error);
