import type { Plan, PlanItem } from '../../../src-preload/contract/plan.ts';
import { fail, type Result } from '../../../src-preload/shared/result.ts';
import { contextOf } from '../context.ts';
import { kindOf } from '../kinds/kinds.ts';
import { readPreImage } from '../kinds/pre-image.ts';
import { readSnapshot } from '../snapshot/snapshot.ts';
import type { ChangesDeps } from './deps.ts';
import type { Draft } from './planning/drafts.ts';
import { findIdle, type Engine } from './engine.ts';
import { errors } from './errors.ts';
import { saveDraftToSend } from './planning/plan.ts';
import { withBasis } from './planning/rebased.ts';
import { mayBeDone, readBackPlan } from './outcome/recover.ts';
import { itemsLeft } from './planning/superseded.ts';

/** A new plan of the items that are not done yet. */
export async function finish(engine: Engine, planId: string): Promise<Result<Plan>> {
  const { deps } = engine;
  const found = findIdle(engine, planId);
  if (!found.ok) return found;
  let plan = found.value;
  if (plan.items.some((item) => isUnresolved(item) || mayBeDone(item))) {
    const resolved = await readBackPlan(engine, planId);
    if (!resolved.ok) return resolved;
    plan = resolved.value;
  }
  const plans = deps.ledger.plans(plan.items[0]?.request.connectionId ?? null, null);
  const drafts = draftsToFinish(plan, plans, deps);
  return drafts.length > 0
    ? saveDraftToSend(deps, drafts, errors.alreadyFinished())
    : fail(errors.nothingToFinish());
}

const isUnresolved = ({ state }: PlanItem) => state.state === 'sent' || state.state === 'unverified';
const isDone = ({ state }: PlanItem) => state.state === 'done' || state.state === 'already-so';

/**
 * What a plan that finishes this one consists of. What may have created something already isn't sent again, nor what depends on it; a
 * second step keeps its first, and its pause, only where that first is still to be done too. `plans`: those of the same connections.
 */
function draftsToFinish(plan: Plan, plans: readonly Plan[], deps: ChangesDeps): Draft[] {
  const snapshot = readSnapshot(deps.roster, deps.now());
  const contextOfItem = ({ request }: PlanItem) => {
    const connection = deps.connections.get(request.connectionId);
    return connection ? contextOf(request, connection, snapshot, deps.now()) : null;
  };
  /** Without what was created, what waits for it would end all there is. */
  const stillWorks = (item: PlanItem): boolean => {
    const context = contextOfItem(item);
    const before = readPreImage(item.preImage);
    const created = before?.of === 'creation' ? before.created : null;
    return context === null || (kindOf(item.request).stillWorks?.(context, created) ?? true);
  };
  const afterPause = (item: PlanItem): string[] => {
    const context = item.pause === null ? null : contextOfItem(item);
    const text = context && kindOf(item.request).afterPause?.(context);
    return text ? [text] : [];
  };

  const left = itemsLeft(plan, plans).filter((item) => !isUnresolved(item));
  const ids = new Map(left.map(({ id }) => [id, deps.newId()]));
  const byId = new Map(plan.items.map((item) => [item.id, item]));
  const drafts: Draft[] = [];
  for (const item of left) {
    const first = item.dependsOn === null ? null : (byId.get(item.dependsOn) ?? null);
    const dependsOn = first === null ? null : (ids.get(first.id) ?? null);
    const draft = {
      id: ids.get(item.id) ?? deps.newId(),
      request: withBasis(item),
      dependsOn,
      pause: dependsOn === null ? null : item.pause,
      created: item.ends?.as === 'created' ? item.ends : null,
      kept: [],
    };
    if (dependsOn !== null || first === null) drafts.push(draft);
    else if (isDone(first) && stillWorks(first)) drafts.push({ ...draft, kept: afterPause(item) });
  }
  return drafts;
}
