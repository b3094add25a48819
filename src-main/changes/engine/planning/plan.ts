import type { ChangeRequest } from '../../../../src-preload/contract/change-request.ts';
import type { LeftOut, Plan } from '../../../../src-preload/contract/plan.ts';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import { fail, ok, type Result } from '../../../../src-preload/shared/result.ts';
import { defaultSettings } from '../../../../src-preload/shared/settings/table.ts';
import { contextOf } from '../../context.ts';
import { readSnapshot } from '../../snapshot/snapshot.ts';
import { assemble } from './assemble.ts';
import { lookedUpOnce, type ChangesDeps } from '../deps.ts';
import { expand, type Draft } from './drafts.ts';
import { findDraft, type Engine } from '../engine.ts';
import { errors } from '../errors.ts';
import { normalizeRequest } from './normalize-request.ts';
import { planItems, type PlanningDeps } from './plan-items.ts';
import { createEventLoopYield } from '../yield-to-event-loop.ts';

/** Checks these changes against the local copy and keeps the plan as a draft. */
export async function plan({ deps }: Engine, requests: readonly ChangeRequest[]): Promise<Result<Plan>> {
  const eventLoop = createEventLoopYield();
  const now = deps.now();
  const snapshot = readSnapshot(deps.roster, now);
  const connectionOf = lookedUpOnce((id) => deps.connections.get(id));
  const drafts: Draft[] = [];
  for (const request of requests) {
    if (eventLoop.isDue()) await eventLoop.next();
    const connection = connectionOf(request.connectionId);
    if (!connection) return fail(errors.connectionRemoved());
    const context = contextOf(normalizeRequest(request, snapshot), connection, snapshot, now);
    drafts.push(...expand(context, deps.newId));
  }
  return saveDraft(deps, drafts);
}

/** A draft, or this error where it would send nothing: it would close without a word. */
export async function saveDraftToSend(
  deps: ChangesDeps,
  drafts: readonly Draft[],
  nothing: AppError,
): Promise<Result<Plan>> {
  const made = await saveDraft(deps, drafts);
  const isNoOp =
    made.ok && made.value.items.every(({ checks }) => checks.some(({ code }) => code === 'already-so'));
  if (!isNoOp) return made;
  await deps.ledger.deletePlan(made.value.id);
  return fail(nothing);
}

export async function saveDraft(
  deps: ChangesDeps,
  drafts: readonly Draft[],
  leftOut: readonly LeftOut[] = [],
): Promise<Result<Plan>> {
  const made = await planAgain(
    deps,
    { id: deps.newId(), createdAt: deps.now(), leftOut: [...leftOut] },
    drafts,
  );
  const saved = await deps.ledger.savePlan(made);
  return saved.ok ? ok(made) : saved;
}

/** The plan of these drafts on the snapshot as it is now, under an identity that may be an earlier plan's. */
export async function planAgain(
  deps: ChangesDeps,
  identity: Pick<Plan, 'id' | 'createdAt' | 'leftOut'>,
  drafts: readonly Draft[],
): Promise<Plan> {
  const planning = planningDeps(deps);
  return assemble(identity, await planItems(drafts, planning), planning);
}

const planningDeps = ({
  connections,
  roster,
  ledger,
  now,
  cannotWrite,
  typeNameFrom,
  secondPerson,
}: ChangesDeps): PlanningDeps => ({
  connections,
  roster,
  now: now(),
  cannotWrite,
  typeNameFrom: typeNameFrom?.() ?? defaultSettings.typeNameFromRemovals,
  secondPersonFrom: secondPerson?.from() ?? null,
  madeHere: ledger.itemsOfTypes,
});

/** Another draft in the place of this one. */
export async function replaceDraft(
  engine: Engine,
  planId: string,
  make: (plan: Plan) => Result<{ drafts: Draft[]; leftOut: LeftOut[] }>,
): Promise<Result<Plan>> {
  const { deps } = engine;
  const found = findDraft(engine, planId);
  if (!found.ok) return found;
  const parts = make(found.value);
  if (!parts.ok) return parts;
  const made = await saveDraft(deps, parts.value.drafts, [...found.value.leftOut, ...parts.value.leftOut]);
  // Where deleting fails the old draft stays on disk; no screen leads to it.
  if (made.ok) await deps.ledger.deletePlan(planId);
  return made;
}
