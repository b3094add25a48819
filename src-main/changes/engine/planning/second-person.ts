import type { Plan, PlanItem } from '../../../../src-preload/contract/plan.ts';
import type { Approval } from '../../../../src-preload/contract/second-persons.ts';
import { fail, ok, type Result } from '../../../../src-preload/shared/result.ts';
import { contextOf, type ChangeContext } from '../../context.ts';
import { kindOf } from '../../kinds/kinds.ts';
import { readSnapshot } from '../../snapshot/snapshot.ts';
import { lookedUpOnce, type ChangesDeps } from '../deps.ts';
import { errors } from '../errors.ts';
import { planText } from '../text.ts';
import { createEventLoopYield } from '../yield-to-event-loop.ts';

/**
 * Why these changes need a second person, in a sentence; null: they don't. The one place that decides it. `from`: from how many removals
 * they do; null: second persons aren't asked.
 */
export async function secondPersonReason(
  items: readonly PlanItem[],
  from: number | null,
  contextOfItem: (item: PlanItem) => ChangeContext | null,
): Promise<string | null> {
  if (from === null) return null;
  const eventLoop = createEventLoopYield();
  const sent = items.filter(({ checks }) => checks.every(({ code }) => code !== 'already-so'));
  const reasons = new Set<'deletion' | 'owners'>();
  for (const item of sent) {
    if (eventLoop.isDue()) await eventLoop.next();
    const context = contextOfItem(item);
    const reason = context === null ? null : (kindOf(item.request).secondPerson?.(context) ?? null);
    if (reason !== null) reasons.add(reason);
  }
  const removals = sent.filter(({ op }) => op === 'remove').length;
  if (reasons.has('deletion')) return planText.deletesWorkspace;
  if (reasons.has('owners')) return planText.changesOwners;
  return removals >= from ? planText.removesMany(removals) : null;
}

/**
 * Who confirmed the plan as its second person; null: it needs none. It's decided by the rule as it is now: a draft may be older. An error
 * means that it isn't confirmed, and stands in the draft too where that didn't say so.
 */
export async function confirmedBySecondPerson(
  deps: ChangesDeps,
  plan: Plan,
  given: Approval | null,
): Promise<Result<string | null>> {
  const rule = deps.secondPerson;
  const snapshot = readSnapshot(deps.roster, deps.now());
  const connectionOf = lookedUpOnce((id) => deps.connections.get(id));
  const reason = await secondPersonReason(plan.items, rule?.from() ?? null, ({ request }) => {
    const connection = connectionOf(request.connectionId);
    return connection ? contextOf(request, connection, snapshot, deps.now()) : null;
  });
  if (rule === undefined || reason === null) return ok(null);
  if (given === null) return refuseUnconfirmed(deps, { ...plan, secondPerson: reason });
  const checked = await rule.check(given);
  return checked.ok ? ok(checked.value.name) : fail(errors.notConfirmedBySecond(checked.error));
}

/** Keeps the draft as it is now, so that its review asks for the second person that it needs. */
export async function refuseUnconfirmed(
  { ledger }: ChangesDeps,
  plan: Plan,
): Promise<Extract<Result<never>, { ok: false }>> {
  await ledger.savePlan(plan);
  return fail(errors.secondPersonNeeded(plan.secondPerson ?? ''));
}
