import type { ChangeRequest, Plan } from '../../../src-preload/contract/changes.ts';
import { fail, type Result } from '../../../src-preload/shared/result.ts';
import { contextOf } from '../context.ts';
import { kindOf } from '../kinds/kinds.ts';
import { readPreImage } from '../kinds/pre-image.ts';
import { readSnapshot } from '../snapshot/snapshot.ts';
import { perConnection, type ChangesDeps } from './deps.ts';
import { findIdle, type Engine } from './engine.ts';
import { errors } from './errors.ts';
import { plan } from './plan.ts';
import { createEventLoopYield } from './yield-to-event-loop.ts';

/** A new plan that takes back what a receipt did. */
export async function undo(engine: Engine, planId: string): Promise<Result<Plan>> {
  const found = findIdle(engine, planId);
  if (!found.ok) return found;
  const requests = await inverseOf(engine.deps, found.value);
  if (requests.length > 0) return plan(engine, requests);
  const why = found.value.items.find((item) => !item.undo.possible)?.undo.words;
  return fail(errors.nothingToUndo(why));
}

/**
 * The changes that take back what a receipt did, last first. Only what is done is taken back; what can't be (a deletion, a revocation,
 * leaving) is left out, so the result may be empty.
 */
async function inverseOf({ roster, connections, now }: ChangesDeps, receipt: Plan): Promise<ChangeRequest[]> {
  const eventLoop = createEventLoopYield();
  const snapshot = readSnapshot(roster, now());
  const connectionOf = perConnection((id) => connections.get(id));
  const requests: ChangeRequest[] = [];
  for (const { request, preImage, state } of [...receipt.items].reverse()) {
    if (eventLoop.isDue()) await eventLoop.next();
    const connection = connectionOf(request.connectionId);
    if (state.state !== 'done' || !connection) continue;
    const context = contextOf(request, connection, snapshot, now());
    const inverse = kindOf(request).inverse(context, readPreImage(preImage));
    if (inverse) requests.push(inverse);
  }
  return requests;
}
