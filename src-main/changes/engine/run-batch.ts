import type { PlanItem } from '../../../src-preload/contract/changes.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { plainError } from '../../base/errors.ts';
import type { Performed, ProvisionRequest, RowOutcome } from '../../providers/provider.ts';
import { contextOf } from '../kinds/check.ts';
import { permissionChecks } from '../kinds/checks-permission.ts';
import type { ChangesDeps } from './deps.ts';
import { readSnapshot } from '../snapshot/snapshot.ts';
import { offers } from '../kinds/place.ts';
import { readListsBack } from './read-back.ts';
import { refusedError, runItem } from './run-item.ts';
import { connectionRemoved, markSent, setStates, type Run } from './run-state.ts';
import { sendWithRetryAfter } from './send.ts';
import { isCertainRefusal, resolveOutcome, stopsPlan } from './resolve-outcome.ts';

/** Rows in one request: a plan can be stopped between two, and what a crash leaves to be read back stays small. */
const mostAtOnce = 25;

type ProvisionItem = PlanItem & { request: ProvisionRequest };
const isProvision = (item: PlanItem): item is ProvisionItem => item.request.type === 'workspace.provision';

/**
 * Makes the workspaces of the rows that follow each other in one request, reads the list once and settles each. A server that has not
 * built it is asked once; each row is created by itself then. Returns why the plan has to end early, or null.
 */
export async function runBatch(deps: ChangesDeps, run: Run, first: PlanItem): Promise<AppError | null> {
  if (!isProvision(first)) return runItem(deps, run, first);
  const { connectionId, organizationId } = first.request;
  const connection = deps.connections.get(connectionId);
  if (!connection) return connectionRemoved();
  const opened = await deps.sessions.for(connectionId);
  if (!opened.ok) return opened.error;
  const { session } = opened.value;
  const ground = readSnapshot(deps.roster, deps.now());
  const context = contextOf(first.request, connection, ground, deps.now());
  const place = `${connectionId} ${organizationId}`;
  if (!session.provision || run.individually.has(place) || !offers(context.teller, 'workspace.provision'))
    return runItem(deps, run, first, true);

  const batch = batchFrom(run, first);
  const [refusal] = permissionChecks(context);
  if (refusal) {
    const state = { state: 'failed', at: deps.now(), error: refusedError(refusal.words) } as const;
    const kept = await setStates(
      deps,
      run,
      batch.map(({ id }) => ({ id, state })),
    );
    return kept.ok ? null : kept.error;
  }
  const saved = await markSent(
    deps,
    run,
    batch.map(({ id }) => id),
  );
  if (!saved.ok) return saved.error;
  const rows = batch.map(({ request }) => request);
  const provision = session.provision.bind(session);
  const result = await sendWithRetryAfter(deps, run, () => provision(rows, run.signal));
  if (!result.ok && result.error.kind === 'not-implemented') {
    run.individually.add(place);
    // The server said that it did nothing, so they are as they were.
    const kept = await setStates(
      deps,
      run,
      batch.map(({ id }) => ({ id, state: { state: 'pending' } })),
    );
    return kept.ok ? runItem(deps, run, first, true) : kept.error;
  }
  const refused = !result.ok && isCertainRefusal(result.error);
  const reading = refused ? result : await readListsBack(deps, first.request, connection, run.signal);
  const at = deps.now();
  const updates = batch.map((item, index) => {
    const said = result.ok ? outcomeOf(result.value[index]) : result;
    const { state, created } = resolveOutcome(
      item,
      { answer: 'said', result: said },
      reading,
      context.teller,
      at,
    );
    return { id: item.id, state, created };
  });
  const kept = await setStates(deps, run, updates);
  if (!kept.ok) return kept.error;
  if (!result.ok && stopsPlan(result.error)) return result.error;
  return !reading.ok && stopsPlan(reading.error) ? reading.error : null;
}

/** The rows from this one on that may go in the same request. */
function batchFrom(run: Run, first: ProvisionItem): ProvisionItem[] {
  const start = run.positions.get(first.id) ?? 0;
  const batch: ProvisionItem[] = [];
  for (const item of run.plan.items.slice(start, start + mostAtOnce)) {
    const isOfIt =
      isProvision(item) &&
      item.state.state === 'pending' &&
      item.dependsOn === null &&
      item.request.connectionId === first.request.connectionId &&
      item.request.organizationId === first.request.organizationId;
    if (!isOfIt) break;
    batch.push(item);
  }
  return batch;
}

function outcomeOf(outcome: RowOutcome | undefined): Result<Performed> {
  if (outcome === undefined)
    return fail(
      plainError('malformed', 'The server said nothing of this one.', 'Look at the list, then try again.'),
    );
  return outcome.made
    ? ok({ createdWorkspaceId: outcome.workspaceId, createdToken: null })
    : fail(outcome.error);
}
