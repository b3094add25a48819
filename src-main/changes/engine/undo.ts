import type { Plan } from '../../../src-preload/contract/plan.ts';
import { fail, type Result } from '../../../src-preload/shared/result.ts';
import { contextOf } from '../context.ts';
import { kindOf } from '../kinds/kinds.ts';
import { readPreImage } from '../kinds/pre-image.ts';
import { readSnapshot } from '../snapshot/snapshot.ts';
import { lookedUpOnce, type ChangesDeps } from './deps.ts';
import { expand, type Draft } from './planning/drafts.ts';
import { findIdle, type Engine } from './engine.ts';
import { errors } from './errors.ts';
import { saveDraftToSend } from './planning/plan.ts';
import { withBasis } from './planning/rebased.ts';
import { createEventLoopYield } from './yield-to-event-loop.ts';

/** A new plan that takes back what a receipt did. */
export async function undo(engine: Engine, planId: string): Promise<Result<Plan>> {
  const found = findIdle(engine, planId);
  if (!found.ok) return found;
  const drafts = await inverseOf(engine.deps, found.value);
  if (drafts.length > 0) return saveDraftToSend(engine.deps, drafts, errors.alreadyUndone());
  const why = found.value.items.find((item) => !item.undo.possible)?.undo.words;
  return fail(errors.nothingToUndo(why));
}

/**
 * The changes that take back what a receipt did, last first. Only what is done is taken back; what can't be (a deletion, a revocation,
 * leaving) is left out, so the result may be empty.
 */
async function inverseOf(deps: ChangesDeps, receipt: Plan): Promise<Draft[]> {
  const { roster, connections, now, newId } = deps;
  const eventLoop = createEventLoopYield();
  const snapshot = readSnapshot(roster, now());
  const connectionOf = lookedUpOnce((id) => connections.get(id));
  const drafts: Draft[] = [];
  for (const item of [...receipt.items].reverse()) {
    const { preImage, made, state } = item;
    const request = withBasis(item);
    if (eventLoop.isDue()) await eventLoop.next();
    const connection = connectionOf(request.connectionId);
    if (state.state !== 'done' || !connection) continue;
    const context = contextOf(request, connection, snapshot, now());
    const inverse = kindOf(request).inverse(context, readPreImage(preImage));
    if (!inverse) continue;
    const steps = expand(contextOf(inverse, connection, snapshot, now()), newId);
    drafts.push(...steps.map((step) => ({ ...step, created: made ?? null })));
  }
  return drafts;
}
