import type { ChangeRequest } from '../../../../src-preload/contract/change-request.ts';
import type { ItemState, PlanItem } from '../../../../src-preload/contract/plan.ts';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import { ok, type Result } from '../../../../src-preload/shared/result.ts';
import type { Performed } from '../../../providers/provider.ts';
import { contextOf, type ChangeContext, type ConnectionFacts } from '../../context.ts';
import { kindOf } from '../../kinds/kinds.ts';
import { readSnapshot } from '../../snapshot/snapshot.ts';
import { basisLists, isFreshNow } from '../planning/basis.ts';
import { accessChecks, noOpText } from '../planning/checks.ts';
import type { ChangesDeps } from '../deps.ts';
import { errors } from '../errors.ts';
import { endsAnother } from '../outcome/identity.ts';
import type { SeenUntil } from '../outcome/other-changes.ts';
import { movedBefore, rebased, withBasis } from '../planning/rebased.ts';
import { itemOf, markSent, setStates, type Run } from './run-state.ts';
import { sendWithRetryAfter, untilNotHeldBack } from './send.ts';
import { stateText } from '../text.ts';

/** An item whose request left, and what the server said. */
export interface SentItem {
  item: PlanItem;
  /** On the lists as they were before. */
  context: ChangeContext;
  answer: Result<Performed>;
  /** From where on the history shows what else changed. */
  since: SeenUntil;
}

/** `ended`: nothing was sent; why the plan has to end early, or null where only this item has ended. */
export type Sending = { sent: SentItem } | { ended: AppError | null };

/**
 * Sends one item, whose state is `sent` on disk before its request leaves, so that a crash leaves nothing that could be repeated blindly.
 * `individually`: one of a batch whose server takes no lists.
 */
export async function sendItem(
  deps: ChangesDeps,
  run: Run,
  item: PlanItem,
  individually: boolean,
): Promise<Sending> {
  const first = itemOf(run, item.dependsOn);
  if (first && first.state.state !== 'done' && first.state.state !== 'already-so')
    return end(deps, run, item, {
      state: 'skipped',
      at: deps.now(),
      words: stateText.firstFailed(first.title),
    });
  const connection = deps.connections.get(item.request.connectionId);
  if (!connection) return { ended: errors.connectionRemoved() };

  const rereads = item.ends !== undefined || kindOf(item.request).rebase !== undefined;
  const unread = rereads ? await readStaleBasis(deps, item, connection, run.signal) : null;
  if (unread) return end(deps, run, item, notSent(deps.now(), unread));
  const snapshot = readSnapshot(deps.roster, deps.now());
  const context = rebased(contextOf(withBasis(item), connection, snapshot, deps.now()));
  const moved = movedBefore(item, context);
  if (moved !== null) return end(deps, run, item, notSent(deps.now(), moved));
  const request = requestNow(context, item.ends);
  if ('state' in request) return end(deps, run, item, request);
  const ready = { ...context, request };

  const opened = await deps.sessions.for(request.connectionId);
  if (!opened.ok) return { ended: opened.error };
  await untilNotHeldBack(run, request.connectionId);
  if (run.stopped.aborted) return { ended: null };
  const since = { id: deps.ledger.lastHistoryId(), at: 0 };
  const saved = await markSent(deps, run, [item.id]);
  if (!saved.ok) return { ended: saved.error };

  const wire = kindOf(request).toWire?.(ready, individually) ?? request;
  const workspace = 'workspaceId' in wire ? snapshot.row(wire.connectionId, wire.workspaceId) : null;
  const answer = await sendWithRetryAfter(deps, run, request.connectionId, () =>
    opened.value.session.perform(wire, { workspace }, run.signal),
  );
  return { sent: { item, context: ready, answer, since } };
}

/** The last look before sending: nothing to do, no longer possible, or the request with what was missing filled in. */
function requestNow(context: ChangeContext, ends: PlanItem['ends']): ChangeRequest | ItemState {
  const { request, now: at } = context;
  const noOp = noOpText(context);
  if (noOp !== null) return { state: 'already-so', at, words: noOp };
  const another = endsAnother(ends, context);
  if (another !== null) return notSent(at, another);
  const [refusal] = accessChecks(context);
  if (refusal) return notSent(at, refusal.words);
  const complete: Result<ChangeRequest> = kindOf(request).complete?.(context) ?? ok(request);
  return complete.ok ? complete.value : { state: 'failed', at, error: complete.error };
}

const notSent = (at: number, reason: string): ItemState => ({
  state: 'failed',
  at,
  error: errors.refusedBeforeSending(reason),
});

/** What is ended is looked at right before, however long the items before it took. Returns why it can't be, or null. */
async function readStaleBasis(
  deps: ChangesDeps,
  { request }: PlanItem,
  connection: ConnectionFacts,
  signal: AbortSignal,
): Promise<string | null> {
  const now = deps.now();
  const { connectionId } = request;
  const context = contextOf(request, connection, readSnapshot(deps.roster, now), now);
  for (const { place, list, must, freshness } of basisLists(context)) {
    const isFresh = isFreshNow(freshness, now);
    if (isFresh || !must) continue;
    const fetched = await deps.sync.fetchNow(connectionId, place, [list], signal);
    if (!fetched.ok) return fetched.error.sentence;
  }
  return null;
}

async function end(deps: ChangesDeps, run: Run, { id }: PlanItem, state: ItemState): Promise<Sending> {
  const kept = await setStates(deps, run, [{ id, state }]);
  return { ended: kept.ok ? null : kept.error };
}
