import type { Plan, PlanItem } from '../../../src-preload/contract/plan.ts';
import { fail, type Result } from '../../../src-preload/shared/result.ts';
import { contextOf } from '../context.ts';
import { hasNamesake } from '../kinds/creation.ts';
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

/** A new plan of the items that are not done yet. `looks`: how often what may be done by now is looked for. */
export async function finish(engine: Engine, planId: string, looks = 2): Promise<Result<Plan>> {
  const { deps } = engine;
  const found = findIdle(engine, planId);
  if (!found.ok) return found;
  let plan = found.value;
  if (plan.items.some((item) => isUnresolved(item) || mayBeDone(item))) {
    const resolved = await readBackPlan(engine, planId);
    if (!resolved.ok) return resolved;
    plan = resolved.value;
  }
  const left = draftsToFinish(plan, deps);
  if (left.length === 0) return fail(errors.nothingToFinish());
  const drafts = left.map(({ draft }) => draft);
  const made = await saveDraftToSend(deps, drafts, errors.alreadyFinished());
  if (!made.ok || looks === 1) return made;
  const planned = new Map(made.value.items.map((item) => [item.id, item]));
  if (!left.some((one) => hasAppeared(one, planned))) return made;
  // A refresh has shown meanwhile what the last look missed: planned now, it would be created a second time.
  await deps.ledger.deletePlan(made.value.id);
  return finish(engine, planId, looks - 1);
}

interface Left {
  /** As it was sent before. */
  item: PlanItem;
  draft: Draft;
}

/** Whether what this was to create is in the list now that it's planned again, and wasn't before it was sent. */
function hasAppeared({ item, draft }: Left, planned: ReadonlyMap<string, PlanItem>): boolean {
  const before = readPreImage(item.preImage);
  const now = readPreImage(planned.get(draft.id)?.preImage ?? null);
  return before?.of === 'creation' && now?.of === 'creation' && hasNamesake(before, now);
}

const isUnresolved = ({ state }: PlanItem) => state.state === 'sent' || state.state === 'unverified';
const isDone = ({ state }: PlanItem) => state.state === 'done' || state.state === 'already-so';

/**
 * What a plan that finishes this one consists of. What may have created something already isn't sent again, nor what depends on it; a
 * second step keeps its first, and its pause, only where that first is still to be done too.
 */
function draftsToFinish(plan: Plan, deps: ChangesDeps): Left[] {
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

  const left = itemsLeft(plan, deps.ledger).filter((item) => !isUnresolved(item));
  const ids = new Map(left.map(({ id }) => [id, deps.newId()]));
  const byId = new Map(plan.items.map((item) => [item.id, item]));
  const found: Left[] = [];
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
    if (dependsOn !== null || first === null) found.push({ item, draft });
    else if (isDone(first) && stillWorks(first))
      found.push({ item, draft: { ...draft, kept: afterPause(item) } });
  }
  return found;
}
