import type { ChangeRequest, ItemState, PlanItem } from '../../../src-preload/contract/changes.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { ok, type Result } from '../../../src-preload/shared/result.ts';
import { contextOf, type ChangeContext, type ConnectionFacts } from '../context.ts';
import { kindOf } from '../kinds/kinds.ts';
import { readSnapshot } from '../snapshot/snapshot.ts';
import { basisLists, isFreshNow } from './basis.ts';
import { accessChecks, noOpText } from './checks.ts';
import type { ChangesDeps } from './deps.ts';
import { errors } from './errors.ts';
import { endsAnother } from './identity.ts';
import { readBack } from './read-back.ts';
import { movedBefore, rebased, withBasis } from './rebased.ts';
import { readUntilResolved } from './read-until-resolved.ts';
import { otherChanges, type SeenUntil } from './other-changes.ts';
import { isCertainRefusal, resolveOutcome, stopsPlan, type Outcome } from './resolve-outcome.ts';
import { itemOf, markSent, setStates, sinceApplied, type Run } from './run-state.ts';
import { sendWithRetryAfter } from './send.ts';
import { stateText } from './text.ts';

/**
 * Sends one item and reads it back. Returns why the plan has to end early, or null. The item is `sent` on disk before its request leaves,
 * so that a crash leaves nothing that could be repeated blindly. `individually`: one of a batch whose server takes no lists.
 */
export async function runItem(
  deps: ChangesDeps,
  run: Run,
  item: PlanItem,
  individually = false,
): Promise<AppError | null> {
  const first = itemOf(run, item.dependsOn);
  if (first && first.state.state !== 'done' && first.state.state !== 'already-so')
    return end(deps, run, item, {
      state: 'skipped',
      at: deps.now(),
      words: stateText.firstFailed(first.title),
    });
  const connection = deps.connections.get(item.request.connectionId);
  if (!connection) return errors.connectionRemoved();

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
  if (!opened.ok) return opened.error;
  const since = { id: deps.ledger.lastHistoryId(), at: 0 };
  const saved = await markSent(deps, run, [item.id]);
  if (!saved.ok) return saved.error;

  const wire = kindOf(request).toWire?.(ready, individually) ?? request;
  const workspace = 'workspaceId' in wire ? snapshot.row(wire.connectionId, wire.workspaceId) : null;
  const answer = await sendWithRetryAfter(deps, run, () =>
    opened.value.session.perform(wire, { workspace }, run.signal),
  );
  const isRefused = !answer.ok && isCertainRefusal(answer.error);
  const { reading, outcomes } = await readUntilResolved(
    deps,
    run.stopped,
    async () => (isRefused ? answer : readBack(deps, ready, sinceApplied(run), run.signal)),
    (read) => {
      const after = contextOf(request, connection, read.ok ? read.value : snapshot, deps.now());
      return [resolveOutcome({ ...item, request }, answer, read, after)];
    },
  );
  const [resolved] = outcomes;
  if (resolved === undefined) throw new Error('an item without an outcome');
  const outcome = answer.ok ? withOtherChanges(deps, run, item, resolved, since) : resolved;

  if (answer.ok && answer.value.createdToken) {
    const { id: tokenId, secret } = answer.value.createdToken;
    run.reveals.push({ itemId: item.id, revealId: deps.secrets.put(secret), masked: mask(secret), tokenId });
  }
  if (kindOf(request).creates?.opens) run.createdWorkspaceId = outcome.created ?? run.createdWorkspaceId;
  const said = individually ? saidIndividually(outcome, ready) : outcome;
  const kept = await setStates(deps, run, [{ id: item.id, ...said }]);
  if (!kept.ok) return kept.error;
  if (!answer.ok && stopsPlan(answer.error)) return answer.error;
  return !reading.ok && stopsPlan(reading.error) ? reading.error : null;
}

/** Where the server said yes and did something else, “nothing changed” would hide it; sending it again could do it again. */
function withOtherChanges(
  deps: ChangesDeps,
  run: Run,
  item: PlanItem,
  outcome: Outcome,
  since: SeenUntil,
): Outcome {
  if (outcome.state.state !== 'failed' || outcome.created !== null) return outcome;
  const others = otherChanges(deps, run.plan, [item], since);
  if (others.length === 0) return outcome;
  return { ...outcome, state: { ...outcome.state, error: errors.somethingElseChanged(others) } };
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

async function end(
  deps: ChangesDeps,
  run: Run,
  { id }: PlanItem,
  state: ItemState,
): Promise<AppError | null> {
  const kept = await setStates(deps, run, [{ id, state }]);
  return kept.ok ? null : kept.error;
}

function saidIndividually(outcome: Outcome, { request, connection }: ChangeContext): Outcome {
  const { batch } = kindOf(request);
  if (outcome.state.state !== 'done' || batch === undefined) return outcome;
  const words = `${outcome.state.words} ${batch.individually(request, connection)}`;
  return { ...outcome, state: { ...outcome.state, words } };
}

/** The first characters, enough to tell two tokens apart and never most of a short one. */
const mask = (secret: string): string =>
  `${secret.slice(0, Math.min(6, Math.floor(secret.length / 4)))}••••••••`;
