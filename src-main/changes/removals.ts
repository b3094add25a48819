import type { Plan } from '../../src-preload/contract/changes.ts';
import type { ListName } from '../../src-preload/contract/freshness.ts';
import type { SystemFacts } from '../../src-preload/contract/system.ts';
import { kindOf } from './kinds/kinds.ts';

/** A server's lists may lag behind a change for so long (ms). */
const expectedForMs = 15 * 60_000;

/** IDs that changes of these plans have just taken out of a list, or may have: they were sent and not confirmed yet. */
export function expectedGone(
  plans: readonly Plan[],
  at: { connectionId: string; workspaceId: string | null; list: ListName },
  facts: SystemFacts,
  now: number,
): ReadonlySet<string> {
  const gone = new Set<string>();
  for (const { items } of plans)
    for (const { request, state } of items) {
      if (state.state !== 'sent' && state.state !== 'done' && state.state !== 'unverified') continue;
      if (request.connectionId !== at.connectionId || now - state.at > expectedForMs) continue;
      const removal = kindOf(request).takesOut?.(request, facts);
      if (removal?.list === at.list && removal.workspaceId === at.workspaceId) gone.add(removal.id);
    }
  return gone;
}
