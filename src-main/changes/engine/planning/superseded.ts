import type { ChangeRequest } from '../../../../src-preload/contract/change-request.ts';
import type { Plan, PlanItem } from '../../../../src-preload/contract/plan.ts';
import { kindOf } from '../../kinds/kinds.ts';
import type { ChangesDeps } from '../deps.ts';
import { unfinishedItems } from '../unfinished.ts';

/** What is to be reached, whatever the way. */
const goalOf = (request: ChangeRequest): string => kindOf(request).goal?.(request) ?? JSON.stringify(request);

/** Whether a plan has any of these items too, by what they are to reach. */
export function sharesGoals(plan: Plan): (items: readonly PlanItem[]) => boolean {
  const goals = new Set(plan.items.map(({ request }) => goalOf(request)));
  return (items) => items.some(({ request }) => goals.has(goalOf(request)));
}

/**
 * What is left to do of a receipt. An item that a plan applied later has too is that plan's to finish, whether it was made by "Finish" or
 * by hand: nothing is offered twice.
 */
export function itemsLeft(plan: Plan, ledger: Pick<ChangesDeps['ledger'], 'plansChangedSince'>): PlanItem[] {
  const open = unfinishedItems(plan);
  if (open.length === 0 || plan.appliedAt === null) return open;
  const { appliedAt } = plan;
  const superseded = new Set(
    ledger
      // On all connections: a plan may change several, and another take on one of them.
      .plansChangedSince(null, appliedAt)
      .filter((other) => other.id !== plan.id && other.status !== 'draft')
      .filter((other) => other.appliedAt !== null && other.appliedAt > appliedAt)
      .flatMap((other) => other.items.map(({ request }) => goalOf(request))),
  );
  return open.filter(({ request }) => !superseded.has(goalOf(request)));
}
