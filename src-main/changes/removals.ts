import type { Plan, PlanItem } from '../../src-preload/contract/plan.ts';
import type { ListName } from '../../src-preload/contract/freshness.ts';
import type { SystemFacts } from '../../src-preload/contract/system.ts';
import type { LedgerReader } from '../store/ledger/types.ts';
import { kindOf } from './kinds/kinds.ts';

/** A server's lists may lag behind a change for so long (ms). */
const expectedForMs = 15 * 60_000;

/** The plans of a connection that may have changes which its lists don't show yet. */
export const plansNotShownYet = (
  ledger: Pick<LedgerReader, 'plansChangedSince'>,
  connectionId: string,
  now: number,
): Plan[] => ledger.plansChangedSince(connectionId, now - expectedForMs);

/** IDs that changes of these plans have just taken out of a list, or may have: they were sent and not confirmed yet. */
export function expectedGone(
  plans: readonly Plan[],
  at: { connectionId: string; workspaceId: string | null; list: ListName },
  facts: SystemFacts,
  now: number,
): ReadonlySet<string> {
  const gone = new Set<string>();
  for (const { request } of justMade(plans, at.connectionId, now)) {
    const removal = kindOf(request).takesOut?.(request, facts);
    if (removal?.list === at.list && removal.workspaceId === at.workspaceId) gone.add(removal.id);
  }
  return gone;
}

/** Changes of these plans that were just made, or may have been. */
export const justMade = (plans: readonly Plan[], connectionId: string, now: number): PlanItem[] =>
  plans
    .flatMap(({ items }) => items)
    .filter(
      ({ request, state }) =>
        (state.state === 'sent' || state.state === 'done' || state.state === 'unverified') &&
        request.connectionId === connectionId &&
        now - state.at <= expectedForMs,
    );
