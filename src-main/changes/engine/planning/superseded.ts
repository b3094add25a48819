import type { ChangeRequest } from '../../../../src-preload/contract/change-request.ts';
import type { Plan, PlanItem } from '../../../../src-preload/contract/plan.ts';
import { kindOf } from '../../kinds/kinds.ts';
import type { ChangesDeps } from '../deps.ts';
import { unfinishedItems } from '../unfinished.ts';

/** What is to be reached, whatever the way. */
const goalOf = (request: ChangeRequest): string => kindOf(request).goal?.(request) ?? JSON.stringify(request);

/**
 * What is left to do of a receipt. An item that a plan applied later has too is that plan's to finish, whether it was made by "Finish" or
 * by hand: nothing is offered twice. `connectionId`: where such plans are looked for; null: everywhere.
 */
export function itemsLeft(
  plan: Plan,
  ledger: Pick<ChangesDeps['ledger'], 'plansChangedSince'>,
  connectionId: string | null,
): PlanItem[] {
  const open = unfinishedItems(plan);
  if (open.length === 0 || plan.appliedAt === null) return open;
  const { appliedAt } = plan;
  const superseded = new Set(
    ledger
      .plansChangedSince(connectionId, appliedAt)
      .filter((other) => other.id !== plan.id && other.status !== 'draft')
      .filter((other) => other.appliedAt !== null && other.appliedAt > appliedAt)
      .flatMap((other) => other.items.map(({ request }) => goalOf(request))),
  );
  return open.filter(({ request }) => !superseded.has(goalOf(request)));
}
